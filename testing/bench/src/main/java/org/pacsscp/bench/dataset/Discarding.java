package org.pacsscp.bench.dataset;

import java.io.OutputStream;

/** A stream to nowhere that takes each byte it is given, as a file would. */
public final class Discarding extends OutputStream {
    private final byte[] last = new byte[1 << 16];
    private long count;

    @Override
    public void write(int b) {
        last[0] = (byte) b;
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, last, 0, Math.min(length, last.length));
        count += length;
    }

    /** Returns how much was written. */
    public long count() {
        return count;
    }
}
