package org.pacsscp.dataset;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A few buffers outside of the heap, which cost too much to be made for each data set. Any thread. */
final class DirectBuffers {
    /** Several PDUs, so that a source is asked seldom. */
    static final int SIZE = 1 << 18;

    private static final AtomicReferenceArray<@Nullable ByteBuffer> FREE =
            new AtomicReferenceArray<>(2 * Runtime.getRuntime().availableProcessors());

    private DirectBuffers() {}

    /** Takes a buffer, which is the caller's until it is given back. */
    static ByteBuffer take() {
        for (int place = 0; place < FREE.length(); place++) {
            ByteBuffer buffer = FREE.get(place) == null ? null : FREE.getAndSet(place, null);
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocateDirect(SIZE);
    }

    /** Gives a buffer back; nobody may use it any more. */
    static void give(ByteBuffer buffer) {
        for (int place = 0; place < FREE.length(); place++) {
            if (FREE.compareAndSet(place, null, buffer)) {
                return;
            }
        }
    }
}
