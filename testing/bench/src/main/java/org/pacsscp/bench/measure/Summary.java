package org.pacsscp.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * What several runs come to. What lies between two of them is taken in proportion: the median of an even number is the mean of the
 * middle two.
 *
 * @param median the middle
 * @param min the least
 * @param max the greatest
 * @param lowerQuartile a quarter of the way from the least to the greatest in their order
 * @param upperQuartile three quarters of the way
 * @param count how many there were
 */
public record Summary(double median, double min, double max, double lowerQuartile, double upperQuartile, int count) {
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
        return new Summary(
                quantile(sorted, 0.5),
                sorted[0],
                sorted[sorted.length - 1],
                quantile(sorted, 0.25),
                quantile(sorted, 0.75),
                sorted.length);
    }

    private static double quantile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
