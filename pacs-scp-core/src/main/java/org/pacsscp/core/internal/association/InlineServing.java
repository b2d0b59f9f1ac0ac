package org.pacsscp.core.internal.association;

/** Knows which threads run an inline handler now, which must not wait: loops, or workers that have the receiving side. */
public final class InlineServing {
    private static final ThreadLocal<Boolean> UNDER_WAY = ThreadLocal.withInitial(() -> false);

    private InlineServing() {}

    /** Tells whether the present thread runs an inline handler. */
    public static boolean isUnderWay() {
        return UNDER_WAY.get();
    }

    /** The present thread is about to run an inline handler. */
    public static void begin() {
        UNDER_WAY.set(true);
    }

    /** The handler has returned. */
    public static void end() {
        UNDER_WAY.set(false);
    }
}
