package org.pacsscp.dcm4che;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** A deflated data set, inflated (PS3.5 section A.5: RFC 1951, without a header). */
final class InflatedStream extends InflaterInputStream {
    private static final int BUFFER = 8192;

    InflatedStream(InputStream in) {
        super(in, new Inflater(true), BUFFER);
    }

    /** An end between two elements would else be taken for that of the data set. */
    @Override
    protected void fill() throws IOException {
        try {
            super.fill();
        } catch (EOFException e) {
            throw new ZipException("the deflated data set ends before its last block");
        }
    }

    /** Frees the memory of zlib; what is read from stays open, and what was inflated can no longer be read. */
    @Override
    public void close() {
        inf.end();
    }
}
