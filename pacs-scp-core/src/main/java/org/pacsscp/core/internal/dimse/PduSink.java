package org.pacsscp.core.internal.dimse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Where the PDUs of a message go. */
@FunctionalInterface
public interface PduSink {
    /**
     * Sends one PDU.
     *
     * @param parts its bytes, one buffer after the other; free to be used again afterwards
     * @throws IOException if the peer is gone or does not read
     */
    void send(ByteBuffer... parts) throws IOException;

    /** Tells whether it takes bytes from a file. */
    default boolean takesFiles() {
        return false;
    }

    /**
     * Sends one PDU whose data lie in a file; only if it {@linkplain #takesFiles takes files}.
     *
     * @param header what precedes the data; free to be used again afterwards
     * @throws IOException if the peer is gone or does not read, or the file cannot be read
     */
    default void send(ByteBuffer header, FileChannel file, long position, int count) throws IOException {
        throw new UnsupportedOperationException("takes no files");
    }
}
