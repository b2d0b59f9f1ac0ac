package org.pacsscp.core.internal.io.loop;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a loop has come: a number that is odd while the loop works and even while it waits, and moves on with each
 * change. Written by the loop, read by any thread.
 */
final class LoopProgress {
    private final AtomicLong changes = new AtomicLong();

    void waits() {
        changeTo(0);
    }

    void works() {
        changeTo(1);
    }

    /** No fence: who looks does so once a second. */
    private void changeTo(int parity) {
        long present = changes.getPlain();
        if ((present & 1) != parity) {
            changes.lazySet(present + 1);
        }
    }

    long get() {
        return changes.get();
    }
}
