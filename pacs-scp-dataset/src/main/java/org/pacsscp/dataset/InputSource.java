package org.pacsscp.dataset;

import java.io.IOException;

/** What has not been read of an input. */
final class InputSource implements Source {
    private final Input in;

    InputSource(Input in) {
        this.in = in;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return in.read(bytes, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        long before = in.offset();
        in.skip(count);
        return in.offset() - before;
    }

    @Override
    public int available() {
        return in.buffered();
    }

    @Override
    public void finish() throws IOException {
        in.finish();
    }
}
