package org.pacsscp.core.internal.dimse;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where the PDUs of a message go. */
@FunctionalInterface
public interface PduSink {
    /**
     * Sends PDUs.
     *
     * @param pdus one or more, whole, one behind the other, in one buffer or several, each header in one; free to be used again
     *     afterwards
     * @throws IOException if the peer is gone or does not read
     */
    void send(ByteBuffer... pdus) throws IOException;
}
