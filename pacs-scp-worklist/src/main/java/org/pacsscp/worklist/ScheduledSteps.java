package org.pacsscp.worklist;

import java.io.IOException;

/**
 * Scheduled procedure steps whose status can be set: by what modalities report, or by an application. A source whose entries are
 * ours implements this besides {@link WorklistSource}.
 *
 * <p>Many threads call it at once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ScheduledSteps {
    /**
     * Sets how far a step is. Nothing happens if there is no such step.
     *
     * @param step the step
     * @param status how far it is
     * @throws IOException if that cannot be kept
     */
    void update(ScheduledStepReference step, ScheduledStepStatus status) throws IOException;
}
