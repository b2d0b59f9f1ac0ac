package org.pacsscp.bench.load;

import java.nio.ByteBuffer;

/** The requests that are sent again and again, made once. */
final class Requests {
    static final String VERIFICATION = "1.2.840.10008.1.1";
    static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
    static final int VERIFICATION_CONTEXT = 1;
    static final int STORAGE_CONTEXT = 3;

    /** All requests have it: there is never more than one under way on an association. */
    static final int MESSAGE_ID = 1;

    /** Fragment header (PS3.8 Annex E): of a command; the last of its command or data set. */
    static final int COMMAND = 1;

    static final int LAST = 2;

    static final String IMPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    static final String EXPLICIT_VR_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    static final String IMPLEMENTATION_CLASS_UID = "2.25.173500192643480922214437204183046524121";
    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final int C_ECHO_RQ = 0x0030;
    private static final int NO_DATA_SET = 0x0101;

    private Requests() {}

    /** A-ASSOCIATE-RQ, PS3.8 Table 9-11: one presentation context for C-ECHO and one for C-STORE. */
    static ByteBuffer associate(String calledAeTitle) {
        byte[] userInformation = new Octets()
                .item(0x51, new Octets().u32(16_384).toArray())
                .item(0x52, IMPLEMENTATION_CLASS_UID)
                .item(0x55, "PACS_SCP_BENCH")
                .toArray();
        byte[] contexts = new Octets()
                .item(0x20, context(VERIFICATION_CONTEXT, VERIFICATION, IMPLICIT_VR_LITTLE_ENDIAN))
                .item(0x20, context(STORAGE_CONTEXT, CT_IMAGE_STORAGE, EXPLICIT_VR_LITTLE_ENDIAN))
                .toArray();
        return associate(calledAeTitle, contexts, userInformation);
    }

    /** A-ASSOCIATE-RQ with other presentation contexts and user information. */
    static ByteBuffer associate(String calledAeTitle, byte[] contexts, byte[] userInformation) {
        byte[] body = new Octets()
                .u16(1)
                .u16(0)
                .text(padded(calledAeTitle))
                .text(padded("BENCH"))
                .zeros(32)
                .item(0x10, APPLICATION_CONTEXT)
                .bytes(contexts)
                .item(0x50, userInformation)
                .toArray();
        return new Octets().u8(0x01).u8(0).u32(body.length).bytes(body).toBuffer();
    }

    private static String padded(String aeTitle) {
        return String.format("%-16s", aeTitle);
    }

    static byte[] context(int id, String abstractSyntax, String transferSyntax) {
        return new Octets()
                .u8(id)
                .zeros(3)
                .item(0x30, abstractSyntax)
                .item(0x40, transferSyntax)
                .toArray();
    }

    /** C-ECHO-RQ, PS3.7 Table 9.3-12. */
    static ByteBuffer echo() {
        byte[] command = command(new Octets()
                .bytes(uid(0x0002, VERIFICATION))
                .bytes(number(0x0100, C_ECHO_RQ))
                .bytes(number(0x0110, MESSAGE_ID))
                .bytes(number(0x0800, NO_DATA_SET)));
        Octets out = new Octets();
        fragment(out, VERIFICATION_CONTEXT, COMMAND | LAST, command, 0, command.length);
        return out.toBuffer();
    }

    /** A-RELEASE-RQ, PS3.8 Table 9-24. */
    static ByteBuffer release() {
        return new Octets().u8(0x05).u8(0).u32(4).u32(0).toBuffer();
    }

    /** A P-DATA-TF with one presentation data value, PS3.8 Tables 9-22 and 9-23. */
    static void fragment(Octets out, int context, int control, byte[] bytes, int offset, int length) {
        out.u8(0x04).u8(0).u32(length + 6).u32(length + 2).u8(context).u8(control);
        out.bytes(bytes, offset, length);
    }

    /** A command set with its group length before it (PS3.7 section 6.3.1). */
    static byte[] command(Octets elements) {
        byte[] bytes = elements.toArray();
        return new Octets()
                .le16(0)
                .le16(0)
                .le32(4)
                .le32(bytes.length)
                .bytes(bytes)
                .toArray();
    }

    /** An element of a command set, VR US. */
    static byte[] number(int element, int value) {
        return new Octets().le16(0).le16(element).le32(2).le16(value).toArray();
    }

    /** An element of a command set, VR UI. */
    static byte[] uid(int element, String uid) {
        int padding = uid.length() % 2;
        return new Octets()
                .le16(0)
                .le16(element)
                .le32(uid.length() + padding)
                .text(uid)
                .zeros(padding)
                .toArray();
    }
}
