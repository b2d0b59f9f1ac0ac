package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.BufferPool;

/**
 * What was received and not unwrapped yet, or wrapped and not sent yet, of a TLS connection. It has a buffer of the pool while
 * there is something in it; what {@linkplain #rest rests} is kept in as much memory as it takes. Owned by whoever has that
 * side of the transport.
 */
final class CipherBuffer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final BufferPool pool;

    /** Its bytes are between position and limit, except between {@link #append} and {@link #appended}. */
    private @Nullable ByteBuffer pooled;

    private ByteBuffer resting = NOTHING;

    CipherBuffer(BufferPool pool) {
        this.pool = pool;
    }

    /** Returns the bytes, between position and limit. */
    ByteBuffer bytes() {
        ByteBuffer present = pooled;
        if (present == null) {
            present = pool.take().put(resting).flip();
            resting = NOTHING;
            pooled = present;
        }
        return present;
    }

    boolean isEmpty() {
        ByteBuffer present = pooled;
        return !(present == null ? resting : present).hasRemaining();
    }

    /** Returns the room behind the bytes; {@link #appended} comes next. */
    ByteBuffer append() {
        return bytes().compact();
    }

    /** What was put into the room belongs to the bytes. */
    void appended() {
        bytes().flip();
    }

    /** Reads from the channel what is there; returns how much that was, -1 at the end of the stream. */
    int fill(SocketChannel channel) throws IOException {
        ByteBuffer in = append();
        try {
            return channel.read(in);
        } finally {
            appended();
        }
    }

    /** Gives the buffer back if there is nothing in it. */
    void release() {
        ByteBuffer present = pooled;
        if (present != null && !present.hasRemaining()) {
            pooled = null;
            pool.give(present);
        }
    }

    /** Gives the buffer back, and keeps what is in it in as much memory as it takes. */
    void rest() {
        ByteBuffer present = pooled;
        if (present != null) {
            if (present.hasRemaining()) {
                resting = ByteBuffer.allocate(present.remaining()).put(present).flip();
            }
            release();
        }
    }

    /** Returns how much memory it takes at rest. */
    int kept() {
        return resting.capacity();
    }

    /** Gives the buffer back, whatever is in it. */
    void discard() {
        resting = NOTHING;
        ByteBuffer present = pooled;
        if (present != null) {
            pooled = null;
            pool.give(present);
        }
    }
}
