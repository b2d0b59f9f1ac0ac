package org.pacsscp.examples.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.dataset.FileMetaInformation;

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
     * @throws NoDataSetException if what came is none; nothing is written then
     * @throws IOException if the file cannot be written
     */
    void write(FileMetaInformation meta, DataSetStream dataSet, WritableByteChannel file) throws IOException {
        ByteBuffer chunk = chunks.take();
        try {
            put(meta, chunk);
            int beginning = chunk.position();
            boolean more = fill(chunk, dataSet);
            Beginning.check(chunk.duplicate().flip().position(beginning), dataSet.transferSyntax());
            flush(chunk, file);
            while (more) {
                more = fill(chunk, dataSet);
                flush(chunk, file);
            }
        } finally {
            chunks.give(chunk);
        }
    }

    private static void put(FileMetaInformation meta, ByteBuffer chunk) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        meta.writeTo(bytes);
        chunk.put(bytes.toByteArray());
    }

    /** Reads as much as fits; {@code false} at the end of the data set. */
    private static boolean fill(ByteBuffer chunk, DataSetStream dataSet) throws IOException {
        // What is left may be too short for the next fragment, and costs a call of its own.
        while (chunk.remaining() >= ChunkPool.CHUNK_LENGTH / 4) {
            if (dataSet.read(chunk) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void flush(ByteBuffer chunk, WritableByteChannel file) throws IOException {
        chunk.flip();
        while (chunk.hasRemaining()) {
            file.write(chunk);
        }
        chunk.clear();
    }
}
