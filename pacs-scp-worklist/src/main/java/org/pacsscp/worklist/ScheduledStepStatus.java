package org.pacsscp.worklist;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far a scheduled procedure step is: the defined terms of Scheduled Procedure Step Status (0040,0020; PS3.3 section C.4.10).
 * There may be others: the standard does not close the list.
 *
 * @since 0.1.0
 */
public enum ScheduledStepStatus {
    /** It is scheduled. */
    SCHEDULED,

    /** The patient is available for it. */
    ARRIVED,

    /** The patient is prepared for it, and all else that it needs. */
    READY,

    /** At least one performed procedure step refers to it. */
    STARTED,

    /** The patient is no longer available for it: it was completed, or will not be performed. */
    DEPARTED;

    /**
     * Finds a defined term.
     *
     * @param term the value of Scheduled Procedure Step Status
     * @return the status; empty if the term is none of the defined ones
     */
    public static Optional<ScheduledStepStatus> of(String term) {
        return Arrays.stream(values())
                .filter(status -> status.name().equals(term))
                .findFirst();
    }
}
