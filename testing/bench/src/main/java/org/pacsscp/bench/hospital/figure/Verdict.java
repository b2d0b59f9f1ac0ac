package org.pacsscp.bench.hospital.figure;

import java.util.Locale;
import java.util.Optional;

/**
 * Judges whether an archive kept up, and what limited it if not.
 *
 * @param secondsAnHour what an hour of the day took
 * @param processors of the machine
 */
public record Verdict(double secondsAnHour, int processors) {
    /** Six minutes of an hour: who waits longer for the turn of a study has a queue that grows. */
    static final double PATIENCE_HOURS = 0.1;

    /** A study that begins in time and does not come to its end is late, too; one that crosses the last hour's end is not. */
    private static final double LEAST_SHARE = 0.85;

    private static final double BUSY = 0.85;

    /**
     * Names what was short in a run that did not keep up.
     *
     * @param timed what went to and fro
     * @param load while the hours passed
     * @param share of the images that were to be stored while the hours passed, which were
     * @param undone studies that were given up
     * @return empty if it kept up
     */
    public Optional<String> of(Traffic timed, Load load, double share, long undone) {
        if (timed.failures() > 0) {
            return Optional.of(timed.failures() + " failures");
        }
        boolean late = timed.late().p99Millis() > PATIENCE_HOURS * secondsAnHour * 1000;
        return late || share < LEAST_SHARE || undone > 0 ? Optional.of(shortOf(load)) : Optional.empty();
    }

    private String shortOf(Load load) {
        if (load.machine() >= BUSY) {
            return String.format(
                    Locale.ROOT,
                    "processors: archive %.2f, database %.2f, load program %.2f of %d",
                    load.server(),
                    load.database(),
                    load.generator(),
                    processors);
        }
        if (load.disk() >= BUSY) {
            return String.format(Locale.ROOT, "disk, busy for %.0f %% of the time", 100 * load.disk());
        }
        return String.format(
                Locale.ROOT, "waiting; processors %.0f %%, disk %.0f %% busy", 100 * load.machine(), 100 * load.disk());
    }
}
