package org.pacsscp.examples.window.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The step is of an invented patient. */
class WorklistPresenterTest {
    private final WorklistView view = mock(WorklistView.class);

    /** What another thread has yet to do; the view's thread does everything at once. */
    private final Queue<Runnable> calls = new ArrayDeque<>();

    private Instant now = Instant.EPOCH;
    private List<StepRow> rows = List.of(row(StepState.SCHEDULED));
    private final WorklistPresenter presenter = new WorklistPresenter(() -> view, Runnable::run, calls::add, () -> now);

    private static StepRow row(StepState state) {
        return new StepRow("1.2.3 SPS1", "2026-11-29 09:30", "Invented One", "INV-1", "CT", "CT_1", "Head", state);
    }

    @Test
    void showsStepsWhenAWorklistIsOpened() {
        presenter.opened(() -> rows);
        verify(view).open(true);
        verify(view, never()).show(any());
        calls.remove().run();
        verify(view).show(rows);
    }

    @Test
    void showsStepsAgainOnceTheyAreOthers() {
        presenter.opened(() -> rows);
        calls.remove().run();
        presenter.tick();
        assertThat(calls).as("it was just read").isEmpty();
        now = now.plusMillis(500);
        presenter.tick();
        presenter.tick();
        assertThat(calls).as("it is being read").hasSize(1);
        calls.remove().run();
        verify(view, times(1)).show(any());
        rows = List.of(row(StepState.IN_PROGRESS));
        now = now.plusMillis(500);
        presenter.tick();
        calls.remove().run();
        verify(view).show(rows);
    }

    @Test
    void survivesAFault() {
        presenter.opened(() -> {
            throw new IllegalStateException("a fault");
        });
        calls.remove().run();
        verify(view, never()).show(any());
        now = now.plusMillis(500);
        presenter.tick();
        assertThat(calls).hasSize(1);
    }

    @Test
    void showsNothingOfAWorklistThatIsClosed() {
        presenter.opened(() -> rows);
        calls.remove().run();
        presenter.closed();
        verify(view).open(false);
        verify(view).show(List.of());
        now = now.plusMillis(500);
        presenter.tick();
        assertThat(calls).isEmpty();
    }
}
