package org.pacsscp.examples.window.worklist;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.pacsscp.examples.window.tab.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tab of the worklist as the worklist is: files come and go, and modalities report what they do. Belongs to the thread of the
 * view; the steps are read elsewhere.
 */
public final class WorklistPresenter {
    private static final Logger log = LoggerFactory.getLogger(WorklistPresenter.class);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

    private final Supplier<WorklistView> view;
    private final Executor viewThread;
    private final Executor caller;
    private final Pace pace;
    private Optional<Steps> steps = Optional.empty();
    private List<StepRow> shown = List.of();
    private boolean reading;

    /**
     * Has no worklist yet.
     *
     * @param view what a person sees
     * @param viewThread the thread of the view
     * @param caller threads that may take their time
     * @param clock the time
     */
    public WorklistPresenter(Supplier<WorklistView> view, Executor viewThread, Executor caller, InstantSource clock) {
        this.view = view;
        this.viewThread = viewThread;
        this.caller = caller;
        pace = new Pace(clock, LEAST_PAUSE);
    }

    /**
     * Shows a worklist.
     *
     * @param opened its steps
     */
    public void opened(Steps opened) {
        steps = Optional.of(opened);
        pace.reset();
        view.get().open(true);
        tick();
    }

    /** Shows no steps any more. */
    public void closed() {
        steps = Optional.empty();
        view.get().open(false);
        show(List.of());
    }

    /** Shows the steps as they are now; called a few times a second. */
    public void tick() {
        if (!reading && pace.isDue()) {
            steps.ifPresent(this::read);
        }
    }

    private void read(Steps from) {
        reading = true;
        pace.begin();
        caller.execute(() -> {
            Optional<List<StepRow>> rows = rows(from);
            viewThread.execute(() -> {
                reading = false;
                pace.end();
                if (steps.filter(from::equals).isPresent()) {
                    rows.ifPresent(this::show);
                }
            });
        });
    }

    /** Runs on a thread that may take its time. */
    private static Optional<List<StepRow>> rows(Steps from) {
        try {
            return Optional.of(from.rows());
        } catch (RuntimeException e) {
            log.error("internal error in the tab of the worklist", e);
            return Optional.empty();
        }
    }

    private void show(List<StepRow> rows) {
        if (!rows.equals(shown)) {
            shown = rows;
            view.get().show(rows);
        }
    }
}
