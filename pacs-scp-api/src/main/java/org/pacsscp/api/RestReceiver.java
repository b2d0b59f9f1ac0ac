package org.pacsscp.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A stream for a data set that takes its rest from where that lies, without a pass through the heap.
 *
 * <p>The engine's streams are such: what a {@link DataSetWriter} writes to may be asked whether it is one. {@link
 * DataSetWriter#of(FileChannel, long, long)} and {@link DataSetWriter#of(ByteBuffer)} do that, and copy where it is none:
 *
 * <pre>{@code
 * DataSetWriter behindHead = out -> {
 *     out.write(changedHead);
 *     DataSetWriter.of(file, headEnd, file.size() - headEnd).writeTo(out);
 * };
 * }</pre>
 *
 * @since 0.1.0
 */
public interface RestReceiver {
    /**
     * Takes the rest of the data set: after it nothing may be written.
     *
     * @param file open for reading; its own position does not change
     * @param position where in the file the first byte is
     * @param count how many bytes; they are read before this method returns
     * @throws IOException if the file has fewer bytes or cannot be read, or as {@link DataSetWriter#writeTo} says
     */
    void transferRest(FileChannel file, long position, long count) throws IOException;

    /**
     * Takes the rest of the data set: after it nothing may be written.
     *
     * @param bytes what is between position and limit, neither of which changes; a direct buffer is sent from where it is
     *     before this method returns, any other is copied
     * @throws IOException as {@link DataSetWriter#writeTo} says
     */
    void transferRest(ByteBuffer bytes) throws IOException;
}
