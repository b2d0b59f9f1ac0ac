package org.pacsscp.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;

/** Bytes of a channel. */
final class ChannelSource implements Source {
    private static final int SCRATCH = 1 << 16;

    private final ReadableByteChannel in;

    ChannelSource(ReadableByteChannel in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return read(ByteBuffer.wrap(bytes, offset, length));
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int count = in.read(to);
        if (count == 0) {
            throw new IOException("the channel gave no byte; it must be a blocking one");
        }
        return count;
    }

    @Override
    public boolean prefersDirectBuffers() {
        return true;
    }

    @Override
    public long skip(long count) throws IOException {
        ByteBuffer scratch = ByteBuffer.allocate((int) Math.min(count, SCRATCH));
        long left = count;
        while (left > 0) {
            scratch.clear().limit((int) Math.min(scratch.capacity(), left));
            int dropped = read(scratch);
            if (dropped < 0) {
                break;
            }
            left -= dropped;
        }
        return count - left;
    }

    @Override
    public int available() throws IOException {
        return in instanceof SeekableByteChannel file
                ? (int) Math.max(0, Math.min(file.size() - file.position(), Integer.MAX_VALUE))
                : 0;
    }

    @Override
    public void finish() {
        // Nobody wants the rest.
    }
}
