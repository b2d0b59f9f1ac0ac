package org.pacsscp.core.internal.support;

import java.lang.management.ManagementFactory;

/** What is left of the heap after collections. */
public final class UsedHeap {
    private static final int COLLECTIONS = 5;

    private UsedHeap() {}

    /** Returns the least of several, as a collection may leave to the next what it has just found. */
    public static long bytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
