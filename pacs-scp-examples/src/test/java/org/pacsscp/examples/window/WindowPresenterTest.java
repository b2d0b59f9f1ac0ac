package org.pacsscp.examples.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.examples.window.log.LogBuffer;
import org.pacsscp.examples.window.log.LogLine;
import org.pacsscp.examples.window.studies.StudiesView;
import org.pacsscp.examples.window.studies.StudyList;
import org.pacsscp.examples.window.worklist.WorklistView;
import org.slf4j.event.Level;

@Timeout(60)
class WindowPresenterTest {
    private final WindowView view = mock(WindowView.class);
    private final StudiesView studies = mock(StudiesView.class);
    private final WorklistView worklist = mock(WorklistView.class);
    private final Server server = mock(Server.class);
    private final LogBuffer log = new LogBuffer(10);
    private final AssociationBoard board = new AssociationBoard(InstantSource.fixed(Sessions.SINCE));

    /** What the worker has yet to do; the view's thread does everything at once. */
    private final Queue<Runnable> work = new ArrayDeque<>();

    /** What waits for peers. */
    private final Queue<Runnable> calls = new ArrayDeque<>();

    private final Echo echo = mock(Echo.class);

    @TempDir
    Path directory;

    private Path settings = Path.of("");
    private ServerForm form = ServerForm.defaults();
    private VerifyForm verify = VerifyForm.defaults();
    private WindowPresenter presenter = presenter(Path.of(""));

    @BeforeEach
    void open() throws IOException {
        settings = directory.resolve("window.properties");
        presenter = presenter(settings);
        when(view.settings()).thenAnswer(call -> new WindowSettings(form, verify, Level.INFO, Optional.empty()));
        when(view.studies()).thenReturn(studies);
        when(view.worklist()).thenReturn(worklist);
        when(server.start()).thenReturn(server);
        when(server.endpoints()).thenReturn(List.of(Endpoint.plain(new InetSocketAddress("0.0.0.0", 40001))));
        when(server.config()).thenReturn(Server.builder().aeTitle("MY_PACS").toConfig());
        when(server.statistics()).thenReturn(new Server.Statistics(9, 1234, 2, 0, 0, 56));
        presenter.open();
    }

    private WindowPresenter presenter(Path path) {
        return new WindowPresenter(
                view,
                new SettingsFile(path),
                log,
                new WindowPresenter.Threads(Runnable::run, work::add, calls::add),
                builder -> server,
                board,
                echo);
    }

    @Test
    void beginsStoppedWithTheDefaults() {
        verify(view).fill(WindowSettings.defaults());
        verify(view).state(eq(ServerState.STOPPED), anyString());
        verify(view, never()).problems(any());
    }

