package org.pacsscp.core.internal.io.loop;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers of one size, held only while there is something in them, so that an idle association has none; any
 * thread. To give one back takes no memory.
 */
public final class BufferPool {
    /** Two PDUs of 64 KiB, with their headers and a command before them. */
    private static final int LONG = (1 << 17) + (1 << 10);

    /** Most instances that a scanner makes, with a header of their own, as PDUs of 16 KiB or longer. */
    private static final int WHOLE = (1 << 19) + (1 << 13);

    private static final int SHORT = 1 << 10;
    private static final int MAX_KEPT_WHOLE = 8;
    private static final int MAX_KEPT_LONG = 64;
    private static final int MAX_KEPT_SHORT = 512;

    /** Half of what a virtual machine takes for direct buffers unless it is told another limit. */
    private static final long USUAL_BYTES = Runtime.getRuntime().maxMemory() / 2;

    /** Those that wait to be taken, from the first on with few gaps. */
    private final AtomicReferenceArray<@Nullable ByteBuffer> free;

    private final AtomicInteger kept = new AtomicInteger();

    /** Those that there are, wherever. */
    private final AtomicInteger made = new AtomicInteger();

    private final int bufferSize;

    /** So many out are enough. */
    private final long enough;

    private final IntFunction<ByteBuffer> memory;

    private BufferPool(int bufferSize, int maxKept, long enough, IntFunction<ByteBuffer> memory) {
        this.bufferSize = bufferSize;
        this.memory = memory;
        this.enough = enough;
        free = new AtomicReferenceArray<>(maxKept);
    }

    /** Makes a pool of buffers that hold a long PDU or TLS record. */
    public static BufferPool ofLongBuffers() {
        return ofLongBuffers(ByteBuffer::allocateDirect);
    }

    /** As {@link #ofLongBuffers()}, with memory from somewhere else. */
    public static BufferPool ofLongBuffers(IntFunction<ByteBuffer> memory) {
        return ofLongBuffers(memory, Math.max(MAX_KEPT_LONG, USUAL_BYTES / LONG));
    }

    /** As {@link #ofLongBuffers(IntFunction)}; it {@linkplain #isShort is short} when so many are out. */
    static BufferPool ofLongBuffers(IntFunction<ByteBuffer> memory, long enough) {
        return new BufferPool(LONG, MAX_KEPT_LONG, enough, memory);
    }

    /** Makes a pool of buffers that hold most messages, of which there should not be many. */
    public static BufferPool ofWholeMessages(IntFunction<ByteBuffer> memory) {
        return new BufferPool(WHOLE, MAX_KEPT_WHOLE, USUAL_BYTES / 4 / WHOLE, memory);
    }

    /** Makes a pool of buffers that hold most command sets, as a PDU. */
    public static BufferPool ofShortBuffers(IntFunction<ByteBuffer> memory) {
        return new BufferPool(SHORT, MAX_KEPT_SHORT, Long.MAX_VALUE, memory);
    }

    /** Returns how many buffers wait to be taken. */
    int kept() {
        return kept.get();
    }

    /** Tells whether so many are out that some of those who hold one without need should give it up. */
    public boolean isShort() {
        return made.get() - kept.get() >= enough;
    }

    /** Takes a cleared buffer. */
    public ByteBuffer take() {
        for (int i = Math.min(kept.get(), free.length()) - 1; i >= 0; i--) {
            ByteBuffer buffer = free.get(i);
            if (buffer != null && free.compareAndSet(i, buffer, null)) {
                kept.decrementAndGet();
                return buffer.clear();
            }
        }
        ByteBuffer buffer = memory.apply(bufferSize);
        made.incrementAndGet();
        return buffer;
    }

    /** Gives a buffer back, which the caller no longer touches. */
    public void give(ByteBuffer buffer) {
        int length = free.length();
        int first = Math.min(kept.get(), length - 1);
        for (int i = 0; i < length; i++) {
            int place = first + i < length ? first + i : first + i - length;
            if (free.get(place) == null && free.compareAndSet(place, null, buffer)) {
                kept.incrementAndGet();
                return;
            }
        }
        made.decrementAndGet();
    }
}
