package org.pacsscp.api;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A stream for a data set that takes bytes straight from a file, without a pass through the heap.
 *
 * <p>The engine's streams are such: what a {@link DataSetWriter} writes to may be asked whether it is one. {@link
 * DataSetWriter#of(FileChannel, long, long)} does that, and copies where it is none:
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
public interface FileReceiver {
    /**
     * Takes the rest of the data set: after it nothing may be written.
     *
     * @param file open for reading; its own position does not change
     * @param position where in the file the first byte is
     * @param count how many bytes; they are read before this method returns
     * @throws IOException if the file has fewer bytes or cannot be read, or as {@link DataSetWriter#writeTo} says
     */
    void transferRest(FileChannel file, long position, long count) throws IOException;
}
