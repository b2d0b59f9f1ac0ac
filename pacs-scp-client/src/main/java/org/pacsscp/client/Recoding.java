package org.pacsscp.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;

/** Copies an encoded data set, as it is or in another transfer syntax. */
final class Recoding {
    /** As much as the engine sends at once. */
    private static final int BUFFER = 1 << 17;

    private Recoding() {}

    static void copy(InputStream in, Uid from, OutputStream out, Uid to) throws IOException {
        if (to.equals(from)) {
            copy(in, out);
        } else if (from.equals(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)
                && to.equals(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            inflate(in, out);
        } else {
            DataSet.read(in, from).in(to).writeTo(out);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    /** PS3.5 section A.5: what is deflated is a data set in Explicit VR Little Endian. */
    private static void inflate(InputStream in, OutputStream out) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            copy(new InflaterInputStream(in, inflater, 1 << 13), out);
        } finally {
            inflater.end();
        }
    }
}
