package org.pacsscp.examples.dump;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Vr;

/** Elements in Explicit VR Little Endian, right or wrong. */
final class Encoded {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Encoded text(int tag, Vr vr, String value) {
        return bytes(
                tag,
                vr,
                (value.length() % 2 == 0 ? value : value + (char) vr.padding()).getBytes(StandardCharsets.ISO_8859_1));
    }

    Encoded bytes(int tag, Vr vr, byte... value) {
        write(header(tag, vr, value.length).put(value));
        return this;
    }

    /** Begins a value that ends too early. */
    Encoded truncated(int tag, Vr vr, int length) {
        write(header(tag, vr, length));
        return this;
    }

    private void write(ByteBuffer element) {
        element.flip();
        byte[] written = new byte[element.remaining()];
        element.get(written);
        bytes.writeBytes(written);
    }

    private static ByteBuffer header(int tag, Vr vr, int length) {
        ByteBuffer element = ByteBuffer.allocate(12 + Math.min(length, 1 << 20)).order(ByteOrder.LITTLE_ENDIAN);
        element.putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .put(vr.name().getBytes(StandardCharsets.US_ASCII));
        return vr.lengthFieldSize() == 2
                ? element.putShort((short) length)
                : element.putShort((short) 0).putInt(length);
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    DataSet dataSet() throws DataSetFormatException {
        return DataSet.read(toBytes(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
