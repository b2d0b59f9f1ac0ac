package org.pacsscp.examples.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Says when nobody reads any more, which a print stream keeps to itself. */
final class CheckedStream extends OutputStream {
    private final PrintStream target;

    CheckedStream(PrintStream target) {
        this.target = target;
    }

    @Override
    public void write(int b) {
        target.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        target.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (target.checkError()) {
            throw new IOException("the standard output is closed");
        }
    }
}
