package org.pacsscp.bench.load;

import java.util.Optional;
import org.pacsscp.bench.measure.Histogram;

/**
 * What came of a load.
 *
 * @param seconds how long it lasted
 * @param bytesEach the length of an operation's message; 0 where it does not matter
 * @param latency how long each operation took that finished in that time, in nanoseconds
 * @param generatorBusy the share of the time in which the generator's thread ran; near 1, it may be what limits
 * @param failures how many associations or operations failed since the first was opened
 * @param firstFailure the first of them
 */
public record LoadResult(
        double seconds,
        long bytesEach,
        Histogram latency,
        double generatorBusy,
        long failures,
        Optional<String> firstFailure) {
    /** How many operations finished. */
    public long operations() {
        return latency.count();
    }
}
