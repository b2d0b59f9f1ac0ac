package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The channel as it is. */
final class PlainTransport implements Transport {
    private final SocketChannel channel;

    PlainTransport(SocketChannel channel) {
        this.channel = channel;
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
