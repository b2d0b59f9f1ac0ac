package org.pacsscp.examples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;

class PeerVerifierTest {
    private static final VerifyForm ARCHIVE = new VerifyForm("ARCHIVE", "2001:db8::1", "104");

    private final WindowView view = mock(WindowView.class);
    private final Echo echo = mock(Echo.class);
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private final PeerVerifier verifier = new PeerVerifier(
            view,
            new WindowPresenter.Threads(
                    Runnable::run,
                    task -> {
                        throw new IllegalStateException("the worker must not wait for a peer");
                    },
                    calls::add),
            echo);

    @Test
    void tellsThatItAsksAndWhatWasAnswered() throws Exception {
        when(echo.ask(any(), any())).thenReturn(Duration.ofNanos(1_234_567));
        verifier.verify(ARCHIVE, "PACS_SCP");
        assertThat(told()).containsExactly(new Verification.Asking("Asking ARCHIVE at [2001:db8::1]:104"));
        calls.remove().run();
        assertThat(told())
                .last()
                .isEqualTo(new Verification.Ended(true, "ARCHIVE at [2001:db8::1]:104 answered C-ECHO in 1.2 ms"));
    }

    @Test
    void asksOnePeerAfterTheOther() throws Exception {
        when(echo.ask(any(), any())).thenReturn(Duration.ofMillis(1));
        verifier.verify(ARCHIVE, "PACS_SCP");
        verifier.verify(ARCHIVE, "PACS_SCP");
        assertThat(calls).hasSize(1);
        calls.remove().run();
        verifier.verify(ARCHIVE, "PACS_SCP");
        assertThat(calls).hasSize(1);
    }

    @Test
    void tellsWhoSaidNo() throws Exception {
        when(echo.ask(any(), any())).thenThrow(new IOException("ARCHIVE rejected it: called AE title not recognized"));
        verifier.verify(ARCHIVE, "PACS_SCP");
        calls.remove().run();
        assertThat(told())
                .last()
                .isEqualTo(new Verification.Ended(false, "ARCHIVE rejected it: called AE title not recognized"));
    }

    @Test
    void survivesAFaultOfItsOwn() throws Exception {
        when(echo.ask(any(), any())).thenThrow(new UnsupportedOperationException("a fault"));
        verifier.verify(ARCHIVE, "PACS_SCP");
        calls.remove().run();
        assertThat(told()).last().isInstanceOfSatisfying(Verification.Ended.class, ended -> {
            assertThat(ended.verified()).isFalse();
            assertThat(ended.message()).contains("the log has it");
        });
        verifier.verify(ARCHIVE, "PACS_SCP");
        assertThat(calls).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', localhost, 104, AE_TITLE, blank",
        "ARCHIVE, '', 104, HOST, host is empty",
        "ARCHIVE, localhost, 0, PORT, 1 to 65535",
        "ARCHIVE, localhost, many, PORT, no number"
    })
    void marksWhatIsWrong(String aeTitle, String host, String port, Place.VerifyField place, String explanation)
            throws Exception {
        verifier.verify(new VerifyForm(aeTitle, host, port), "PACS_SCP");
        assertThat(told())
                .singleElement()
                .isInstanceOfSatisfying(
                        Verification.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.place()).isEqualTo(place);
                                    assertThat(problem.message()).contains(explanation);
                                }));
        assertThat(calls).isEmpty();
        verify(echo, never()).ask(any(), any());
    }

    @Test
    void saysThatTheTitleOfTheServerIsWrong() {
        verifier.verify(ARCHIVE, "LONGER_THAN_SIXTEEN");
        assertThat(told())
                .singleElement()
                .isInstanceOfSatisfying(
                        Verification.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .extracting(Problem::message)
                                .asString()
                                .contains("AE title of the server", "at most 16"));
    }

    private List<Verification> told() {
        ArgumentCaptor<Verification> captor = ArgumentCaptor.forClass(Verification.class);
        verify(view, atLeastOnce()).verification(captor.capture());
        return captor.getAllValues();
    }
}
