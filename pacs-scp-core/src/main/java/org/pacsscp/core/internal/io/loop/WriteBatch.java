package org.pacsscp.core.internal.io.loop;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Those that have something to send when a loop has served all that it has {@linkplain ReadBatch read}, and the
 * buffers in which they keep it until then. Owned by the loop.
 */
public final class WriteBatch {
    /** Has something to send. */
    public interface Writer {
        /** Sends what it has kept in the buffer of the batch. */
        void sendBatched();

        /** All of the batch was sent, as far as sockets took it, at that moment of {@link System#nanoTime}: tells who wants to know. */
        void batchSent(long nanos);
    }

    /** An answer that is longer is sent at once. */
    private static final int BUFFER_SIZE = 1 << 10;

    private final List<Writer> writers = new ArrayList<>();
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private boolean open;

    /** From now on writers may keep what they have to send. */
    void open() {
        open = true;
    }

    /** Tells whether bytes may wait for {@link #sendAll}, and fit a buffer. */
    public boolean takes(int length) {
        return open && length <= BUFFER_SIZE;
    }

    /** Adds an output, which {@link #sendAll} will tell to send; returns a cleared buffer for what it has to send. */
    public ByteBuffer add(Writer writer) {
        writers.add(writer);
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(BUFFER_SIZE) : buffer.clear();
    }

    /** Closes the batch and sends what is in it. What is told of that comes last, lest each send drive its code from the caches. */
    void sendAll() {
        open = false;
        if (writers.isEmpty()) {
            return;
        }
        for (int i = 0; i < writers.size(); i++) {
            writers.get(i).sendBatched();
        }
        long nanos = System.nanoTime();
        for (int i = 0; i < writers.size(); i++) {
            writers.get(i).batchSent(nanos);
        }
        writers.clear();
    }

    /** Takes a buffer back whose bytes are out. */
    public void giveBack(ByteBuffer buffer) {
        free.push(buffer);
    }
}
