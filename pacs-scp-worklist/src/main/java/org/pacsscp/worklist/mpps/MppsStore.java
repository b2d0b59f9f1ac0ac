package org.pacsscp.worklist.mpps;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pacsscp.api.Uid;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.ScheduledStepStatus;
import org.pacsscp.worklist.ScheduledStepStatuses;

/**
 * Where performed procedure steps are kept: in memory, in a {@link MppsDirectory}, in a database, or wherever an application does.
 *
 * <p>Many threads call it at once, and where modalities race for a step, one wins: {@link #create} and {@link #replace} are atomic.
 *
 * @since 0.1.0
 */
public interface MppsStore extends ScheduledStepStatuses {
    /**
     * Keeps a new step.
     *
     * @param step of revision 0
     * @return whether it is kept; otherwise there is a step with this instance UID already
     * @throws IOException if it cannot be kept
     */
    boolean create(PerformedStep step) throws IOException;

    /**
     * Finds a step.
     *
     * @param instance its SOP Instance UID
     * @return the step as it is now; empty if there is none
     * @throws IOException if the store cannot be read
     */
    Optional<PerformedStep> find(Uid instance) throws IOException;

    /**
     * Replaces a step by a later state of it.
     *
     * @param step the state to keep
     * @return whether it is kept; otherwise what is kept is not of the revision before
     * @throws IOException if it cannot be kept
     */
    boolean replace(PerformedStep step) throws IOException;

    /**
     * Finds the steps that perform a scheduled one.
     *
     * @param scheduled the scheduled step
     * @return all of them, in no order
     * @throws IOException if the store cannot be read
     */
    List<PerformedStep> performing(ScheduledStepReference scheduled) throws IOException;

    /**
     * Makes a store that forgets everything when the process ends.
     *
     * @return an empty one
     */
    static MppsStore inMemory() {
        return new MemoryMppsStore();
    }

    /**
     * Returns how far a scheduled step is by what was performed of it: {@link ScheduledStepStatus#STARTED} while any is in
     * progress, else {@link ScheduledStepStatus#DEPARTED} if any was completed; if all were discontinued, it is {@link
     * ScheduledStepStatus#SCHEDULED} again, for somebody to perform.
     */
    @Override
    default Optional<ScheduledStepStatus> statusOf(ScheduledStepReference step) throws IOException {
        Set<PerformedStepStatus> performed =
                performing(step).stream().map(PerformedStep::status).collect(toSet());
        if (performed.isEmpty()) {
            return Optional.empty();
        }
        if (performed.contains(PerformedStepStatus.IN_PROGRESS)) {
            return Optional.of(ScheduledStepStatus.STARTED);
        }
        return Optional.of(
                performed.contains(PerformedStepStatus.COMPLETED)
                        ? ScheduledStepStatus.DEPARTED
                        : ScheduledStepStatus.SCHEDULED);
    }
}
