package org.pacsscp.core.internal.io;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Direct buffers of one size that workers read into, so that an idle association holds none; any thread. */
public final class BufferPool {
    private static final int BUFFER_SIZE = 1 << 17;
    private static final int MOST_KEPT = 64;

    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    /** Takes a cleared buffer. */
    ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(BUFFER_SIZE);
        }
        kept.decrementAndGet();
        return buffer.clear();
    }

    /** Gives a buffer back, which the caller no longer touches. */
    void give(ByteBuffer buffer) {
        if (kept.incrementAndGet() <= MOST_KEPT) {
            free.add(buffer);
        } else {
            kept.decrementAndGet();
        }
    }
}
