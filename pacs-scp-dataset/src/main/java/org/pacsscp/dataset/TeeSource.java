package org.pacsscp.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes all that is read from a source also somewhere else. Owned by the thread that reads. */
final class TeeSource implements Source {
    /** What is larger takes longer to be filled with zeros, and does not stay in the nearest cache. */
    private static final int HEAP_BUFFER = 1 << 14;

    private final Source source;
    private final WritableByteChannel out;

    TeeSource(Source source, WritableByteChannel out) {
        this.source = source;
        this.out = out;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = source.read(bytes, offset, length);
        if (count > 0) {
            write(ByteBuffer.wrap(bytes, offset, count));
        }
        return count;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int start = to.position();
        int count = source.read(to);
        if (count > 0) {
            write(to.duplicate().flip().position(start));
        }
        return count;
    }

    @Override
    public boolean prefersDirectBuffers() {
        return source.prefersDirectBuffers();
    }

    /** Nobody looks at these bytes, so they need not come into the heap. */
    @Override
    public long skip(long count) throws IOException {
        if (!source.prefersDirectBuffers()) {
            return copy(ByteBuffer.allocate((int) Math.min(count, HEAP_BUFFER)), count);
        }
        ByteBuffer buffer = DirectBuffers.take();
        try {
            return copy(buffer, count);
        } finally {
            DirectBuffers.give(buffer);
        }
    }

    private long copy(ByteBuffer buffer, long count) throws IOException {
        long left = count;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int copied = source.read(buffer);
            if (copied < 0) {
                break;
            }
            write(buffer.flip());
            left -= copied;
        }
        return count - left;
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    @Override
    public void finish() throws IOException {
        skip(Long.MAX_VALUE);
    }

    @Override
    public void close() {
        source.close();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (out.write(bytes) == 0) {
                throw new IOException("the channel took no byte; it must be a blocking one");
            }
        }
    }
}
