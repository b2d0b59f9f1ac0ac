package org.pacsscp.examples.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;

/** Writes DICOM files (PS3.10 section 7) whose data sets pass through as they arrive. Usable by any thread. */
final class Part10Writer {
    private final ChunkPool chunks;

    Part10Writer(ChunkPool chunks) {
        this.chunks = chunks;
    }

    /**
     * Writes a file from its first byte to its last.
     *
     * @throws DataSetException if the data set broke
     * @throws IOException if the file cannot be written
     */
    void write(FileMetaInformation meta, DataSetStream dataSet, WritableByteChannel file) throws IOException {
        ByteBuffer chunk = chunks.take();
        try {
            meta.encode(chunk);
            while (dataSet.read(chunk) >= 0) {
                // What is left may be too short for the next fragment, and costs a call of its own.
                if (chunk.remaining() < ChunkPool.CHUNK_LENGTH / 4) {
                    flush(chunk, file);
                }
            }
            flush(chunk, file);
        } finally {
            chunks.give(chunk);
        }
    }

    private static void flush(ByteBuffer chunk, WritableByteChannel file) throws IOException {
        chunk.flip();
        while (chunk.hasRemaining()) {
            file.write(chunk);
        }
        chunk.clear();
    }
}
