package org.pacsscp.core.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * How slowly a peer may send a data set: so many bytes a second, on average over a minute of our waiting for it. The time
 * in which a handler does not read does not count. Owned by the worker.
 */
final class Patience {
    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int leastRate;
    private long waitedNanos;
    private long bytesBefore;

    /** {@code leastRate} is in bytes a second, 0 for none; {@code bytesReceived} is what came before. */
    Patience(int leastRate, long bytesReceived) {
        this.leastRate = leastRate;
        bytesBefore = bytesReceived;
    }

    void waited(long nanos) {
        waitedNanos += nanos;
    }

    /** Tells whether a period of waiting is over in which too little came; the next period begins. */
    boolean isExhausted(long bytesReceived) {
        if (leastRate == 0 || waitedNanos < PERIOD_NANOS) {
            return false;
        }
        boolean tooLittle = bytesReceived - bytesBefore < leastRate * TimeUnit.NANOSECONDS.toSeconds(waitedNanos);
        waitedNanos = 0;
        bytesBefore = bytesReceived;
        return tooLittle;
    }

    String verdict() {
        return "the data set came at fewer than " + leastRate + " bytes a second (Limits.minReceiveRate)";
    }
}
