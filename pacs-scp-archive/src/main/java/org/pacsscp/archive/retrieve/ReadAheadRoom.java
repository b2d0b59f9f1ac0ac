package org.pacsscp.archive.retrieve;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * Room for instances that are read before it is their turn to be sent: for a few retrievals at once, and of others each instance is
 * read when it is sent. For any thread.
 */
final class ReadAheadRoom {
    /** Most instances that a scanner makes; what is longer needs no help, since most of its time goes into the sending. */
    static final int CAPACITY = 1 << 20;

    static final int MOST = 8;

    private final Semaphore free = new Semaphore(MOST);
    private final Queue<ByteBuffer> kept = new ConcurrentLinkedQueue<>();
    private final IntFunction<ByteBuffer> memory;

    ReadAheadRoom() {
        this(ByteBuffer::allocateDirect);
    }

    ReadAheadRoom(IntFunction<ByteBuffer> memory) {
        this.memory = memory;
    }

    /** Takes room for one retrieval, if there is any. */
    Optional<ByteBuffer> take() {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        ByteBuffer room = kept.poll();
        if (room != null) {
            return Optional.of(room);
        }
        try {
            return Optional.of(memory.apply(CAPACITY));
        } catch (OutOfMemoryError e) {
            // Without room a retrieval is slower, and nothing else.
            free.release();
            return Optional.empty();
        }
    }

    /** Gives room back, which the caller no longer touches. */
    void give(ByteBuffer room) {
        kept.add(room);
        free.release();
    }
}
