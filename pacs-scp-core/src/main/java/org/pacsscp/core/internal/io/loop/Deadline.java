package org.pacsscp.core.internal.io.loop;

/**
 * A moment at which something happens unless it is cleared before; owned by its loop's thread.
 *
 * <p>Putting it off, which a busy association does with every message, costs one assignment: the queue keeps the earlier
 * moment and looks again when that has come.
 */
public final class Deadline {
    private final DeadlineQueue queue;
    private final Runnable whenPassed;
    long due;
    long queued;
    int index = DeadlineQueue.NOT_QUEUED;

    Deadline(DeadlineQueue queue, Runnable whenPassed) {
        this.queue = queue;
        this.whenPassed = whenPassed;
    }

    /** Sets the deadline, or replaces it. {@code delayNanos} counts from now; 0 means none. */
    public void set(long delayNanos) {
        if (delayNanos == 0) {
            clear();
        } else {
            queue.schedule(this, delayNanos);
        }
    }

    /** Takes the deadline away; nothing happens if there is none. */
    public void clear() {
        queue.remove(this);
    }

    void passed() {
        whenPassed.run();
    }
}
