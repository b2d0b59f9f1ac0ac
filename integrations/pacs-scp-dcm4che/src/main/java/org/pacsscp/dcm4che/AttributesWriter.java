package org.pacsscp.dcm4che;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Tag;
import org.dcm4che3.io.DicomOutputStream;
import org.pacsscp.api.DataSetEncoding;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.Uid;

/** Writes {@link Attributes} as a transfer syntax has them. Immutable, if they are. */
final class AttributesWriter implements DataSetWriter {
    private final Attributes dataSet;
    private final DataSetEncoding encoding;

    private AttributesWriter(Attributes dataSet, DataSetEncoding encoding) {
        this.dataSet = dataSet;
        this.encoding = encoding;
    }

    static AttributesWriter of(Attributes dataSet, Uid transferSyntax) {
        DataSetEncoding encoding = DataSetEncoding.of(transferSyntax);
        Object pixels = dataSet.getValue(Tag.PixelData);
        if (pixels != null && pixels instanceof Fragments != encoding.encapsulated()) {
            throw new IllegalArgumentException("Pixel Data (7FE0,0010) is "
                    + (encoding.encapsulated() ? "native" : "encapsulated") + ", and in " + transferSyntax
                    + " it is not; convert it before, or refuse the transfer syntax");
        }
        return new AttributesWriter(dataSet, encoding);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (encoding.deflated()) {
            deflateTo(out);
        } else {
            encodeTo(out);
        }
    }

    /** PS3.5 section A.5: RFC 1951, padded to an even length. */
    private void deflateTo(OutputStream out) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater);
            encodeTo(deflated);
            deflated.finish();
            if (deflater.getBytesWritten() % 2 != 0) {
                out.write(0);
            }
        } finally {
            deflater.end();
        }
    }

    @SuppressWarnings("resource") // Closing it would close what the engine owns; it holds nothing of its own.
    private void encodeTo(OutputStream out) throws IOException {
        new DicomOutputStream(out, Encodings.plain(encoding)).writeDataset(null, dataSet);
    }
}
