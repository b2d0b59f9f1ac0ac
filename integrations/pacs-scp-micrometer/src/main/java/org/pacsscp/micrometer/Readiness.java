package org.pacsscp.micrometer;

import java.io.IOException;

/** Whether a check succeeds, and within a second: 1 if so, else 0. Why not, the health of the application says. For any thread. */
final class Readiness {
    private final Reading<Boolean> reading;

    /** Throws what is wrong. */
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    Readiness(Check check) {
        reading = new Reading<>(() -> {
            check.run();
            return true;
        });
    }

    double value() {
        try {
            return reading.now() ? 1 : 0;
        } catch (IllegalStateException e) {
            return 0;
        }
    }
}
