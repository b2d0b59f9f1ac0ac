package org.pacsscp.bench.overhead;

import java.util.Collection;
import org.pacsscp.bench.measure.Summary;

/**
 * Two turns that followed each other.
 *
 * @param without that of the plain server
 * @param with that in which something was measured
 */
record Pair(Turn without, Turn with) {
    /**
     * A turn.
     *
     * @param rate how many C-ECHO were answered in a second
     * @param cpuSeconds of the server's process for each
     */
    record Turn(double rate, double cpuSeconds) {}

    private double rate() {
        return with.rate() / without.rate();
    }

    private double cpu() {
        return with.cpuSeconds() / without.cpuSeconds();
    }

    static Summary rates(Collection<Pair> pairs) {
        return Summary.of(pairs.stream().map(Pair::rate).toList());
    }

    static Summary cpu(Collection<Pair> pairs) {
        return Summary.of(pairs.stream().map(Pair::cpu).toList());
    }

    static Summary plainCpuMicros(Collection<Pair> pairs) {
        return Summary.of(
                pairs.stream().map(pair -> pair.without().cpuSeconds() * 1e6).toList());
    }
}
