package org.pacsscp.examples.window.worklist;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pacsscp.worklist.ScheduledStepStatus;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.mpps.PerformedStep;
import org.pacsscp.worklist.mpps.PerformedStepStatus;

/** How far a scheduled step is, as it is shown: by what modalities have reported, else by what its entry says. */
public enum StepState {
    /** It is to be performed. */
    SCHEDULED("scheduled"),
    /** The patient is there. */
    ARRIVED("arrived"),
    /** The patient is prepared. */
    READY("ready"),
    /** A modality performs it. */
    IN_PROGRESS("in progress"),
    /** It was performed. */
    COMPLETED("completed"),
    /** It was begun, and ended before it was complete. */
    DISCONTINUED("discontinued"),
    /** The patient has gone. */
    DEPARTED("departed");

    private final String text;

    StepState(String text) {
        this.text = text;
    }

    /**
     * Tells how far a step is.
     *
     * @param entry of the step
     * @param performed what modalities have reported of it
     */
    static StepState of(WorklistEntry entry, List<PerformedStep> performed) {
        Set<PerformedStepStatus> reported =
                performed.stream().map(PerformedStep::status).collect(Collectors.toSet());
        if (reported.contains(PerformedStepStatus.IN_PROGRESS)) {
            return IN_PROGRESS;
        }
        if (reported.contains(PerformedStepStatus.COMPLETED)) {
            return COMPLETED;
        }
        if (reported.contains(PerformedStepStatus.DISCONTINUED)) {
            return DISCONTINUED;
        }
        return entry.status().map(StepState::of).orElse(SCHEDULED);
    }

    private static StepState of(ScheduledStepStatus status) {
        return switch (status) {
            case SCHEDULED -> SCHEDULED;
            case ARRIVED -> ARRIVED;
            case READY -> READY;
            case STARTED -> IN_PROGRESS;
            case DEPARTED -> DEPARTED;
        };
    }

    /** Returns the state for a person. */
    @Override
    public String toString() {
        return text;
    }
}
