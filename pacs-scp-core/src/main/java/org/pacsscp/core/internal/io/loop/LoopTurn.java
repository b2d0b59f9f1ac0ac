package org.pacsscp.core.internal.io.loop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is to act as a loop: its own thread's, unless that sleeps, or a visitor's. What belongs to the loop is touched by
 * who has the turn only. Any thread.
 */
final class LoopTurn {
    /** So long at most the loop sleeps while there are visitors, whose deadlines and keys it sees when it wakes up. */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final ThreadLocal<Boolean> VISITING = ThreadLocal.withInitial(() -> false);

    private final ReentrantLock lock = new ReentrantLock();

    /** There was a visitor since the loop went to sleep; guarded by the lock. */
    private boolean visited;

    private volatile long sleepsUntil;

    /** Tells whether the present thread acts as some loop, as a visitor. */
    static boolean isVisiting() {
        return VISITING.get();
    }

    boolean isMine() {
        return lock.isHeldByCurrentThread();
    }

    /** Takes the turn for the loop's own thread, which may have it already. */
    void take() {
        if (!lock.isHeldByCurrentThread()) {
            lock.lock();
        }
    }

    /** Ends the turn of the loop's own thread, if it has it. */
    void end() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    /** The loop goes to sleep for so long; returns for how long it may. It has the turn. */
    long sleep(long nanos) {
        long mayTake = visited ? Math.min(nanos, NAP_NANOS) : nanos;
        visited = false;
        sleepsUntil = System.nanoTime() + Math.min(mayTake, Long.MAX_VALUE / 2);
        return mayTake;
    }

    /** Takes the turn for a visitor; {@code false} if it is not to be had soon. */
    boolean visit() {
        try {
            if (!lock.tryLock() && !lock.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        visited = true;
        VISITING.set(true);
        return true;
    }

    /** Ends a visitor's turn, and tells whether the loop sleeps for longer than it may after a visit. */
    boolean endVisit() {
        VISITING.set(false);
        lock.unlock();
        return sleepsUntil - System.nanoTime() > NAP_NANOS;
    }
}
