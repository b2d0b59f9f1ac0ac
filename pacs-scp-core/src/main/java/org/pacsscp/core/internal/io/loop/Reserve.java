package org.pacsscp.core.internal.io.loop;

import org.jspecify.annotations.Nullable;

/**
 * Memory that is kept for the moment in which there is none: given up before a loop deals with an
 * {@link OutOfMemoryError}, so that closing and logging find some. Owned by the loop.
 */
final class Reserve {
    private static final int SIZE = 1 << 18;

    private byte @Nullable [] kept = new byte[SIZE];

    /** From now on the collector may take it. */
    void giveUp() {
        kept = null;
    }

    /** Keeps as much again, if there is as much; otherwise another time. */
    void restore() {
        if (kept == null) {
            try {
                kept = new byte[SIZE];
            } catch (OutOfMemoryError e) {
                kept = null;
            }
        }
    }
}
