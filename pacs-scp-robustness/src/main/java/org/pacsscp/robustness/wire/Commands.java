package org.pacsscp.robustness.wire;

import static org.pacsscp.robustness.wire.Bytes.join;
import static org.pacsscp.robustness.wire.Bytes.le16;
import static org.pacsscp.robustness.wire.Bytes.le32;
import static org.pacsscp.robustness.wire.Bytes.text;

/** The bytes of command sets, PS3.7 sections 6.3.1, 9.3 and 10.3: Implicit VR Little Endian. */
public final class Commands {
    public static final int AFFECTED_SOP_CLASS_UID = 0x0002;
    public static final int COMMAND_FIELD = 0x0100;
    public static final int MESSAGE_ID = 0x0110;
    public static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;
    public static final int PRIORITY = 0x0700;
    public static final int DATA_SET_TYPE = 0x0800;
    public static final int STATUS = 0x0900;
    public static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;

    public static final int C_STORE_RQ = 0x0001;
    public static final int C_FIND_RQ = 0x0020;
    public static final int C_ECHO_RQ = 0x0030;
    public static final int C_CANCEL_RQ = 0x0FFF;

    /** The bit by which the field of a response differs from that of its request, PS3.7 Annex E. */
    public static final int RESPONSE = 0x8000;

    /** Values of {@link #DATA_SET_TYPE}. */
    public static final int NO_DATA_SET = 0x0101;

    public static final int WITH_DATA_SET = 0x0000;

    /** The SOP instance that these programs store; invented, as everything about it. */
    public static final String INSTANCE = "2.25.161803398874989484820458683436563811772";

    private Commands() {}

    /** Makes an element of group 0000H with its right length. */
    public static byte[] element(int number, byte[] value) {
        return elementClaiming(value.length, number, value);
    }

    /** Makes an element of group 0000H with another length than that of its value. */
    public static byte[] elementClaiming(long length, int number, byte[] value) {
        return join(le16(0), le16(number), le32(length), value);
    }

    /** Makes an element of value representation US. */
    public static byte[] number(int number, int value) {
        return element(number, le16(value));
    }

    /** Makes an element of value representation UI, padded to an even length. */
    public static byte[] uid(int number, String uid) {
        return element(number, text(uid.length() % 2 == 0 ? uid : uid + "\0"));
    }

    /** Makes a command set: its group length and its elements, which must stand in order. */
    public static byte[] command(byte[]... elements) {
        byte[] joined = join(elements);
        return join(element(0x0000, le32(joined.length)), joined);
    }

    /** PS3.7 Table 9.3-12. */
    public static byte[] echoRq(int messageId) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, Items.VERIFICATION),
                number(COMMAND_FIELD, C_ECHO_RQ),
                number(MESSAGE_ID, messageId),
                number(DATA_SET_TYPE, NO_DATA_SET));
    }

    /** PS3.7 Table 9.3-1, of the invented instance. */
    public static byte[] storeRq(int messageId) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, Items.CT_IMAGE_STORAGE),
                number(COMMAND_FIELD, C_STORE_RQ),
                number(MESSAGE_ID, messageId),
                number(PRIORITY, 0),
                number(DATA_SET_TYPE, WITH_DATA_SET),
                uid(AFFECTED_SOP_INSTANCE_UID, INSTANCE));
    }

    /** PS3.7 Table 9.3-3. */
    public static byte[] findRq(int messageId) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, Items.STUDY_ROOT_FIND),
                number(COMMAND_FIELD, C_FIND_RQ),
                number(MESSAGE_ID, messageId),
                number(PRIORITY, 0),
                number(DATA_SET_TYPE, WITH_DATA_SET));
    }

    /** PS3.7 Table 9.3-5. */
    public static byte[] cancelRq(int messageId) {
        return command(
                number(COMMAND_FIELD, C_CANCEL_RQ),
                number(MESSAGE_ID_BEING_RESPONDED_TO, messageId),
                number(DATA_SET_TYPE, NO_DATA_SET));
    }

    /** A response without a data set to whatever request. */
    public static byte[] response(String sopClass, int requestField, int messageId, int status) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, sopClass),
                number(COMMAND_FIELD, requestField | RESPONSE),
                number(MESSAGE_ID_BEING_RESPONDED_TO, messageId),
                number(DATA_SET_TYPE, NO_DATA_SET),
                number(STATUS, status));
    }
}
