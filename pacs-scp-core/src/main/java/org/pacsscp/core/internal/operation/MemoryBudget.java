package org.pacsscp.core.internal.operation;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of data sets handlers hold in memory, all together; any thread. */
public final class MemoryBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** Lets them hold so many bytes. */
    public MemoryBudget(long most) {
        this.most = most;
    }

    /** Returns what handlers hold now. */
    public long taken() {
        return taken.get();
    }

    /** Opens the share of one operation. */
    Share share() {
        return new Share();
    }

    /** What one operation holds; owned by its worker. */
    final class Share {
        private long held;

        /** Takes bytes; {@code false} if there are not as many left. */
        boolean take(long bytes) {
            if (taken.addAndGet(bytes) > most) {
                taken.addAndGet(-bytes);
                return false;
            }
            held += bytes;
            return true;
        }

        /** Gives everything back. */
        void release() {
            taken.addAndGet(-held);
            held = 0;
        }
    }
}
