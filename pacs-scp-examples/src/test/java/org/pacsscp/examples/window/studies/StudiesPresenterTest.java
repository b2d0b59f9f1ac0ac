package org.pacsscp.examples.window.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The study is of an invented patient. */
class StudiesPresenterTest {
    private static final StudyRow STUDY =
            new StudyRow(new StudyRow.Key("INV-1", "", "1.2.3"), "Invented One", "", "2026-11-29", "Head", "CT", 1, 2);
    private static final StudyList FOUND = new StudyList(List.of(STUDY), 1, true);

    private final StudiesView view = mock(StudiesView.class);
    private final Studies studies = mock(Studies.class);
    private final StudySearch first = mock(StudySearch.class);
    private final StudySearch second = mock(StudySearch.class);

    /** What a thread that may wait has yet to do; the view's thread does everything at once. */
    private final Queue<Runnable> calls = new ArrayDeque<>();

    private Instant now = Instant.EPOCH;
    private final StudiesPresenter presenter = new StudiesPresenter(() -> view, Runnable::run, calls::add, () -> now);

    @BeforeEach
    void searches() throws IOException {
        when(studies.search(any())).thenReturn(first, second);
        when(first.run()).thenReturn(FOUND);
        when(second.run()).thenReturn(FOUND);
    }

    @Test
    void showsAllStudiesWhenAnArchiveIsOpened() {
        presenter.opened(studies);
        verify(view).open(true);
        verify(studies).search(StudyFilter.of(""));
        verify(view, never()).show(any());
        runCalls();
        verify(view).show(FOUND);
    }

    @Test
    void cancelsASearchForTheNextAndShowsOnlyThat() throws IOException {
        presenter.opened(studies);
        presenter.search("inv");
        verify(first).cancel();
        verify(studies).search(StudyFilter.of("inv"));
        when(second.run()).thenReturn(StudyList.EMPTY);
        runCalls();
        verify(view).show(StudyList.EMPTY);
        verify(view, never()).show(FOUND);
    }

    @Test
    void doesNotSearchAgainForTheSameWords() {
        presenter.opened(studies);
        presenter.search("  ");
        verify(studies, times(1)).search(any());
    }

    @Test
    void searchesAgainWhenSomethingWasStoredButNotAllTheTime() {
        presenter.opened(studies);
        when(studies.takeChange()).thenReturn(true);
        presenter.tick();
        verify(studies, times(1)).search(any());
        runCalls();
        presenter.tick();
        verify(studies, times(1)).search(any());
        now = now.plusMillis(500);
        presenter.tick();
        verify(studies, times(2)).search(any());
    }

    @Test
    void saysThatTheCatalogDoesNotAnswer() throws IOException {
        when(first.run()).thenThrow(new IOException("no database"));
        presenter.opened(studies);
        runCalls();
        verify(view).failed("The studies cannot be searched: no database");
    }

    @Test
    void survivesAFault() throws IOException {
        when(first.run()).thenThrow(new IllegalStateException("a fault"));
        presenter.opened(studies);
        runCalls();
        verify(view).failed("It failed for a fault of its own; the log has it");
        presenter.refresh();
        runCalls();
        verify(view).show(FOUND);
        when(studies.series(STUDY)).thenThrow(new IllegalStateException("another"));
        presenter.showSeries(STUDY);
        runCalls();
        verify(view).say("It failed for a fault of its own; the log has it", false);
    }

    @Test
    void showsNothingOfAnArchiveThatIsClosed() {
        presenter.opened(studies);
        presenter.showSeries(STUDY);
        presenter.closed();
        verify(first).cancel();
        verify(view).open(false);
        verify(view).show(StudyList.EMPTY);
        runCalls();
        verify(view, never()).show(FOUND);
        verify(view, never()).series(any(), any());
        presenter.search("inv");
        presenter.tick();
        presenter.showSeries(STUDY);
        assertThat(calls).isEmpty();
    }

    @Test
    void showsSeries() throws IOException {
        List<SeriesRow> series = List.of(new SeriesRow("1", "CT", "Head", 2, "1.2.3.4"));
        when(studies.series(STUDY)).thenReturn(series);
        open();
        presenter.showSeries(STUDY);
        runCalls();
        verify(view).series(STUDY, series);
    }

    @Test
    void deletesWhatAPersonConfirms() throws IOException {
        Studies.Deletion deletion = new Studies.Deletion(1200, 0);
        when(studies.deletion(STUDY)).thenReturn(deletion);
        when(view.confirm(STUDY, deletion)).thenReturn(true);
        when(studies.delete(STUDY)).thenReturn(1200L);
        open();
        presenter.delete(STUDY);
        runCalls();
        verify(studies).delete(STUDY);
        verify(view).say("1,200 instances were deleted", true);
        verify(studies, times(2)).search(any());
    }

    @Test
    void deletesNothingThatIsNotConfirmed() throws IOException {
        when(studies.deletion(STUDY)).thenReturn(new Studies.Deletion(2, 1));
        open();
        presenter.delete(STUDY);
        runCalls();
        verify(view).confirm(STUDY, new Studies.Deletion(2, 1));
        verify(studies, never()).delete(any());
    }

    @Test
    void saysWhyItCannotDelete() throws IOException {
        when(studies.deletion(STUDY)).thenThrow(new IOException("the disk is full"));
        open();
        presenter.delete(STUDY);
        runCalls();
        verify(view).say("That cannot be done: the disk is full", false);
    }

    @Test
    void saysWhetherTheFilesAreWhatTheyWere() throws IOException {
        when(studies.verify(STUDY)).thenReturn(new Studies.Intactness(2, 0, 0), new Studies.Intactness(1, 1, 0));
        open();
        presenter.verify(STUDY);
        runCalls();
        verify(view).say("2 files are intact, 0 missing, 0 damaged", true);
        presenter.verify(STUDY);
        runCalls();
        verify(view).say(eq("1 files are intact, 1 missing, 0 damaged; the log names them"), eq(false));
        verify(view, times(3)).say(anyString(), eq(true));
    }

    private void open() {
        presenter.opened(studies);
        runCalls();
    }

    private void runCalls() {
        for (Runnable next = calls.poll(); next != null; next = calls.poll()) {
            next.run();
        }
    }
}
