package org.pacsscp.bench.report;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * An axis of a chart: which values it has room for, and which of them are written beside it.
 *
 * @param from the least
 * @param to the greatest
 * @param logarithmic whether equal steps are equal factors
 * @param ticks ascending
 */
record Axis(double from, double to, boolean logarithmic, List<Double> ticks) {
    private static final int MOST_TICKS = 6;

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** An axis for these values: a linear one begins at zero, a logarithmic one has each of them as a tick. */
    static Axis of(DoubleStream values, boolean logarithmic) {
        TreeSet<Double> sorted = new TreeSet<>();
        values.forEach(sorted::add);
        if (logarithmic) {
            return new Axis(sorted.first(), Math.max(sorted.last(), sorted.first() * 2), true, List.copyOf(sorted));
        }
        double step = step(Math.max(sorted.last(), Double.MIN_NORMAL));
        long count = (long) Math.ceil(Math.max(sorted.last(), step) / step);
        List<Double> ticks =
                LongStream.rangeClosed(0, count).mapToObj(i -> i * step).toList();
        return new Axis(0, count * step, false, ticks);
    }

    /** One, two or five times a power of ten, so that few steps reach so far. */
    private static double step(double greatest) {
        double power = Math.pow(10, Math.floor(Math.log10(greatest / MOST_TICKS)));
        for (int factor : new int[] {1, 2, 5}) {
            if (greatest / (factor * power) <= MOST_TICKS) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where a value lies: 0 at the beginning, 1 at the end. */
    double share(double value) {
        return logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    }
}
