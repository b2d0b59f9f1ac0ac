package org.pacsscp.robustness.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/** Counts how long something took, to about a tenth of each duration; any thread. */
final class Latencies {
    private static final int STEPS_OF_A_DOUBLING = 8;
    private static final int BUCKETS = 34 * STEPS_OF_A_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        double doublings = Math.log(Math.max(1, nanos / 1_000.0)) / Math.log(2);
        counts.incrementAndGet(Math.min(BUCKETS - 1, (int) (doublings * STEPS_OF_A_DOUBLING)));
    }

    long count() {
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
            count += counts.get(i);
        }
        return count;
    }

    /** Returns the duration in microseconds that this share of all did not exceed; 0 if there are none. */
    long percentile(double share) {
        long rank = (long) Math.ceil(count() * share);
        long passed = 0;
        for (int i = 0; i < BUCKETS && rank > 0; i++) {
            passed += counts.get(i);
            if (passed >= rank) {
                return Math.round(Math.pow(2, (i + 1.0) / STEPS_OF_A_DOUBLING));
            }
        }
        return 0;
    }
}
