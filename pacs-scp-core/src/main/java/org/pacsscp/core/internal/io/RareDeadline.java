package org.pacsscp.core.internal.io;

import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.Deadline;

/**
 * A {@link Deadline} that most connections never set: it takes memory from then on only, for there may be thousands that
 * idle. Owned by its loop's thread.
 */
public final class RareDeadline {
    private final ConnectionLife connection;
    private final Runnable whenPassed;
    private @Nullable Deadline deadline;

    RareDeadline(ConnectionLife connection, Runnable whenPassed) {
        this.connection = connection;
        this.whenPassed = whenPassed;
    }

    /** Sets the deadline, or replaces it. {@code delayNanos} counts from now; 0 means none. */
    public void set(long delayNanos) {
        Deadline present = deadline;
        if (present == null) {
            present = connection.deadline(whenPassed);
            deadline = present;
        }
        present.set(delayNanos);
    }

    /** Takes the deadline away; nothing happens if there is none. */
    public void clear() {
        if (deadline != null) {
            deadline.clear();
        }
    }
}
