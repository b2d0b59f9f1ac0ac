package org.pacsscp.core.internal.io;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Direct buffers of one size, held only while there is something in them, so that an idle association has none; any thread. */
public final class BufferPool {
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final int bufferSize;
    private final int mostKept;

    private BufferPool(int bufferSize, int mostKept) {
        this.bufferSize = bufferSize;
        this.mostKept = mostKept;
    }

    /** Makes a pool of buffers that hold a long PDU or TLS record. */
    public static BufferPool ofLongBuffers() {
        return new BufferPool(1 << 17, 64);
    }

    /** Makes a pool of buffers that hold most command sets, as a PDU. */
    public static BufferPool ofShortBuffers() {
        return new BufferPool(1 << 10, 512);
    }

    /** Returns how many buffers wait to be taken. */
    int kept() {
        return kept.get();
    }

    /** Takes a cleared buffer. */
    public ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(bufferSize);
        }
        kept.decrementAndGet();
        return buffer.clear();
    }

    /** Gives a buffer back, which the caller no longer touches. */
    public void give(ByteBuffer buffer) {
        if (kept.incrementAndGet() <= mostKept) {
            free.add(buffer);
        } else {
            kept.decrementAndGet();
        }
    }
}
