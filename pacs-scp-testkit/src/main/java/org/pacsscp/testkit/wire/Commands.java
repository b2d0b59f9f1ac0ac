package org.pacsscp.testkit.wire;

import static org.pacsscp.testkit.wire.Bytes.join;
import static org.pacsscp.testkit.wire.Bytes.le16;
import static org.pacsscp.testkit.wire.Bytes.le32;
import static org.pacsscp.testkit.wire.Bytes.text;

import java.util.SortedMap;
import java.util.TreeMap;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;

/**
 * The bytes of command sets, PS3.7 sections 6.3.1, 9.3 and 10.3: Implicit VR Little Endian.
 *
 * @since 0.1.0
 */
public final class Commands {
    /** Affected SOP Class UID. */
    public static final int AFFECTED_SOP_CLASS_UID = 0x0002;

    /** Requested SOP Class UID. */
    public static final int REQUESTED_SOP_CLASS_UID = 0x0003;

    /** Command Field. */
    public static final int COMMAND_FIELD = 0x0100;

    /** Message ID. */
    public static final int MESSAGE_ID = 0x0110;

    /** Message ID Being Responded To. */
    public static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x0120;

    /** Move Destination. */
    public static final int MOVE_DESTINATION = 0x0600;

    /** Priority. */
    public static final int PRIORITY = 0x0700;

    /** Command Data Set Type. */
    public static final int DATA_SET_TYPE = 0x0800;

    /** Status. */
    public static final int STATUS = 0x0900;

    /** Error Comment. */
    public static final int ERROR_COMMENT = 0x0902;

    /** Affected SOP Instance UID. */
    public static final int AFFECTED_SOP_INSTANCE_UID = 0x1000;

    /** Requested SOP Instance UID. */
    public static final int REQUESTED_SOP_INSTANCE_UID = 0x1001;

    /** Command field of C-STORE-RQ. */
    public static final int C_STORE_RQ = 0x0001;

    /** Command field of C-FIND-RQ. */
    public static final int C_FIND_RQ = 0x0020;

    /** Command field of C-ECHO-RQ. */
    public static final int C_ECHO_RQ = 0x0030;

    /** Command field of C-CANCEL-RQ. */
    public static final int C_CANCEL_RQ = 0x0FFF;

    /** The bit by which the field of a response differs from that of its request, PS3.7 Annex E. */
    public static final int RESPONSE = 0x8000;

    /** Value of {@link #DATA_SET_TYPE}: the message has no data set. */
    public static final int NO_DATA_SET = 0x0101;

    /** Value of {@link #DATA_SET_TYPE}: a data set follows. */
    public static final int WITH_DATA_SET = 0x0000;

    /** The SOP instance of {@link #storeRq}; invented, as everything about it. */
    public static final String INSTANCE = "2.25.161803398874989484820458683436563811772";

    private Commands() {}

    /**
     * Names a kind of message.
     *
     * @param field the value of {@link #COMMAND_FIELD}
     * @return such as {@code C-ECHO-RSP}; {@code command 8002H} for one that PS3.7 does not have
     */
    public static String name(int field) {
        return CommandField.of(field).map(CommandField::toString).orElse("command %04XH".formatted(field));
    }

    /**
     * Makes an element of group 0000H with its right length.
     *
     * @param number the element number
     * @param value its value
     * @return the element
     */
    public static byte[] element(int number, byte[] value) {
        return elementClaiming(value.length, number, value);
    }

    /**
     * Makes an element of group 0000H with another length than that of its value.
     *
     * @param length what the length field says
     * @param number the element number
     * @param value its value
     * @return the element
     */
    public static byte[] elementClaiming(long length, int number, byte[] value) {
        return join(le16(0), le16(number), le32(length), value);
    }

    /**
     * Makes an element of value representation US.
     *
     * @param number the element number
     * @param value of which the low 16 bits count
     * @return the element
     */
    public static byte[] number(int number, int value) {
        return element(number, le16(value));
    }

    /**
     * Makes an element of value representation UI, padded to an even length.
     *
     * @param number the element number
     * @param uid its value
     * @return the element
     */
    public static byte[] uid(int number, String uid) {
        return element(number, text(uid.length() % 2 == 0 ? uid : uid + "\0"));
    }

    /**
     * Makes an element of text, padded with a space to an even length.
     *
     * @param number the element number
     * @param value its value
     * @return the element
     */
    public static byte[] string(int number, String value) {
        return element(number, text(value.length() % 2 == 0 ? value : value + " "));
    }

    /**
     * Makes a command set: its group length and its elements.
     *
     * @param elements which must stand in ascending order
     * @return the command set
     */
    public static byte[] command(byte[]... elements) {
        byte[] joined = join(elements);
        return join(element(0x0000, le32(joined.length)), joined);
    }

