package org.pacsscp.bench.measure;

/**
 * Counts durations in buckets that are each a 64th wider than the last: quantiles are right to 1.6 per cent, whatever the
 * magnitude, and recording allocates nothing. Owned by one thread.
 */
public final class Histogram {
    private static final int SUB_BUCKET_BITS = 6;
    private static final int SUB_BUCKETS = 1 << SUB_BUCKET_BITS;

    private final long[] counts = new long[bucket(Long.MAX_VALUE) + 1];
    private long count;
    private long max;

    /** Counts a duration; one below zero counts as zero. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucket(value)]++;
        count++;
        max = Math.max(max, value);
    }

    /** How many durations were counted. */
    public long count() {
        return count;
    }

    /** The longest duration; 0 if there is none. */
    public long max() {
        return max;
    }

    /**
     * The duration that a share of all does not exceed.
     *
     * @param share 0 to 1
     * @return the upper end of its bucket, at most {@link #max}; 0 if nothing was counted
     */
    public long quantile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Math.min(max, upperEnd(bucket));
            }
        }
        return max;
    }

    /** Values below 64 have a bucket each; above, the six bits after the first one tell, for each magnitude. */
    private static int bucket(long value) {
        int magnitude = Math.max(0, Long.SIZE - 1 - SUB_BUCKET_BITS - Long.numberOfLeadingZeros(value));
        return (magnitude << SUB_BUCKET_BITS) + (int) (value >> magnitude);
    }

    private static long upperEnd(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int magnitude = (bucket >> SUB_BUCKET_BITS) - 1;
        long first = (long) (bucket - (magnitude << SUB_BUCKET_BITS)) << magnitude;
        return first + (1L << magnitude) - 1;
    }
}
