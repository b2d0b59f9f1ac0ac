package org.pacsscp.bench.hospital;

import java.time.Duration;
import org.pacsscp.bench.hospital.day.Hours;

/**
 * How the hours of a day pass in a run.
 *
 * @param hours which
 * @param secondsAnHour how long each of them takes
 */
record Pace(Hours hours, double secondsAnHour) {
    private static final double NANOS = 1e9;
    private static final double SECONDS_AN_HOUR = 3600;

    Pace {
        if (!(secondsAnHour > 0)) {
            throw new IllegalArgumentException("an hour must take some time, but takes " + secondsAnHour + " s");
        }
    }

    /** How long after the beginning a moment of the day is there. */
    long nanosUntil(double hour) {
        return Math.round((hour - hours.from()) * secondsAnHour * NANOS);
    }

    /** How many hospitals in real time make the load of these in this pace. */
    double likeHospitals(double hospitals) {
        return hospitals * SECONDS_AN_HOUR / secondsAnHour;
    }

    /** The hours that count: all but the first of several, in which the archive warms up. */
    Hours timed() {
        return hours.count() == 1 ? hours : new Hours(hours.from() + 1, hours.to());
    }

    /** How long the hours take. */
    Duration length() {
        return Duration.ofNanos(nanosUntil(hours.to()));
    }
}
