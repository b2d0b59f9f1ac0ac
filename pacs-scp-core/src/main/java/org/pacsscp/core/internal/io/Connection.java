package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A peer's connection: reads into the loop's buffer, writes at once and queues what the socket does not take. Owned by
 * its loop's thread; the counters may be read by any thread.
 *
 * <p>An idle connection holds no buffer.
 */
public final class Connection implements ReadyHandler {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final IoLoop loop;
    private final SocketChannel channel;
    private final InetSocketAddress remoteAddress;
    private final InetSocketAddress localAddress;
    private final long writeTimeoutNanos;
    private final Deadline writeDeadline;
    private final ArrayDeque<ByteBuffer> output = new ArrayDeque<>(0);
    private @Nullable SelectionKey key;
    private @Nullable ConnectionHandler handler;
    private ByteBuffer leftInput = NOTHING;
    private boolean closeWhenFlushed;
    private boolean closed;
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();

    Connection(IoLoop loop, SocketChannel channel, long writeTimeoutNanos) throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.writeTimeoutNanos = writeTimeoutNanos;
        remoteAddress = (InetSocketAddress) channel.getRemoteAddress();
        localAddress = (InetSocketAddress) channel.getLocalAddress();
        writeDeadline = loop.deadline(this::writeDeadlinePassed);
    }

    void open(SelectionKey registered, ConnectionHandler newHandler) {
        key = registered;
        handler = newHandler;
        guarded(newHandler::connected);
    }

    /** Returns the loop that owns this connection. */
    public IoLoop loop() {
        return loop;
    }

    /** Returns where the peer connects from. */
    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** Returns which address of ours it connected to. */
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /** Returns the bytes that came; any thread. */
    public long bytesReceived() {
        return bytesReceived.get();
    }

    /** Returns the bytes that the socket took; any thread. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Tells whether some output waits for the peer to read. */
    public boolean hasPendingOutput() {
        return !output.isEmpty();
    }

    /** Tells whether the connection is closed, or will be when its output is flushed. */
    public boolean isClosing() {
        return closed || closeWhenFlushed;
    }

    /** Sends bytes; {@code out} may be used again when this returns. Nothing is sent on a connection that closes. */
    public void write(ByteBuffer out) {
        if (isClosing()) {
            return;
        }
        try {
            if (output.isEmpty()) {
                count(channel.write(out));
            }
        } catch (IOException e) {
            fail(e);
            return;
        }
        if (out.hasRemaining()) {
            if (output.isEmpty()) {
                writeDeadline.set(writeTimeoutNanos);
            }
            output.add(ByteBuffer.allocate(out.remaining()).put(out).flip());
            updateInterest();
        }
    }

    /** Closes the connection once its output is flushed, or the write deadline passes. */
    public void closeWhenFlushed() {
        closeWhenFlushed = true;
        if (output.isEmpty()) {
            close();
        }
    }

    /** Closes the connection now. */
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writeDeadline.clear();
        output.clear();
        leftInput = NOTHING;
        loop.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            log.debug("closing the connection of {} failed: {}", remoteAddress, e.getMessage());
        }
        ConnectionHandler toTell = handler;
        if (toTell != null) {
            guarded(toTell::closed);
        }
    }

    @Override
    public void ready(SelectionKey ready) {
        try {
            if (ready.isWritable()) {
                flush();
            }
            if (!closed && ready.isReadable()) {
                read();
            }
        } catch (RuntimeException | Error e) {
            failInternally(e);
        }
    }

    @Override
    public void terminate() {
        ConnectionHandler toTell = handler;
        if (toTell != null && !closed) {
            guarded(() -> toTell.terminated("the server stopped"));
        }
        close();
    }

    private void read() {
        ByteBuffer in = loop.readBuffer();
        int count;
        try {
            count = channel.read(in);
        } catch (IOException e) {
            fail(e);
            return;
        }
        if (count < 0) {
            handler().endOfStream();
            closeWhenFlushed();
            return;
        }
        bytesReceived.lazySet(bytesReceived.get() + count);
        offer(in.flip());
    }

    private void flush() {
        try {
            ByteBuffer next = output.peek();
            while (next != null) {
                count(channel.write(next));
                if (next.hasRemaining()) {
                    return;
                }
                output.remove();
                next = output.peek();
            }
        } catch (IOException e) {
            fail(e);
            return;
        }
        writeDeadline.clear();
        if (closeWhenFlushed) {
            close();
            return;
        }
        ByteBuffer in = leftInput;
        leftInput = NOTHING;
        offer(in);
        updateInterest();
    }

    private void offer(ByteBuffer in) {
        handler().received(in);
        if (in.hasRemaining() && !closed) {
            leftInput = ByteBuffer.allocate(in.remaining()).put(in).flip();
        }
    }

    /** Reading waits while output does: a peer that does not read cannot make us queue answers. */
    private void updateInterest() {
        SelectionKey registered = key;
        if (registered != null && registered.isValid()) {
            registered.interestOps(output.isEmpty() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
        }
    }

    private void writeDeadlinePassed() {
        guarded(() -> handler().writeTimedOut());
        close();
    }

    private void fail(IOException cause) {
        handler().failed(cause);
        close();
    }

    private void count(int sent) {
        bytesSent.lazySet(bytesSent.get() + sent);
    }

    private ConnectionHandler handler() {
        ConnectionHandler present = handler;
        if (present == null) {
            throw new IllegalStateException("connection of " + remoteAddress + " has no handler yet");
        }
        return present;
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            failInternally(e);
        }
    }

    /** A fault of ours costs this connection, never the loop and its other connections. */
    private void failInternally(Throwable fault) {
        log.error("internal error on the connection of {}; it is closed", remoteAddress, fault);
        ConnectionHandler toTell = handler;
        if (toTell != null && !closed) {
            try {
                toTell.terminated("internal error: " + fault);
            } catch (RuntimeException | Error again) {
                log.error("internal error while the connection of {} was closed", remoteAddress, again);
            }
        }
        close();
    }
}
