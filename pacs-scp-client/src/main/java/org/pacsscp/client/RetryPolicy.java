package org.pacsscp.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How often, and after what pause, that is tried again which failed and may be repeated without harm.
 *
 * <p>Tried again are: an association that could not be opened because the peer was not there, did not answer, or rejected it
 * for now; C-ECHO; C-FIND before its first answer; and a C-STORE that got no answer, which then goes out a second time, with
 * the same SOP instance. Never C-MOVE, C-GET or N-ACTION once they were sent, and never what the peer has answered.
 *
 * @param attempts how often in all, 1 or more; 1 means never again
 * @param pause before the second attempt; twice as long before each further one, up to a minute or what is given
 * @since 0.1.0
 */
public record RetryPolicy(int attempts, Duration pause) {
    private static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no attempt, or the pause is negative
     */
    public RetryPolicy {
        Objects.requireNonNull(pause, "pause");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts are " + attempts + "; it must be 1 or more");
        }
        if (pause.isNegative()) {
            throw new IllegalArgumentException("pause is " + pause + "; it must not be negative");
        }
    }

    /**
     * Returns the policy of those who say nothing: what fails has failed.
     *
     * @return one attempt
     */
    public static RetryPolicy never() {
        return NEVER;
    }

    /** Returns how long to wait after an attempt, the first of which is 1. */
    Duration pauseAfter(int attempt) {
        Duration doubled = pause.multipliedBy(1L << Math.min(attempt - 1, 20));
        if (doubled.compareTo(LONGEST_PAUSE) <= 0) {
            return doubled;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? pause : LONGEST_PAUSE;
    }
}
