package org.pacsscp.core.internal.report;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.pacsscp.core.internal.io.loop.TimeSource;

/** Lets so many lines a second into the log, so that a flood of connections is not one of lines too; any thread. */
final class LogThrottle {
    private static final int LINES_A_SECOND = 20;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private long secondBegan;
    private int lines;
    private long left;

    LogThrottle(TimeSource time) {
        this.time = time;
        secondBegan = time.nanos();
    }

    /** Returns how many lines were left out before this one; -1 if this one is to be left out too. */
    long admit() {
        lock.lock();
        try {
            long now = time.nanos();
            if (now - secondBegan >= SECOND_NANOS) {
                secondBegan = now;
                lines = 0;
            }
            if (lines == LINES_A_SECOND) {
                left++;
                return -1;
            }
            lines++;
            long leftOut = left;
            left = 0;
            return leftOut;
        } finally {
            lock.unlock();
        }
    }
}
