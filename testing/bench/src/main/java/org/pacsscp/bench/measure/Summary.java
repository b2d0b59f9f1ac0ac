package org.pacsscp.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * What several runs come to.
 *
 * @param median of an even number, the mean of the middle two
 * @param min the least
 * @param max the greatest
 * @param count how many there were
 */
public record Summary(double median, double min, double max, int count) {
    /**
     * Sums up at least one value.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Summary of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no values to sum up");
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
