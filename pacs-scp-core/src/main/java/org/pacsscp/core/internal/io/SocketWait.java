package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/**
 * A worker's wait until the socket takes more, with a selector of the worker's own. An interrupt does not end it, since half a
 * PDU cannot be taken back; the thread has it again afterwards. Used by the worker, but for {@link #wakeUp}.
 */
final class SocketWait {
    private final ConnectionLife connection;
    private final Selector selector;
    private final long timeoutNanos;
    private long due;
    private boolean interrupted;

    /** {@code due} is a moment of {@link System#nanoTime}; it does not count if {@code timeoutNanos} is 0. */
    SocketWait(ConnectionLife connection, long timeoutNanos, long due) throws IOException {
        this.connection = connection;
        this.timeoutNanos = timeoutNanos;
        this.due = due;
        selector = connection.loop().selectors().take();
    }

    /** From now on the selector waits for the channel. */
    void begin() throws IOException {
        connection.channel().registerLent(selector, SelectionKey.OP_WRITE);
    }

    /**
     * Waits until the socket may take more, or {@link #wakeUp} is called.
     *
     * @throws IOException if the connection is closed, or the deadline has passed
     */
    void await() throws IOException {
        // Asked after close() can see whom to wake, so that neither misses the other.
        if (connection.isClosed()) {
            throw new IOException("the connection was closed");
        }
        long left = due - System.nanoTime();
        if (timeoutNanos > 0 && left <= 0) {
            connection.execute(connection::writeDeadlinePassed);
            throw new IOException("the peer did not read what we sent within the write deadline");
        }
        selector.select(ready -> {}, timeoutNanos > 0 ? TimeUnit.NANOSECONDS.toMillis(left) + 1 : 0);
        interrupted |= Thread.interrupted();
    }

    /** The deadline begins anew. */
    void prolong() {
        due = System.nanoTime() + timeoutNanos;
    }

    /** Ends an {@link #await}; any thread. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Gives the selector back, when nobody can {@link #wakeUp} any more, and the thread its interrupt. */
    void end() {
        connection.loop().selectors().give(selector);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
