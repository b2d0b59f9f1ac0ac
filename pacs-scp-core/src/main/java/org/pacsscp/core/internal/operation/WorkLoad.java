package org.pacsscp.core.internal.operation;

import java.util.concurrent.atomic.LongAdder;

/** How many operations wait for a worker, and how many are served by one, all together; any thread. */
public final class WorkLoad {
    private final LongAdder waiting = new LongAdder();
    private final LongAdder served = new LongAdder();

    /** One waits: for a thread, or for an earlier one of its association. */
    void waits() {
        waiting.increment();
    }

    /** So many wait no more, whatever has become of them. */
    void waitNoMore(int count) {
        waiting.add(-count);
    }

    /** A handler is called. */
    void begins() {
        served.increment();
    }

    /** It has returned. */
    void ends() {
        served.decrement();
    }

    /** Returns how many wait. Parts are added up one after the other, which may show less than none. */
    public int waiting() {
        return Math.max(0, waiting.intValue());
    }

    /** Returns how many are served. */
    public int served() {
        return Math.max(0, served.intValue());
    }
}
