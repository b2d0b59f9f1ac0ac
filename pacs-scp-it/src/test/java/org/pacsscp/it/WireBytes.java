package org.pacsscp.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of PDUs (PS3.8 section 9.3) and command sets (PS3.7 section 6.3), without help of what is tested. */
final class WireBytes {
    static final int NO_DATA_SET = 0x0101;
    static final int DATA_SET = 0x0000;

    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final String IMPLEMENTATION = "1.2.826.0.1.3680043.2.1.1";

    private WireBytes() {}

    /** A presentation context that is proposed, with one transfer syntax. */
    static byte[] presentationContext(int id, String abstractSyntax, String transferSyntax) {
        return item(
                0x20,
                join(
                        new byte[] {(byte) id, 0, 0, 0},
                        item(0x30, ascii(abstractSyntax)),
                        item(0x40, ascii(transferSyntax))));
    }

    /** The proposal that the peer shall be the SCP of a SOP class, and only that (PS3.7 D.3.3.4). */
    static byte[] scpRole(String sopClass) {
        byte[] uid = ascii(sopClass);
        byte[] length = ByteBuffer.allocate(2).putShort((short) uid.length).array();
        return item(0x54, join(length, uid, new byte[] {0, 1}));
    }

    /** The body of an A-ASSOCIATE-RQ. */
    static byte[] associateRequest(String calling, String called, byte[] presentationContexts, byte[] moreInformation) {
        byte[] userInformation =
                join(item(0x51, new byte[] {0, 0, 0x40, 0}), item(0x52, ascii(IMPLEMENTATION)), moreInformation);
        return join(
                new byte[] {0, 1, 0, 0},
                ascii(String.format("%-16s%-16s", called, calling)),
                new byte[32],
                item(0x10, ascii(APPLICATION_CONTEXT)),
                presentationContexts,
                item(0x50, userInformation));
    }

    /** The body of a P-DATA-TF with one fragment. */
    static byte[] data(int contextId, boolean command, boolean last, byte[] fragment) {
        return ByteBuffer.allocate(6 + fragment.length)
                .putInt(fragment.length + 2)
                .put((byte) contextId)
                .put((byte) ((command ? 1 : 0) | (last ? 2 : 0)))
                .put(fragment)
                .array();
    }

    /** A command set: the elements of a request or response, which must stand in order, after their group length. */
    static byte[] command(byte[]... elements) {
        byte[] joined = join(elements);
        return join(element(0x0000, littleEndian(4).putInt(joined.length).array()), joined);
    }

    /** An element of group 0000H with a value of two bytes. */
    static byte[] number(int element, int value) {
        return element(element, littleEndian(2).putShort((short) value).array());
    }

    /** An element of group 0000H with a UID. */
    static byte[] uid(int element, String uid) {
        return element(element, ascii(uid.length() % 2 == 0 ? uid : uid + "\0"));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] item(int type, byte[] body) {
        return ByteBuffer.allocate(4 + body.length)
                .put((byte) type)
                .put((byte) 0)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    private static byte[] element(int number, byte[] value) {
        return littleEndian(8 + value.length)
                .putShort((short) 0)
                .putShort((short) number)
                .putInt(value.length)
                .put(value)
                .array();
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
