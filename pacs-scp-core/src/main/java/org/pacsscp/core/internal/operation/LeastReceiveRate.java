package org.pacsscp.core.internal.operation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How slowly a peer may send a data set: so many bytes a second, on average over a period of our waiting for it. The time
 * in which a handler does not read does not count. Owned by the worker.
 */
public final class LeastReceiveRate {
    /** A network may stand still for some seconds. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int leastRate;
    private final long periodNanos;
    private long waitedNanos;
    private long bytesBefore;

    /** {@code leastRate} is in bytes a second, 0 for none; {@code bytesReceived} is what came before. */
    LeastReceiveRate(int leastRate, Duration period, long bytesReceived) {
        this.leastRate = leastRate;
        periodNanos = period.toNanos();
        bytesBefore = bytesReceived;
    }

    void waited(long nanos) {
        waitedNanos += nanos;
    }

    /** Tells whether a period of waiting is over in which too little came; the next period begins. */
    boolean isMissed(long bytesReceived) {
        if (leastRate == 0 || waitedNanos < periodNanos) {
            return false;
        }
        boolean tooLittle = (bytesReceived - bytesBefore) * SECOND_NANOS < (double) leastRate * waitedNanos;
        waitedNanos = 0;
        bytesBefore = bytesReceived;
        return tooLittle;
    }

    String verdict() {
        return "the data set came at fewer than " + leastRate + " bytes a second (Limits.minReceiveRate)";
    }
}
