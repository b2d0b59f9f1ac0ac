package org.pacsscp.api;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** A token bucket for each address, where a /64 of IPv6 is one; any thread. */
final class AssociationRate implements AssociationPolicy {
    /** How many addresses are remembered; one that was forgotten begins with a full bucket. */
    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final long nanosForOne;
    private final LongSupplier clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** When each address will have its whole allowance again; the least recently seen first. */
    private final Map<ByteBuffer, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true);

    AssociationRate(int most, Duration period, LongSupplier clock) {
        if (most < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    "rate of " + most + " associations in " + period + "; both must be more than zero");
        }
        this.most = most;
        this.clock = clock;
        nanosForOne = Math.max(1, period.toNanos() / most);
    }

    @Override
    public AssociationDecision decide(AssociationRequest request) {
        return take(request.remoteAddress().getAddress())
                ? AssociationDecision.accept()
                : AssociationDecision.reject(
                        RejectReason.TEMPORARY_CONGESTION,
                        "more than " + most + " associations from its address in "
                                + Duration.ofNanos(nanosForOne * most));
    }

    private boolean take(InetAddress address) {
        long now = clock.getAsLong();
        lock.lock();
        try {
            // The clock may run over, as System.nanoTime() may: only differences count.
            ByteBuffer bucket = bucketOf(address);
            long untilFull = Math.max(0, fullAt.getOrDefault(bucket, now) - now);
            if (untilFull > (most - 1) * nanosForOne) {
                return false;
            }
            fullAt.put(bucket, now + untilFull + nanosForOne);
            forgetOldest();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static ByteBuffer bucketOf(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address ? bytes.limit(Long.BYTES) : bytes;
    }

    private void forgetOldest() {
        if (fullAt.size() > MOST_ADDRESSES) {
            Iterator<ByteBuffer> oldest = fullAt.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
