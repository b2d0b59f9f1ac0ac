package org.pacsscp.bench.hospital.figure;

import org.pacsscp.bench.measure.Histogram;

/**
 * How long something took.
 *
 * @param count how often it was measured
 * @param medianMillis the median in milliseconds; 0 if it was never measured
 * @param p99Millis what 99 of 100 did not exceed; 0 if it was never measured
 */
public record Quantiles(long count, double medianMillis, double p99Millis) {
    private static final double NANOS = 1e6;

    static Quantiles of(Histogram histogram) {
        return new Quantiles(histogram.count(), histogram.quantile(0.5) / NANOS, histogram.quantile(0.99) / NANOS);
    }
}
