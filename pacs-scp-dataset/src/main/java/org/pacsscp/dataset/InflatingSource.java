package org.pacsscp.dataset;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a data set: a raw stream of RFC 1951, perhaps with a NUL behind it (PS3.5 section A.5). Owned by the thread that
 * reads.
 */
final class InflatingSource implements Source {
    private static final int PIECE = 1 << 13;

    private final Source source;
    private final byte[] deflated = new byte[PIECE];
    private final byte[] dropped = new byte[PIECE];
    private final Inflater inflater = new Inflater(true);
    private boolean closed;

    InflatingSource(Source source) {
        this.source = source;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!closed) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                return count;
            }
            if (inflater.finished()) {
                close();
            } else if (inflater.needsInput()) {
                feed();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws DataSetFormatException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw broken(DataSetFault.NOT_DEFLATED, String.valueOf(e.getMessage()));
        }
    }

    private void feed() throws IOException {
        int count = source.read(deflated, 0, deflated.length);
        if (count < 0) {
            throw broken(DataSetFault.TRUNCATED, "deflated data");
        }
        inflater.setInput(deflated, 0, count);
    }

    private DataSetFormatException broken(DataSetFault fault, String detail) {
        long offset = inflater.getBytesWritten();
        close();
        return new DataSetFormatException(new DataSetProblem(fault, "", offset, detail));
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int skipped = read(dropped, 0, (int) Math.min(dropped.length, left));
            if (skipped < 0) {
                break;
            }
            left -= skipped;
        }
        return count - left;
    }

    @Override
    public int available() {
        return 0;
    }

    /** What is not wanted need not be inflated. */
    @Override
    public void finish() throws IOException {
        source.finish();
    }

    @Override
    public void close() {
        closed = true;
        inflater.end();
    }
}
