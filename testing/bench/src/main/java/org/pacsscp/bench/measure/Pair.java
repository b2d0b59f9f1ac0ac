package org.pacsscp.bench.measure;

import java.util.Collection;

/**
 * Two turns that followed each other, in either order.
 *
 * @param base what the other is measured by
 * @param subject what is measured
 */
public record Pair(Turn base, Turn subject) {
    private static final double MICROS = 1e6;

    private double rate() {
        return subject.rate() / base.rate();
    }

    private double cpu() {
        return subject.cpuSeconds() / base.cpuSeconds();
    }

    /** How many times as much the subject did. */
    public static Summary rates(Collection<Pair> pairs) {
        return Summary.of(pairs.stream().map(Pair::rate).toList());
    }

    /** How many times as much processor time an operation took. */
    public static Summary cpu(Collection<Pair> pairs) {
        return Summary.of(pairs.stream().map(Pair::cpu).toList());
    }

    /** The microseconds of processor time that an operation of the base took. */
    public static Summary baseCpuMicros(Collection<Pair> pairs) {
        return Summary.of(
                pairs.stream().map(pair -> pair.base().cpuSeconds() * MICROS).toList());
    }

    /** The microseconds of processor time that an operation of the subject took. */
    public static Summary subjectCpuMicros(Collection<Pair> pairs) {
        return Summary.of(
                pairs.stream().map(pair -> pair.subject().cpuSeconds() * MICROS).toList());
    }
}
