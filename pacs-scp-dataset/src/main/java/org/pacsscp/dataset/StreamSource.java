package org.pacsscp.dataset;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a stream. */
final class StreamSource implements Source {
    private final InputStream in;

    StreamSource(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    /** What a stream does not skip may be its end, or not: one byte tells. */
    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            // A stream over a file would skip past its end; its last byte must be read.
            long skipped = in.skip(left - 1);
            left -= skipped;
            if (skipped <= 0) {
                if (in.read() < 0) {
                    break;
                }
                left--;
            }
        }
        return count - left;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void finish() {
        // Nobody wants the rest.
    }
}
