package org.pacsscp.worklist.mpps;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far a performed procedure step is: the enumerated values of Performed Procedure Step Status (0040,0252; PS3.3 section C.4.14).
 *
 * @since 0.1.0
 */
public enum PerformedStepStatus {
    /** It was begun and has not ended. */
    IN_PROGRESS("IN PROGRESS"),

    /** It has ended as it should. */
    COMPLETED("COMPLETED"),

    /** It has ended before it was complete. */
    DISCONTINUED("DISCONTINUED");

    private final String value;

    PerformedStepStatus(String value) {
        this.value = value;
    }

    /**
     * Finds a status by its value.
     *
     * @param value that of Performed Procedure Step Status
     * @return the status; empty if the value is none that the standard has
     */
    public static Optional<PerformedStepStatus> of(String value) {
        return Arrays.stream(values())
                .filter(status -> status.value.equals(value))
                .findFirst();
    }

    /**
     * Returns the value.
     *
     * @return as the standard writes it
     */
    public String value() {
        return value;
    }

    /**
     * Tells whether the modality may no longer change the step.
     *
     * @return whether it is completed or discontinued
     */
    public boolean isFinal() {
        return this != IN_PROGRESS;
    }
}
