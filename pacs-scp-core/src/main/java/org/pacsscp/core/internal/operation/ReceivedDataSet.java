package org.pacsscp.core.internal.operation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetException.Cause;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.Uid;

/** The data set of a request, read from the lent receiving side as the handler reads. Owned by the worker. */
final class ReceivedDataSet extends DataSetStream {
    /** The longest piece that the methods which hold or copy bytes take at once. */
    private static final int PIECE = 1 << 16;

    private final DataSetSource source;
    private final Uid transferSyntax;
    private final MemoryBudget.Share memory;
    private final long maxLength;
    private long position;
    private boolean open = true;

    ReceivedDataSet(DataSetSource source, Uid transferSyntax, MemoryBudget.Share memory, long maxLength) {
        this.source = source;
        this.transferSyntax = transferSyntax;
        this.memory = memory;
        this.maxLength = maxLength;
    }

    @Override
    public Uid transferSyntax() {
        return transferSyntax;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        requireOpen();
        if (!dst.hasRemaining()) {
            return 0;
        }
        return advanced(source.read(dst));
    }

    @Override
    public long skip(long most) throws IOException {
        requireOpen();
        long skipped = 0;
        while (skipped < most) {
            int count = advanced(source.skip(most - skipped));
            if (count < 0) {
                break;
            }
            skipped += count;
        }
        return skipped;
    }

    private int advanced(int count) throws DataSetException {
        if (count > 0) {
            position += count;
            if (maxLength > 0 && position > maxLength) {
                throw source.exceeded("the data set is longer than " + maxLength + " bytes (Limits.maxDataSetLength)");
            }
        }
        return count;
    }

    private void requireOpen() throws DataSetException {
        if (!open) {
            throw new DataSetException(Cause.CLOSED, "the data set is closed, or its handler has returned");
        }
    }

    @Override
    public void hold(long bytes) throws DataSetException {
        if (!memory.take(bytes)) {
            throw new DataSetException(
                    Cause.LIMIT_EXCEEDED,
                    "handlers hold as many bytes in memory as they may (Limits.maxDataInMemory); read the stream"
                            + " piece by piece");
        }
    }

    @Override
    public byte[] readAllBytes() throws IOException {
        return readNBytes(Integer.MAX_VALUE);
    }

    @Override
    public byte[] readNBytes(int length) throws IOException {
        if (length < 0) {
            throw new IllegalArgumentException("length is " + length + "; it must be 0 or more");
        }
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        byte[] piece = new byte[Math.min(length, PIECE)];
        while (collected.size() < length) {
            int count = read(piece, 0, Math.min(piece.length, length - collected.size()));
            if (count < 0) {
                break;
            }
            hold(count);
            collected.write(piece, 0, count);
        }
        return collected.toByteArray();
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long sum = 0;
        for (int count = read(piece, 0, piece.length); count >= 0; count = read(piece, 0, piece.length)) {
            out.write(piece, 0, count);
            sum += count;
        }
        return sum;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            source.drain();
        }
    }

    /** The handler has returned. */
    void end() {
        open = false;
        memory.release();
    }
}
