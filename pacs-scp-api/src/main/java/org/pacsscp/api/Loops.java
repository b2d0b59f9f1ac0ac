package org.pacsscp.api;

/** How many I/O threads there are. */
final class Loops {
    private static final int MAX = 1024;

    private Loops() {}

    /** Half the processors, at least one. */
    static int usual() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    static int check(int loops) {
        if (loops < 1 || loops > MAX) {
            throw new IllegalArgumentException("loops is " + loops + "; it must be 1 to " + MAX);
        }
        return loops;
    }
}
