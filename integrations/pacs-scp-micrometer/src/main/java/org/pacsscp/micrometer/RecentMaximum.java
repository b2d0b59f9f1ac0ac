package org.pacsscp.micrometer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The greatest number of late. Any thread. Who offers one does not ask what time it is, which would cost more than all else that is done
 * for an operation; who reads does. So nothing is forgotten before it was read, however seldom that is.
 */
final class RecentMaximum {
    /** A number counts for so long at least, and for no more than twice as long if it is read as often. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final AtomicLong present = new AtomicLong();
    private long before;
    private long begun;

    RecentMaximum(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        begun = nanoTime.getAsLong();
    }

    void offer(long number) {
        long known = present.get();
        while (number > known && !present.compareAndSet(known, number)) {
            known = present.get();
        }
    }

    /** Returns the greatest of the last minute, or of the two last ones, or since it was last read; 0 if there was none. */
    synchronized long read() {
        long now = nanoTime.getAsLong();
        if (now - begun < KEPT.toNanos()) {
            return Math.max(before, present.get());
        }
        long latest = present.getAndSet(0);
        long greatest = now - begun < 2 * KEPT.toNanos() ? Math.max(before, latest) : latest;
        before = latest;
        begun = now;
        return greatest;
    }
}
