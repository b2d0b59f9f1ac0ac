package org.pacsscp.audit;

/**
 * Whether what is told of has succeeded: EventOutcomeIndicator (PS3.15 Table A.5.2-1).
 *
 * @since 0.1.0
 */
public enum Outcome {
    /** It has succeeded, or nobody knows (0). */
    SUCCESS(0),
    /** It has failed, and may be tried again (4). */
    MINOR_FAILURE(4),
    /** It has failed for good (8). */
    SERIOUS_FAILURE(8),
    /** It has failed, and something is out of service since (12). */
    MAJOR_FAILURE(12);

    private final int indicator;

    Outcome(int indicator) {
        this.indicator = indicator;
    }

    /**
     * Returns the number that stands for it in a message.
     *
     * @return 0, 4, 8 or 12
     */
    public int indicator() {
        return indicator;
    }
}