    @Test
    void saysThatTheSettingsCannotBeRead() throws IOException {
        Files.writeString(settings, "aeTitle=\\u12");
        presenter(settings).open();
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(Place.Anywhere.ANYWHERE);
            assertThat(problem.message()).contains(settings.toString());
        });
    }

    @Test
    void startsOnTheWorkerAndRemembersTheSettings() throws IOException {
        presenter.start();
        presenter.start();
        verify(view).state(eq(ServerState.STARTING), anyString());
        verify(server, never()).start();
        assertThat(work).hasSize(1);
        runWork();
        verify(server).start();
        verify(view).state(ServerState.RUNNING, "Listening on all addresses, port 40001, as MY_PACS");
        assertThat(settings).exists();
    }

    @Test
    void saysWhatIsWrongInTheForm() throws IOException {
        form = new ServerForm("", ServiceChoice.VERIFICATION, "", "", "104", "1", "0", List.of());
        presenter.start();
        runWork();
        assertThat(problems()).extracting(Problem::place).containsExactly(Place.Field.AE_TITLE);
        verify(view, times(2)).state(eq(ServerState.STOPPED), anyString());
        verify(server, never()).start();
    }

    @Test
    void showsBesideThePortThatItIsInUse() throws IOException {
        refuse(new IOException("cannot listen on 0.0.0.0 port 104", new BindException("Address already in use")));
        assertThat(problems()).containsExactly(new Problem(Place.Field.PORT, "cannot listen on 0.0.0.0 port 104"));
    }

    @Test
    void showsBesideTheAddressThatItIsNotOurs() throws IOException {
        refuse(new IOException("no", new BindException("Cannot assign requested address")));
        assertThat(problems()).containsExactly(new Problem(Place.Field.ADDRESS, "no"));
    }

    @Test
    void showsOtherObstaclesAcrossTheWindow() throws IOException {
        refuse(new IllegalStateException("there is no engine"));
        assertThat(problems()).containsExactly(new Problem(Place.Anywhere.ANYWHERE, "there is no engine"));
    }

    @Test
    void survivesAFaultOfTheServer() throws IOException {
        refuse(new UnsupportedOperationException("a fault"));
        assertThat(problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains("the log has it");
        verify(view, times(2)).state(eq(ServerState.STOPPED), anyString());
    }

    @Test
    void stopsOnTheWorkerAndAbortsWhenAskedAgain() {
        start();
        ClientSession session = Sessions.session(1, 0, 0);
        board.opened(new AssociationEvent.Opened(session));
        presenter.stop();
        verify(view).state(eq(ServerState.STOPPING), contains("again"));
        verify(server, never()).close();
        verify(session, never()).abort(any());
        presenter.stop();
        verify(session).abort(AbortReason.SERVICE_USER);
        runWork();
        verify(server).close();
        verify(view, times(2)).state(eq(ServerState.STOPPED), anyString());
    }

    @Test
    void canBeStartedAgain() throws IOException {
        start();
        board.opened(new AssociationEvent.Opened(Sessions.session(1, 0, 0)));
        presenter.stop();
        runWork();
        start();
        verify(server, times(2)).start();
        assertThat(board.rows()).isEmpty();
    }

    @Test
    void abortsWhatIsChosen() {
        ClientSession session = Sessions.session(1, 0, 0);
        board.opened(new AssociationEvent.Opened(session));
        presenter.abort(List.of(1L));
        verify(session).abort(AbortReason.SERVICE_USER);
    }

    @Test
    void verifiesWithTheTitleOfTheServerAndWithoutTheWorker() throws Exception {
        form = new ServerForm("MY_PACS", ServiceChoice.VERIFICATION, "", "", "104", "1", "0", List.of());
        verify = new VerifyForm("ARCHIVE", "192.0.2.1", "104");
        when(echo.ask(any(), any())).thenReturn(Duration.ofMillis(3));
        presenter.verify();
        assertThat(work).isEmpty();
        calls.remove().run();
        verify(echo).ask(AeTitle.of("MY_PACS"), RemoteEntity.of("ARCHIVE", "192.0.2.1", 104));
        verify(view).verification(new Verification.Ended(true, "ARCHIVE at 192.0.2.1:104 answered C-ECHO in 3.0 ms"));
    }

    @Test
    void showsAssociationsAndLog() {
        start();
        board.opened(new AssociationEvent.Opened(Sessions.session(1, 0, 0)));
        log.add(new LogLine(Instant.EPOCH, Level.INFO, "test", "a line"));
        presenter.tick();
        verify(view).associations(board.rows(), "1,234 accepted, 2 rejected, 56 operations answered");
        verify(view).log(any());
        presenter.tick();
        verify(view).log(any());
    }

    @Test
    void savesTheLog() throws IOException {
        Path file = directory.resolve("saved.log");
        presenter.saveLog(file, List.of("one", "two"));
        runWork();
        assertThat(file).hasContent("one\ntwo\n");
        verify(view).notice("The log is saved in " + file);
    }

    @Test
    void saysThatTheLogCannotBeSaved() {
        presenter.saveLog(directory, List.of("one"));
        runWork();
        assertThat(problems())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains(directory.toString(), "choose another");
    }

    @Test
    void remembersTheSettingsStopsAndCloses() throws InterruptedException {
        start();
        form = new ServerForm("OTHER", ServiceChoice.VERIFICATION, "", "", "no number yet", "1", "0", List.of());
        presenter.exit();
        verify(view, never()).close();
        runWork();
        InOrder order = inOrder(server, view);
        order.verify(server).close();
        order.verify(view).close();
        presenter.awaitClosed();
        assertThat(settings).content().contains("OTHER", "no number yet");
    }

    @Test
    void closesThoughTheSettingsCannotBeKept() throws IOException {
        Files.createDirectory(settings);
        Files.createFile(settings.resolve("in the way"));
        presenter.exit();
        runWork();
        verify(view).close();
    }

    @Test
    void doesNotWaitWhenAskedToExitAgain() {
        start();
        ClientSession session = Sessions.session(1, 0, 0);
        board.opened(new AssociationEvent.Opened(session));
        presenter.exit();
        presenter.exit();
        verify(session).abort(AbortReason.SERVICE_USER);
        assertThat(work).hasSize(1);
    }

    @Test
    void servesAnArchiveAndShowsItsStudies() {
        form = serving(ServiceChoice.ARCHIVE, directory.resolve("archive"));
        start();
        verify(studies).open(true);
        calls.remove().run();
        verify(studies).show(StudyList.EMPTY);
        verify(worklist, never()).open(true);
        assertThat(directory.resolve("archive")).isNotEmptyDirectory();
        presenter.stop();
        runWork();
        verify(studies).open(false);
        start();
        verify(studies, times(2)).open(true);
        presenter.closeServer();
    }

    @Test
    void servesAWorklistAndShowsItsSteps() {
        form = serving(ServiceChoice.WORKLIST, directory);
        start();
        verify(worklist).open(true);
        verify(studies, never()).open(true);
        calls.remove().run();
        presenter.exit();
        runWork();
        verify(worklist).open(false);
    }

    @Test
    void showsBesideTheDirectoryThatItCannotBeUsed() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        form = serving(ServiceChoice.ARCHIVE, file);
        start();
        assertThat(problems()).extracting(Problem::place).containsExactly(Place.Field.DIRECTORY);
        verify(server, never()).start();
    }

    @Test
    void givesTheDirectoryFreeIfTheServerDoesNotStart() throws IOException {
        form = serving(ServiceChoice.ARCHIVE, directory.resolve("archive"));
        refuse(new IllegalStateException("there is no engine"));
        doReturn(server).when(server).start();
        start();
        verify(studies).open(true);
        presenter.closeServer();
    }

    private static ServerForm serving(ServiceChoice service, Path where) {
        return new ServerForm("MY_PACS", service, where.toString(), "", "0", "1", "0", List.of());
    }

    private void start() {
        presenter.start();
        runWork();
    }

    private void refuse(Exception failure) throws IOException {
        doThrow(failure).when(server).start();
        start();
    }

    private void runWork() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    /** Returns the problems that were shown last. */
    private List<Problem> problems() {
        @SuppressWarnings("unchecked")
        ArgumentCaptor<List<Problem>> shown = ArgumentCaptor.forClass(List.class);
        verify(view, org.mockito.Mockito.atLeastOnce()).problems(shown.capture());
        return shown.getValue();
    }
}
