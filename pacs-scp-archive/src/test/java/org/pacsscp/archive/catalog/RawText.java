package org.pacsscp.archive.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/** Makes elements of texts that a builder refuses, and devices send all the same. */
final class RawText {
    private RawText() {}

    /** Returns an element with a text in UTF-8. */
    static Element element(int tag, Vr vr, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, Tag.SPECIFIC_CHARACTER_SET, Vr.CS, "ISO_IR 192");
        write(bytes, tag, vr, text);
        try {
            return DataSet.read(bytes.toByteArray(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .element(tag)
                    .orElseThrow();
        } catch (DataSetFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(ByteArrayOutputStream out, int tag, Vr vr, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        int length = value.length + (value.length & 1);
        out.writeBytes(new byte[] {(byte) (tag >>> 16), (byte) (tag >>> 24), (byte) tag, (byte) (tag >>> 8)});
        out.writeBytes(vr.name().getBytes(StandardCharsets.US_ASCII));
        out.write(length);
        out.write(length >>> 8);
        out.writeBytes(value);
        if (length > value.length) {
            out.write(vr == Vr.UI ? 0 : ' ');
        }
    }
}
