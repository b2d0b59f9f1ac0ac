package org.pacsscp.core.internal.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * A connection without a network: what the peer sends is put in, what the server sends is taken out, and every call of
 * the server may fail or do less than it could. Used by one thread at a time.
 */
public final class MemoryChannel extends SocketChannel implements Selectable {
    /** Which call of the server's it was. */
    public enum Call {
        READ,
        WRITE
    }

    /** What a call comes to. */
    @FunctionalInterface
    public interface Fault {
        Fault NONE = call -> Integer.MAX_VALUE;

        /** How many bytes the call may move; an exception is what it comes to. */
        int allow(Call call) throws IOException;
    }

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final Fault fault;
    private ByteBuffer arriving = ByteBuffer.allocate(0);
    private boolean ended;
    private int calls;

    MemoryChannel(MemoryNetwork network, Fault fault) throws IOException {
        super(network);
        this.fault = fault;
        configureBlocking(false);
    }

    /** The peer sends. */
    public void arrive(byte[] bytes, int offset, int length) {
        arriving = ByteBuffer.allocate(arriving.remaining() + length)
                .put(arriving)
                .put(bytes, offset, length)
                .flip();
    }

    /** The peer will send no more. */
    public void end() {
        ended = true;
    }

    /** Returns how often the server has read or written. */
    public int calls() {
        return calls;
    }

    /** Returns all that the server has sent. */
    public byte[] sent() {
        return sent.toByteArray();
    }

    @Override
    public int readyOperations() {
        return SelectionKey.OP_WRITE | (arriving.hasRemaining() || ended ? SelectionKey.OP_READ : 0);
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return (int) read(new ByteBuffer[] {dst}, 0, 1);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        requireOpen();
        int allowed = fault.allow(Call.READ);
        if (!arriving.hasRemaining()) {
            return ended ? -1 : 0;
        }
        long moved = 0;
        for (int i = offset; i < offset + length; i++) {
            moved += move(arriving, dsts[i], allowed - (int) moved);
        }
        return moved;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        return (int) write(new ByteBuffer[] {src}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        requireOpen();
        int allowed = fault.allow(Call.WRITE);
        long moved = 0;
        for (int i = offset; i < offset + length; i++) {
            byte[] taken = new byte[Math.min(srcs[i].remaining(), allowed - (int) moved)];
            srcs[i].get(taken);
            sent.writeBytes(taken);
            moved += taken.length;
        }
        return moved;
    }

    private void requireOpen() throws IOException {
        calls++;
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    private static int move(ByteBuffer from, ByteBuffer to, int most) {
        int count = Math.min(most, Math.min(from.remaining(), to.remaining()));
        to.put(from.slice(from.position(), count));
        from.position(from.position() + count);
        return count;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    }

    @Override
    public SocketAddress getLocalAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 11_112);
    }

    @Override
    protected void implCloseSelectableChannel() {
        // There is nothing to give up.
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        // It never blocks.
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        return true;
    }

    @Override
    public boolean finishConnect() {
        return true;
    }
}
