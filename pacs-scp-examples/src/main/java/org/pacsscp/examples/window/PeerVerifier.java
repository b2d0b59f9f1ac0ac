package org.pacsscp.examples.window;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.client.RemoteEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies one peer after the other. Belongs to the thread of the view; peers are waited for on another. */
final class PeerVerifier {
    private static final Logger log = LoggerFactory.getLogger(PeerVerifier.class);

    private static final int HIGHEST_PORT = 65_535;

    private final WindowView view;
    private final WindowPresenter.Threads threads;
    private final Echo echo;
    private boolean asking;

    PeerVerifier(WindowView view, WindowPresenter.Threads threads, Echo echo) {
        this.view = view;
        this.threads = threads;
        this.echo = echo;
    }

    /**
     * Asks a peer, unless another is being asked.
     *
     * @param form describes it
     * @param ourTitle what we are called
     */
    void verify(VerifyForm form, String ourTitle) {
        if (asking) {
            return;
        }
        ProblemList problems = new ProblemList();
        Optional<AeTitle> calling = problems.at(Place.Anywhere.ANYWHERE, () -> ourTitle(ourTitle));
        Optional<AeTitle> called = problems.at(Place.VerifyField.AE_TITLE, () -> AeTitle.of(form.aeTitle()));
        Optional<String> host = problems.at(Place.VerifyField.HOST, () -> host(form.host()));
        Optional<Integer> port =
                problems.at(Place.VerifyField.PORT, () -> ProblemList.number("port", form.port(), 1, HIGHEST_PORT));
        if (!problems.found().isEmpty()) {
            view.verification(new Verification.Refused(problems.found()));
            return;
        }
        RemoteEntity remote = RemoteEntity.of(called.orElseThrow().value(), host.orElseThrow(), port.orElseThrow());
        asking = true;
        view.verification(new Verification.Asking("Asking " + remote));
        threads.caller().execute(() -> {
            Verification.Ended ended = ask(calling.orElseThrow(), remote);
            threads.view().execute(() -> end(ended));
        });
    }

    private void end(Verification.Ended ended) {
        asking = false;
        view.verification(ended);
    }

    /** Runs on the thread that waits. */
    private Verification.Ended ask(AeTitle calling, RemoteEntity remote) {
        try {
            double milliseconds = echo.ask(calling, remote).toNanos() / 1e6;
            return new Verification.Ended(
                    true, String.format(Locale.ROOT, "%s answered C-ECHO in %.1f ms", remote, milliseconds));
        } catch (IOException | IllegalStateException e) {
            return new Verification.Ended(false, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verification.Ended(false, "It was not waited for " + remote);
        } catch (RuntimeException e) {
            log.error("a peer could not be verified", e);
            return new Verification.Ended(false, "It failed for a fault of its own; the log has it");
        }
    }

    private static AeTitle ourTitle(String text) {
        try {
            return AeTitle.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("We call with the AE title of the server: " + e.getMessage(), e);
        }
    }

    private static String host(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("host is empty; give a host name or an address, such as 127.0.0.1");
        }
        return text;
    }
}
