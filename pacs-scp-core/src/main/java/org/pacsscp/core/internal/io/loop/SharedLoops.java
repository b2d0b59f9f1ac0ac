package org.pacsscp.core.internal.io.loop;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Loops that are there as long as anybody uses them: whoever comes first starts them, and the last one ends them. Any thread;
 * the lock guards which loops these are.
 */
public final class SharedLoops {
    private final String name;
    private final int count;
    private final TimeSource time;
    private final Supplier<BufferPool> buffers;
    private final Supplier<SelectorPool> selectors;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable IoLoops present;

    /**
     * Starts nothing yet.
     *
     * @param name of their threads, to which a number is added
     * @param count how many
     * @param time the clock of all deadlines
     * @param buffers makes what they take buffers from
     * @param selectors makes what they take selectors from
     */
    public SharedLoops(
            String name, int count, TimeSource time, Supplier<BufferPool> buffers, Supplier<SelectorPool> selectors) {
        this.name = name;
        this.count = count;
        this.time = time;
        this.buffers = buffers;
        this.selectors = selectors;
    }

    /**
     * Adds a user.
     *
     * @param whenFailed is told, by its thread, of a loop that has to end before it is stopped
     * @throws IOException if there are none yet, and the system does not give what they need
     */
    public LoopUser join(Consumer<Throwable> whenFailed) throws IOException {
        lock.lock();
        try {
            LoopUser joined = present == null ? null : present.tryJoin(whenFailed);
            if (joined == null) {
                joined = IoLoops.open(name, count, time, buffers.get(), selectors.get(), whenFailed);
                present = joined.loops();
            }
            return joined;
        } finally {
            lock.unlock();
        }
    }
}