    /**
     * PS3.7 Table 9.3-12.
     *
     * @param messageId its message id
     * @return the command set
     */
    public static byte[] echoRq(int messageId) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, Items.VERIFICATION),
                number(COMMAND_FIELD, C_ECHO_RQ),
                number(MESSAGE_ID, messageId),
                number(DATA_SET_TYPE, NO_DATA_SET));
    }

    /**
     * PS3.7 Table 9.3-1, of an invented CT image.
     *
     * @param messageId its message id
     * @return the command set
     */
    public static byte[] storeRq(int messageId) {
        return storeRq(messageId, Items.CT_IMAGE_STORAGE, INSTANCE);
    }

    /**
     * PS3.7 Table 9.3-1.
     *
     * @param messageId its message id
     * @param sopClass the affected SOP class
     * @param sopInstance the affected SOP instance
     * @return the command set
     */
    public static byte[] storeRq(int messageId, String sopClass, String sopInstance) {
        return storeRq(messageId, sopClass, sopInstance, CommandElements.none());
    }

    /**
     * PS3.7 Table 9.3-1, with further elements.
     *
     * @param messageId its message id
     * @param sopClass the affected SOP class
     * @param sopInstance the affected SOP instance
     * @param more replaces, or adds to, what stands there
     * @return the command set
     */
    public static byte[] storeRq(int messageId, String sopClass, String sopInstance, CommandElements more) {
        SortedMap<Integer, byte[]> elements = new TreeMap<>();
        elements.put(AFFECTED_SOP_CLASS_UID, uid(AFFECTED_SOP_CLASS_UID, sopClass));
        elements.put(COMMAND_FIELD, number(COMMAND_FIELD, C_STORE_RQ));
        elements.put(MESSAGE_ID, number(MESSAGE_ID, messageId));
        elements.put(PRIORITY, number(PRIORITY, 0));
        elements.put(DATA_SET_TYPE, number(DATA_SET_TYPE, WITH_DATA_SET));
        elements.put(AFFECTED_SOP_INSTANCE_UID, uid(AFFECTED_SOP_INSTANCE_UID, sopInstance));
        more.values().forEach((number, value) -> elements.put(number, element(number, value)));
        return command(elements.values().toArray(byte[][]::new));
    }

    /**
     * PS3.7 Table 9.3-3, of the study root.
     *
     * @param messageId its message id
     * @return the command set
     */
    public static byte[] findRq(int messageId) {
        return findRq(messageId, Items.STUDY_ROOT_FIND);
    }

    /**
     * PS3.7 Table 9.3-3.
     *
     * @param messageId its message id
     * @param sopClass the affected SOP class
     * @return the command set
     */
    public static byte[] findRq(int messageId, String sopClass) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, sopClass),
                number(COMMAND_FIELD, C_FIND_RQ),
                number(MESSAGE_ID, messageId),
                number(PRIORITY, 0),
                number(DATA_SET_TYPE, WITH_DATA_SET));
    }

    /**
     * PS3.7 Table 9.3-5.
     *
     * @param messageId that of the request to be cancelled
     * @return the command set
     */
    public static byte[] cancelRq(int messageId) {
        return command(
                number(COMMAND_FIELD, C_CANCEL_RQ),
                number(MESSAGE_ID_BEING_RESPONDED_TO, messageId),
                number(DATA_SET_TYPE, NO_DATA_SET));
    }

    /**
     * A response without a data set to whatever request.
     *
     * @param sopClass the affected SOP class
     * @param requestField the command field of the request
     * @param messageId that of the request
     * @param status the status
     * @return the command set
     */
    public static byte[] response(String sopClass, int requestField, int messageId, int status) {
        return command(
                uid(AFFECTED_SOP_CLASS_UID, sopClass),
                number(COMMAND_FIELD, requestField | RESPONSE),
                number(MESSAGE_ID_BEING_RESPONDED_TO, messageId),
                number(DATA_SET_TYPE, NO_DATA_SET),
                number(STATUS, status));
    }

    /**
     * A response to a request that was heard: SOP class and instance are those of the request (PS3.7 sections 9.3 and 10.3).
     *
     * @param request the request
     * @param messageId which message it says that it responds to
     * @param status the status, and the error comment if there is one
     * @param more what else the command set has
     * @param withDataSet whether a data set follows
     * @return the command set
     */
    public static byte[] response(
            CommandSet request, int messageId, DimseStatus status, CommandElements more, boolean withDataSet) {
        SortedMap<Integer, byte[]> elements = new TreeMap<>();
        request.sopClassUid()
                .ifPresent(uid -> elements.put(AFFECTED_SOP_CLASS_UID, uid(AFFECTED_SOP_CLASS_UID, uid.value())));
        elements.put(COMMAND_FIELD, number(COMMAND_FIELD, request.commandFieldCode() | RESPONSE));
        elements.put(MESSAGE_ID_BEING_RESPONDED_TO, number(MESSAGE_ID_BEING_RESPONDED_TO, messageId));
        elements.put(DATA_SET_TYPE, number(DATA_SET_TYPE, withDataSet ? WITH_DATA_SET : NO_DATA_SET));
        elements.put(STATUS, number(STATUS, status.code()));
        status.errorComment().ifPresent(comment -> elements.put(ERROR_COMMENT, string(ERROR_COMMENT, comment)));
        request.affectedSopInstanceUid()
                .or(request::requestedSopInstanceUid)
                .ifPresent(uid -> elements.put(AFFECTED_SOP_INSTANCE_UID, uid(AFFECTED_SOP_INSTANCE_UID, uid.value())));
        more.values().forEach((number, value) -> elements.put(number, element(number, value)));
        return command(elements.values().toArray(byte[][]::new));
    }
}
