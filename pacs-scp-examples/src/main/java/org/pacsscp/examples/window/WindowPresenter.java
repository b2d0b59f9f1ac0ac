package org.pacsscp.examples.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.examples.window.log.LogBuffer;
import org.pacsscp.examples.window.studies.StudiesPresenter;
import org.pacsscp.examples.window.worklist.WorklistPresenter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a person asks for. Its methods are called on the thread of the view, except where they say otherwise; whatever
 * takes time is left to a worker, one thing after the other; a peer is waited for elsewhere, so that it holds nothing up.
 */
public final class WindowPresenter {
    private static final Logger log = LoggerFactory.getLogger(WindowPresenter.class);

    private static final String STOPPED = "Nobody can connect";
    private static final String STOPPING = "Open associations may finish; stop again to abort them";

    private final WindowView view;
    private final SettingsFile file;
    private final LogBuffer lines;
    private final Threads threads;
    private final HostedServer hosted;
    private final AssociationBoard board;
    private final PeerVerifier verifier;
    private final StudiesPresenter studies;
    private final WorklistPresenter worklist;
    private final CountDownLatch closed = new CountDownLatch(1);

    private ServerState state = ServerState.STOPPED;
    private boolean exiting;

    /**
     * Where things are done.
     *
     * @param view the thread of the view
     * @param worker another thread, the same for all
     * @param caller further threads, which wait for peers
     */
    public record Threads(Executor view, Executor worker, Executor caller) {}

    /**
     * Has nothing to show yet.
     *
     * @param view what a person sees
     * @param file where settings are kept
     * @param lines the log
     * @param threads where things are done
     */
    public WindowPresenter(WindowView view, SettingsFile file, LogBuffer lines, Threads threads) {
        this(
                view,
                file,
                lines,
                threads,
                ServerBuilder::build,
                new AssociationBoard(InstantSource.system()),
                new ClientEcho());
    }

    WindowPresenter(
            WindowView view,
            SettingsFile file,
            LogBuffer lines,
            Threads threads,
            Function<ServerBuilder, Server> build,
            AssociationBoard board,
            Echo echo) {
        this.view = view;
        this.file = file;
        this.lines = lines;
        this.threads = threads;
        this.board = board;
        hosted = new HostedServer(build);
        verifier = new PeerVerifier(view, threads, echo);
        InstantSource clock = InstantSource.system();
        studies = new StudiesPresenter(view::studies, threads.view(), threads.caller(), clock);
        worklist = new WorklistPresenter(view::worklist, threads.view(), threads.caller(), clock);
    }

    /** Shows what was remembered. */
    public void open() {
        WindowSettings settings = WindowSettings.defaults();
        try {
            settings = file.load();
        } catch (IOException e) {
            showProblem(e);
        }
        view.fill(settings);
        enter(ServerState.STOPPED, STOPPED);
    }

    /** Starts the server as the form describes it. */
    public void start() {
        if (state != ServerState.STOPPED || exiting) {
            return;
        }
        view.problems(List.of());
        enter(ServerState.STARTING, "One moment");
        board.clear();
        WindowSettings settings = view.settings();
        threads.worker().execute(() -> start(settings));
    }

    /** Runs on the worker. */
    private void start(WindowSettings settings) {
        save(settings);
        FormReader.Reading reading = FormReader.read(settings.form());
        if (reading instanceof FormReader.Reading.Ready ready) {
            start(ready);
        } else if (reading instanceof FormReader.Reading.Refused refused) {
            refuse(refused.problems());
        }
    }

    private void start(FormReader.Reading.Ready form) {
        try {
            HostedServer.Started started = hosted.start(form, board);
            String detail = ServerText.listening(started.server());
            threads.view().execute(() -> {
                enter(ServerState.RUNNING, detail);
                started.service().studies().ifPresent(studies::opened);
                started.service().steps().ifPresent(worklist::opened);
            });
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            log.error("the server did not start: {}", e.getMessage());
            refuse(List.of(StartFailure.problem(e)));
        } catch (RuntimeException e) {
            log.error("the server did not start", e);
            refuse(List.of(new Problem(
                    Place.Anywhere.ANYWHERE, "The server did not start, for a fault of its own; the log has it")));
        }
    }

    private void refuse(List<Problem> problems) {
        threads.view().execute(() -> {
            enter(ServerState.STOPPED, "Could not start; the reason is marked in red");
            view.problems(problems);
        });
    }

    /** Stops the server: open associations may finish. Asked again, it aborts them. */
    public void stop() {
        if (state == ServerState.STOPPING) {
            board.abortAll();
        } else if (state == ServerState.RUNNING) {
            enter(ServerState.STOPPING, STOPPING);
            threads.worker().execute(() -> {
                closeServer();
                threads.view().execute(() -> {
                    closeTabs();
                    enter(ServerState.STOPPED, STOPPED);
                });
            });
        }
    }

    /** Verifies the peer that the form for that describes, with the AE title of the server as ours. */
    public void verify() {
        WindowSettings settings = view.settings();
        verifier.verify(settings.verify(), settings.form().aeTitle());
    }

    /**
     * Returns what does the wishes of the tab of the studies.
     *
     * @return always the same
     */
    public StudiesPresenter studies() {
        return studies;
    }

    /**
     * Aborts associations.
     *
     * @param ids their numbers
     */
    public void abort(Collection<Long> ids) {
        board.abort(ids);
    }

    /** Shows what has changed; called a few times a second. */
    public void tick() {
        studies.tick();
        worklist.tick();
        view.associations(board.rows(), hosted.server().map(ServerText::summary).orElse(""));
        LogBuffer.Batch batch = lines.drain();
        if (!batch.lines().isEmpty()) {
            view.log(batch);
        }
    }

    /**
     * Saves lines of the log.
     *
     * @param path the file, which is replaced
     * @param text the lines
     */
    public void saveLog(Path path, List<String> text) {
        threads.worker().execute(() -> {
            try {
                Files.write(path, text);
                threads.view().execute(() -> view.notice("The log is saved in " + path));
            } catch (IOException e) {
                showProblem(new IOException(
                        "the log cannot be saved in " + path + " (" + e + "); choose another directory", e));
            }
        });
    }

    /** Keeps the settings, stops the server and closes the view. Asked again, it does not wait for open associations. */
    public void exit() {
        if (exiting) {
            board.abortAll();
            return;
        }
        exiting = true;
        WindowSettings settings = view.settings();
        if (state != ServerState.STOPPED) {
            enter(ServerState.STOPPING, STOPPING);
        }
        threads.worker().execute(() -> {
            save(settings);
            closeServer();
            threads.view().execute(() -> {
                closeTabs();
                view.close();
                closed.countDown();
            });
        });
    }

    /**
     * Waits until the view is closed. Called by any other thread.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Stops the server, as far as it runs. Called by the worker, or by any other thread but the view's. */
    public void closeServer() {
        hosted.close();
    }

    private void closeTabs() {
        studies.closed();
        worklist.closed();
    }

    private void save(WindowSettings settings) {
        try {
            file.save(settings);
        } catch (IOException e) {
            showProblem(e);
        }
    }

    private void showProblem(IOException e) {
        log.error("{}", e.getMessage());
        Problem problem = new Problem(Place.Anywhere.ANYWHERE, String.valueOf(e.getMessage()));
        threads.view().execute(() -> view.problems(List.of(problem)));
    }

    private void enter(ServerState newState, String detail) {
        state = newState;
        view.state(newState, detail);
    }
}
