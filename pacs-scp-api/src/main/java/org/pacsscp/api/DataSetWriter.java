package org.pacsscp.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Writes a data set; the engine cuts it to what the peer can take and sends it as it is written.
 *
 * <pre>{@code
 * action.sendPending(DimseStatus.PENDING.withDataSet(out -> Files.copy(match, out)));
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DataSetWriter {
    /**
     * Makes a writer of what lies in a file, as it is. The engine reads its bytes to where it sends them from, without a pass
     * through the heap; other streams get them by a buffer.
     *
     * <pre>{@code
     * try (FileChannel file = FileChannel.open(path)) {
     *     association.invoke(store.dataSet(DataSetWriter.of(file, dataSetAt, file.size() - dataSetAt)));
     * }
     * }</pre>
     *
     * @param file open for reading until the data set was written; its own position does not change, so that it may serve
     *     several at once. An interrupt of the thread that writes closes it
     * @param position where in the file the data set begins
     * @param length how many bytes it has
     * @return a writer that can be used any number of times
     * @throws IllegalArgumentException if the position or the length is negative
     */
    static DataSetWriter of(FileChannel file, long position, long length) {
        return new FileRegion(file, position, length);
    }

    /**
     * Makes a writer of what lies in a buffer, as it is. The engine sends a direct buffer, or a mapped file, from where it is, without
     * a copy; what others have is copied.
     *
     * @param bytes what is between position and limit now, neither of which changes. The bytes must not change either until
     *     the data set was written, but may be sent by several at once
     * @return a writer that can be used any number of times
     */
    static DataSetWriter of(ByteBuffer bytes) {
        return new BufferRegion(bytes);
    }

    /**
     * Writes the data set, encoded in the transfer syntax of the presentation context.
     *
     * @param out where it goes; need not be closed or buffered, valid until this method returns. The engine's are {@link
     *     RestReceiver}s
     * @throws IOException if the peer is gone, or does not read until the write deadline; or the writer's own fault,
     *     which aborts the association, since half a data set cannot be taken back
     */
    void writeTo(OutputStream out) throws IOException;
}
