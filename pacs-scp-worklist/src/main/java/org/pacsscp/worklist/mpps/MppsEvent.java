package org.pacsscp.worklist.mpps;

import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.AeTitle;

/**
 * A performed procedure step was created or changed by a modality.
 *
 * @param step the step as it is now, which is kept already
 * @param before the step before the change; empty if it is new
 * @param callingAeTitle who has reported it, where nothing has proved it
 * @since 0.1.0
 */
public record MppsEvent(PerformedStep step, Optional<PerformedStep> before, AeTitle callingAeTitle) {
    /** Checks that all are there. */
    public MppsEvent {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(callingAeTitle, "callingAeTitle");
    }

    /**
     * Tells whether the step was begun.
     *
     * @return whether it is new
     */
    public boolean begins() {
        return before.isEmpty();
    }

    /**
     * Tells whether the step has ended by this.
     *
     * @return whether it is completed or discontinued, and was not before
     */
    public boolean ends() {
        return step.status().isFinal()
                && before.filter(earlier -> earlier.status().isFinal()).isEmpty();
    }
}
