package org.pacsscp.examples.window.tab;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Says when something may be done again: not sooner than a while after it has ended, and so that it takes no more than a tenth
 * of the time. Belongs to one thread.
 */
public final class Pace {
    private static final int SHARE = 9;

    private final InstantSource clock;
    private final Duration least;
    private Instant began = Instant.MIN;
    private Instant next = Instant.MIN;

    /**
     * Lets it be done at once the first time.
     *
     * @param clock the time
     * @param least how long at least to wait after each end
     */
    public Pace(InstantSource clock, Duration least) {
        this.clock = clock;
        this.least = least;
    }

    /**
     * Tells whether it may be done now.
     *
     * @return whether it was long enough ago
     */
    public boolean isDue() {
        return !clock.instant().isBefore(next);
    }

    /** It begins. */
    public void begin() {
        began = clock.instant();
    }

    /** It has ended. */
    public void end() {
        Instant now = clock.instant();
        Duration rest = Duration.between(began, now).multipliedBy(SHARE);
        next = now.plus(rest.compareTo(least) > 0 ? rest : least);
    }

    /** Lets it be done at once the next time. */
    public void reset() {
        next = Instant.MIN;
    }
}
