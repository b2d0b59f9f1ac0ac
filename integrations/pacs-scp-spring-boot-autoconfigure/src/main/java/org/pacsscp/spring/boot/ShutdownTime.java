package org.pacsscp.spring.boot;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How long a server may drain while the application shuts down.
 *
 * @param ofPhase how long Spring waits for all that stops together, before it destroys what handlers use
 */
record ShutdownTime(Duration ofPhase) {
    private static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration DEFAULT = Duration.ofSeconds(30);

    /** What is left when the drain is over is aborted, and that takes a moment, too. */
    private static final Duration LONGEST_RESERVE = Duration.ofSeconds(1);

    static ShutdownTime of(Environment environment) {
        return new ShutdownTime(
                Binder.get(environment).bind(PROPERTY, Duration.class).orElse(DEFAULT));
    }

    /** Returns the drain that was asked for, shortened to what the phase leaves. */
    Duration drain(Duration wanted) {
        Duration tenth = ofPhase.dividedBy(10);
        Duration reserve = tenth.compareTo(LONGEST_RESERVE) < 0 ? tenth : LONGEST_RESERVE;
        Duration left = ofPhase.minus(reserve);
        return wanted.compareTo(left) < 0 ? wanted : left;
    }
}
