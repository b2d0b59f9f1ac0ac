package org.pacsscp.bench.floor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The three answers of the floor, made once. */
final class PreparedAnswers {
    /** PDU types of PS3.8 section 9.3. */
    static final int ASSOCIATE_RQ = 0x01;

    static final int P_DATA_TF = 0x04;
    static final int RELEASE_RQ = 0x05;

    private final ByteBuffer accept;
    private final ByteBuffer response = direct(echoResponse());
    private final ByteBuffer released = direct(pdu(0x06, new byte[4]));

    PreparedAnswers(int maxPduLength) {
        accept = direct(acceptance(maxPduLength));
    }

    /** A-ASSOCIATE-AC for the contexts 1 and 3 that the load generator proposes. */
    ByteBuffer accept() {
        return accept.duplicate();
    }

    /** C-ECHO-RSP with success, whatever the request was. */
    ByteBuffer response() {
        return response.duplicate();
    }

    /** A-RELEASE-RP. */
    ByteBuffer released() {
        return released.duplicate();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** PS3.8 Table 9-17. */
    private static byte[] acceptance(int maxPduLength) {
        ByteBuffer length = ByteBuffer.allocate(4).putInt(maxPduLength);
        byte[] userInformation =
                join(item(0x51, length.array()), item(0x52, ascii("2.25.173500192643480922214437204183046524125")));
        byte[] fixed = new byte[68];
        fixed[1] = 1;
        return pdu(
                0x02,
                join(
                        fixed,
                        item(0x10, ascii("1.2.840.10008.3.1.1.1")),
                        item(0x21, join(new byte[] {1, 0, 0, 0}, item(0x40, ascii("1.2.840.10008.1.2")))),
                        item(0x21, join(new byte[] {3, 0, 0, 0}, item(0x40, ascii("1.2.840.10008.1.2.1")))),
                        item(0x50, userInformation)));
    }

    /** PS3.7 Table 9.3-13, to message 1. */
    private static byte[] echoResponse() {
        byte[] elements = join(
                element(0x0002, ascii("1.2.840.10008.1.1\0")),
                element(0x0100, new byte[] {0x30, (byte) 0x80}),
                element(0x0120, new byte[] {1, 0}),
                element(0x0800, new byte[] {1, 1}),
                element(0x0900, new byte[2]));
        byte[] command = join(element(0x0000, new byte[] {(byte) elements.length, 0, 0, 0}), elements);
        ByteBuffer headers =
                ByteBuffer.allocate(6).putInt(command.length + 2).put((byte) 1).put((byte) 3);
        return pdu(0x04, join(headers.array(), command));
    }

    private static byte[] pdu(int type, byte[] body) {
        ByteBuffer header =
                ByteBuffer.allocate(6).put((byte) type).put((byte) 0).putInt(body.length);
        return join(header.array(), body);
    }

    private static byte[] item(int type, byte[] content) {
        ByteBuffer header =
                ByteBuffer.allocate(4).put((byte) type).put((byte) 0).putShort((short) content.length);
        return join(header.array(), content);
    }

    private static byte[] element(int number, byte[] value) {
        return join(new byte[] {0, 0, (byte) number, (byte) (number >> 8), (byte) value.length, 0, 0, 0}, value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
