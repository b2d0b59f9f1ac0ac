package org.pacsscp.bench.hospital.figure;

import java.util.List;
import java.util.Optional;

/**
 * What came of so many hospitals on an archive.
 *
 * @param archive what was worked on
 * @param hospitals how many hospitals in real time the load is like
 * @param offered images that were to be stored in a second
 * @param planned images that were to be stored
 * @param cataloged images of which the catalog knows afterwards
 * @param undone studies that were given up, since it had taken too long
 * @param hours each hour, and what was left after the last
 * @param working all hours together, without the first of several, which warms the archive up, and without what was left
 * @param timed what went to and fro in these hours, and what was left
 * @param total all that went to and fro
 * @param limit what it was that could not do more; empty if it kept up
 * @param messages of what has failed
 */
public record Step(
        String archive,
        double hospitals,
        double offered,
        long planned,
        long cataloged,
        long undone,
        List<Stretch> hours,
        Stretch working,
        Traffic timed,
        Traffic total,
        Optional<String> limit,
        List<String> messages) {
    public Step {
        hours = List.copyOf(hours);
        messages = List.copyOf(messages);
    }

    public boolean keptUp() {
        return limit.isEmpty();
    }

    /** Whether the catalog has what was acknowledged, and nothing else unless the end of an image was not awaited. */
    public boolean isWhole() {
        long acknowledged = total.images();
        return undone == 0 ? cataloged == acknowledged : cataloged >= acknowledged;
    }
}
