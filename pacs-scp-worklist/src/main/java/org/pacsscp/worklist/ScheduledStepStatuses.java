package org.pacsscp.worklist;

import java.io.IOException;
import java.util.Optional;

/**
 * Who knows how far scheduled procedure steps are, besides their entries.
 *
 * <p>Many threads call it at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ScheduledStepStatuses {
    /**
     * Returns how far a step is.
     *
     * @param step the step
     * @return its status; empty if nothing is known of it but what its entry says
     * @throws IOException if that cannot be found out
     */
    Optional<ScheduledStepStatus> statusOf(ScheduledStepReference step) throws IOException;
}
