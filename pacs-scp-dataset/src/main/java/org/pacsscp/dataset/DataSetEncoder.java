package org.pacsscp.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;

/**
 * Writes a data set in an encoding: the bytes that came, where they are encoded so, and else element by element. Immutable.
 */
final class DataSetEncoder implements DataSetWriter {
    private static final int LONGEST_HEADER = 12;

    private final DataSet dataSet;
    private final DataSetEncoding encoding;

    DataSetEncoder(DataSet dataSet, Uid transferSyntax) {
        this.dataSet = dataSet;
        encoding = DataSetEncoding.of(transferSyntax);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (encoding.deflated()) {
            writeDeflated(out);
        } else {
            write(out);
        }
    }

    private void write(OutputStream out) throws IOException {
        RawRange raw = dataSet.raw();
        if (raw.isIn(Entry.flags(encoding))) {
            out.write(dataSet.onlyOrigin().bytes(), raw.offset(), raw.length());
        } else {
            Output buffer = new Output(out, expectedLength());
            new ElementEncoder(buffer, TargetEncoding.of(encoding)).write(dataSet);
            buffer.flush();
        }
    }

    /** The values as they are, each with a header; items may have more. */
    private long expectedLength() {
        long values = 0;
        for (Origin origin : dataSet.origins()) {
            values += origin.bytes().length;
        }
        return values + (long) LONGEST_HEADER * dataSet.size();
    }

    /** PS3.5 section A.5: a NUL if the length is odd. */
    private void writeDeflated(OutputStream out) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 1 << 13);
            write(deflated);
            deflated.finish();
            if ((deflater.getBytesWritten() & 1) != 0) {
                out.write(0);
            }
        } finally {
            deflater.end();
        }
    }
}
