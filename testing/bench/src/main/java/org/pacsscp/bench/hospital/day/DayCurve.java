package org.pacsscp.bench.hospital.day;

import java.util.Arrays;
import java.util.List;

/**
 * How a day's studies spread over its hours.
 *
 * @param shares of the day, one for each hour from midnight on; together 1
 */
public record DayCurve(List<Double> shares) {
    public static final int HOURS = 24;

    private static final double TOLERANCE = 0.001;

    public DayCurve {
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.size() != HOURS
                || Math.abs(sum - 1) > TOLERANCE
                || shares.stream().anyMatch(share -> share < 0)) {
            throw new IllegalArgumentException(
                    "a day has 24 shares of 0 or more that add up to 1, but there are %d that add up to %.3f"
                            .formatted(shares.size(), sum));
        }
    }

    /** Reads shares with blanks between them. */
    static DayCurve parse(String text) {
        return new DayCurve(
                Arrays.stream(text.strip().split("\\s+")).map(Double::valueOf).toList());
    }

    double share(int hour) {
        return shares.get(hour);
    }

    /** The share of the busiest hour. */
    public double peak() {
        return shares.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The hour with the largest share; the first of several. */
    public int peakHour() {
        return shares.indexOf(peak());
    }
}
