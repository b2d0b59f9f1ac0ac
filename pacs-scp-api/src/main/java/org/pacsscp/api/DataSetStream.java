package org.pacsscp.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/**
 * A data set as it comes from the peer: an {@link InputStream} and a {@link ReadableByteChannel} in one.
 *
 * <p>It can be read once, by one thread at a time, until {@link ActionHandler#handle} returns. It ends exactly at the data
 * set's last byte. An association that breaks before shows as a {@link DataSetException} that says why. Reading blocks
 * until the peer has sent something, at most as long as the server's deadlines allow. {@link #close()} says that the rest
 * is not wanted: it is drained, at once.
 *
 * <p>Direct byte buffers are filled from the socket without another copy. {@link #readAllBytes()} and {@link
 * #readNBytes(int)} count against {@link Limits#maxDataInMemory()}; who keeps bytes that he has read in another way says so
 * to {@link #hold}.
 *
 * @since 0.1.0
 */
public abstract class DataSetStream extends InputStream implements ReadableByteChannel {
    /** For engines, and fakes of them. */
    protected DataSetStream() {}

    /**
     * Makes a stream over bytes, for tests of handlers.
     *
     * @param transferSyntax how the bytes are encoded
     * @param bytes the data set; not copied
     * @return a stream that ends after them
     */
    public static DataSetStream of(Uid transferSyntax, byte[] bytes) {
        return new OfBytes(transferSyntax, bytes);
    }

    /**
     * Returns how the data set is encoded.
     *
     * @return the transfer syntax of the presentation context
     */
    public abstract Uid transferSyntax();

    /**
     * Says that the handler keeps so many more bytes of the data set in memory. They count against {@link
     * Limits#maxDataInMemory()} until it returns. A stream without such a limit agrees to everything.
     *
     * @param bytes how many more, 0 or more
     * @throws DataSetException if all handlers together would hold more than they may, with {@link
     *     DataSetException.Cause#LIMIT_EXCEEDED}
     */
    public void hold(long bytes) throws DataSetException {}

    /**
     * Returns how much was read so far.
     *
     * @return bytes, skipped ones among them
     */
    public abstract long position();

    /**
     * Reads bytes into a buffer, as {@link ReadableByteChannel} has it; a direct one is filled from the socket.
     *
     * <p>It returns when the buffer has no room for the next fragment, or none has come. A buffer of several PDUs (see {@link
     * ClientSession#maxPduLengthReceived()}), handed on after each call or when it is nearly full, takes the fewest calls of
     * the system; its last bytes are not worth one.
     *
     * @param dst where they go
     * @return how many, at least one if the buffer has room; -1 at the end of the data set
     * @throws DataSetException if the data set broke
     */
    @Override
    public abstract int read(ByteBuffer dst) throws IOException;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer dst = ByteBuffer.wrap(bytes, offset, length);
        return length == 0 ? 0 : read(dst);
    }

    /**
     * Says that the rest is not wanted: reads and drops it, up to {@link Limits#maxUnreadDataSetLength()}. Closing twice
     * does nothing.
     *
     * @throws DataSetException if the data set broke in its rest
     */
    @Override
    public abstract void close() throws IOException;

    private static final class OfBytes extends DataSetStream {
        private final Uid transferSyntax;
        private final ByteArrayInputStream in;
        private final int length;
        private boolean open = true;

        OfBytes(Uid transferSyntax, byte[] bytes) {
            this.transferSyntax = Objects.requireNonNull(transferSyntax, "transferSyntax");
            in = new ByteArrayInputStream(bytes);
            length = bytes.length;
        }

        @Override
        public Uid transferSyntax() {
            return transferSyntax;
        }

        @Override
        public long position() {
            return (long) length - in.available();
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            if (!open) {
                throw new DataSetException(DataSetException.Cause.CLOSED, "the data set is closed");
            }
            if (in.available() == 0) {
                return -1;
            }
            byte[] next = in.readNBytes(dst.remaining());
            dst.put(next);
            return next.length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
