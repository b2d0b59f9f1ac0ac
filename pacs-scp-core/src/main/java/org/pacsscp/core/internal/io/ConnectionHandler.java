package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gives meaning to what comes over a connection. Every method is called by the thread of the connection's loop. */
public interface ConnectionHandler {
    /** The connection is registered; reading begins. */
    void connected();

    /**
     * Bytes came, or the output is flushed and bytes that were left before are offered again. What is left in {@code in}
     * stays, and nothing more is read, until {@link Connection#hasPendingOutput()} is no longer so.
     */
    void received(ByteBuffer in);

    /**
     * What {@link Connection#tellWhenHandedOver} was asked for: the socket has all that the loop has written, since that moment of
     * {@link System#nanoTime} at the latest.
     */
    void handedOver(long nanos);

    /** The peer will send no more. The connection is closed after this. */
    void endOfStream();

    /** The network broke the connection. The connection is closed after this. */
    void failed(IOException cause);

    /** The peer did not take our output within the write deadline. The connection is closed after this. */
    void writeTimedOut();

    /** The handler threw, or the loop ends. The connection is closed after this. */
    void terminated(String why);

    /** The connection is closed after this, though neither side has done anything wrong: it holds what others need. */
    default void shed(String why) {
        terminated(why);
    }

    /** The connection is closed, for whichever reason; called once, after which nothing is called. */
    void closed();
}
