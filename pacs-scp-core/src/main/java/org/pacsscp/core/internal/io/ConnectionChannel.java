package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.SelectorPool;

/**
 * A connection's channel: bytes as they are, and what its loop's selector waits for. Reading and writing are owned as {@link
 * Transport} says, the rest by the loop.
 */
final class ConnectionChannel implements Transport {
    private final SocketChannel channel;
    private @Nullable SelectionKey key;

    /** With another selector, if that waits for the channel in the place of the loop's. */
    private @Nullable SelectionKey attendant;

    ConnectionChannel(SocketChannel channel) {
        this.channel = channel;
    }

    /** Returns the channel itself, for what comes before its bytes are a transport's. */
    SocketChannel socket() {
        return channel;
    }

    /** The channel is registered with its loop's selector. */
    void registered(SelectionKey ours) {
        key = ours;
    }

    /** Another selector than the loop's waits for the channel from now on; the loop's own waits for nothing. */
    void attend(Selector selector) throws IOException {
        SelectionKey ours = key;
        if (ours != null) {
            attendant = channel.register(selector, ours.interestOps());
            ours.interestOps(0);
        }
    }

    /** The loop's selector waits for the channel again. */
    void unattend() {
        SelectionKey theirs = attendant;
        attendant = null;
        if (theirs != null && theirs.isValid()) {
            interest(theirs.interestOps());
        }
    }

    /** Tells whether another selector than the loop's waits for the channel. */
    boolean isAttended() {
        return attendant != null;
    }

    /** Sets what the selector waits for that watches the channel. */
    void interest(int operations) {
        SelectionKey registered = attendant == null ? key : attendant;
        if (registered != null && registered.isValid() && registered.interestOps() != operations) {
            registered.interestOps(operations);
        }
    }

    /** Lets a worker's selector wait for the channel too; the worker that has the side in question. */
    void registerLent(Selector selector, int interest) throws IOException {
        channel.register(selector, interest);
    }

    /**
     * Tells whether the peer has reset the connection, also if nobody reads and bytes of it are still to be read. A selector
     * that waits for nothing that can happen to an open channel finds it ready only when it has broken.
     */
    boolean isReset(SelectorPool selectors) throws IOException {
        Selector selector = selectors.take();
        try {
            channel.register(selector, SelectionKey.OP_CONNECT);
            return selector.selectNow() > 0;
        } finally {
            selectors.give(selector);
        }
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return channel.read(dst);
    }

    @Override
    public long read(ByteBuffer[] dst) throws IOException {
        return channel.read(dst);
    }

    @Override
    public int leastInput() {
        return 0;
    }

    @Override
    public boolean hasBufferedInput() {
        return false;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return channel.write(src);
    }

    @Override
    public long write(ByteBuffer[] src) throws IOException {
        return channel.write(src);
    }

    @Override
    public boolean flush() {
        return true;
    }

    @Override
    public void rest() {
        // It holds nothing.
    }

    @Override
    public int kept() {
        return 0;
    }

    @Override
    public void discardInput() {
        // It has no buffer.
    }

    @Override
    public void discardOutput() {
        // Nor here.
    }

    @Override
    public void closeOutput() {
        // TCP has no word for it but the end of the stream, which closing the channel sends.
    }
}
