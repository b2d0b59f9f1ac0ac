package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * What lies between a connection and its channel: nothing, or TLS. It never waits. Reading belongs to whoever has the
 * connection's receiving side, writing to whoever has its sending lock.
 */
interface Transport {
    /** Reads what is there; 0 if nothing is, -1 at the end of the stream. */
    int read(ByteBuffer dst) throws IOException;

    /** Reads what is there into one buffer after the other; 0 if nothing is, -1 at the end of the stream. */
    long read(ByteBuffer[] dst) throws IOException;

    /** For how many bytes the buffers must have room, or {@link #read} may bring none though some are there. */
    int leastInput();

    /** Tells whether {@link #read} may find something though the channel has nothing. */
    boolean hasBufferedInput();

    /** Takes what it can and tells how much that was; what it took may still be {@linkplain #flush held back}. */
    int write(ByteBuffer src) throws IOException;

    /** Takes what it can of one buffer after the other and tells how much that was. */
    long write(ByteBuffer[] src) throws IOException;

    /** Sends what was held back; {@code false} if the channel does not take all of it. */
    boolean flush() throws IOException;

    /** Tells whether any of the buffers has something; the last may be empty before the others are. */
    static boolean hasRemaining(ByteBuffer... buffers) {
        for (ByteBuffer buffer : buffers) {
            if (buffer.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    /** Holds as little as it can until more comes; by who has the receiving side. */
    void rest();

    /** Returns how many bytes it keeps at {@link #rest}. */
    int kept();

    /** Gives back the buffers of what came and will not be read; by who has the receiving side last. */
    void discardInput();

    /** Gives back the buffers of what will not be sent. */
    void discardOutput();

    /** Returns the TLS session; empty without TLS. */
    default Optional<SSLSession> tlsSession() {
        return Optional.empty();
    }

    /** Says farewell where there is a way to; as much of it as the channel takes. */
    void closeOutput() throws IOException;
}
