package org.pacsscp.core.internal.flight;

import org.jspecify.annotations.Nullable;

/**
 * Gives requests that have come at once one event, which begins with the first of them: most are answered before anybody wants to know
 * of them, and an event for each would take memory, and ask the time twice, for nothing. Owned by a loop.
 */
public final class OperationsAtOnce {
    private boolean open;
    private boolean asked;
    private @Nullable OperationRecord event;

    /** What comes from here on has come at once. */
    public void begin() {
        open = true;
        asked = false;
    }

    /** What comes from here on comes by itself. */
    public void end() {
        open = false;
        event = null;
    }

    /** A request has come just now; {@code null} if nobody records operations. */
    public @Nullable OperationRecord operation() {
        if (!open) {
            return FlightRecorder.operation();
        }
        if (!asked) {
            asked = true;
            event = FlightRecorder.operation();
        }
        return event;
    }
}
