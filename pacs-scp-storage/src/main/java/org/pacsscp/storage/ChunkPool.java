package org.pacsscp.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.pacsscp.api.DataSetStream;

/**
 * Direct buffers through which data sets pass, used again and again: as many as data sets were ever read at once.
 *
 * <p>Usable by any thread; a buffer belongs to the thread that took it until it is given back.
 */
final class ChunkPool {
    /** Bytes in a buffer. */
    static final int CHUNK_LENGTH = 256 << 10;

    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** Returns an empty buffer of {@link #CHUNK_LENGTH} bytes. */
    ByteBuffer take() {
        ByteBuffer chunk = free.poll();
        return chunk == null ? ByteBuffer.allocateDirect(CHUNK_LENGTH) : chunk;
    }

    void give(ByteBuffer chunk) {
        free.add(chunk.clear());
    }

    /** Reads a data set to its end and drops what it reads. */
    void drain(DataSetStream dataSet) throws IOException {
        ByteBuffer chunk = take();
        try {
            while (dataSet.read(chunk) >= 0) {
                chunk.clear();
            }
        } finally {
            give(chunk);
        }
    }
}
