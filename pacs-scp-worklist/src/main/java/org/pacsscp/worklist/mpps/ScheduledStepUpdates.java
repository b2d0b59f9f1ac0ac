package org.pacsscp.worklist.mpps;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.ScheduledStepStatus;
import org.pacsscp.worklist.ScheduledSteps;

/**
 * Sets how far scheduled steps are by what is performed of them, where worklist and performed steps are both ours: {@link
 * MppsStore#statusOf} says how.
 *
 * <pre>{@code
 * WorklistDirectory worklist = WorklistDirectory.builder(path).statuses(store).open();
 * MppsHandler handler = MppsHandler.builder(store)
 *         .listener(new ScheduledStepUpdates(store, worklist))
 *         .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ScheduledStepUpdates implements MppsListener {
    private final MppsStore performed;
    private final ScheduledSteps scheduled;

    /** One at a time asks for a status and sets it, so that no older one is set last. */
    private final Lock updating = new ReentrantLock();

    /**
     * Joins both.
     *
     * @param performed where performed steps are kept
     * @param scheduled whose status is set
     */
    public ScheduledStepUpdates(MppsStore performed, ScheduledSteps scheduled) {
        this.performed = Objects.requireNonNull(performed, "performed");
        this.scheduled = Objects.requireNonNull(scheduled, "scheduled");
    }

    @Override
    public void changed(MppsEvent event) throws IOException {
        if (!event.begins() && !event.ends()) {
            return;
        }
        for (ScheduledStepReference step : event.step().scheduledSteps()) {
            update(step);
        }
    }

    private void update(ScheduledStepReference step) throws IOException {
        updating.lock();
        try {
            Optional<ScheduledStepStatus> status = performed.statusOf(step);
            if (status.isPresent()) {
                scheduled.update(step, status.get());
            }
        } finally {
            updating.unlock();
        }
    }
}
