package org.pacsscp.examples.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Uid;

/**
 * What stands in a DICOM file before its data set (PS3.10 section 7.1): preamble, prefix and file meta elements.
 *
 * @param sopClassUid the SOP class of the instance
 * @param sopInstanceUid the instance
 * @param transferSyntaxUid how the data set that follows is encoded
 * @param implementationClassUid the implementation that writes the file
 * @param implementationVersionName its version, 1 to 16 ASCII characters
 * @param sendingAeTitle who sent the data set
 * @param receivingAeTitle whom it was sent to
 */
record FileMetaInformation(
        Uid sopClassUid,
        Uid sopInstanceUid,
        Uid transferSyntaxUid,
        Uid implementationClassUid,
        String implementationVersionName,
        AeTitle sendingAeTitle,
        AeTitle receivingAeTitle) {
    /** More bytes than {@link #encode} ever writes. */
    static final int MAX_LENGTH = 1024;

    private static final int PREAMBLE_LENGTH = 128;
    private static final int GROUP = 0x0002;
    private static final char UID_PADDING = '\0';
    private static final char TEXT_PADDING = ' ';

    /**
     * Writes everything, in Explicit VR Little Endian whatever the data set has.
     *
     * @param target has room for {@link #MAX_LENGTH} bytes; its byte order is changed
     */
    void encode(ByteBuffer target) {
        target.order(ByteOrder.LITTLE_ENDIAN);
        target.put(new byte[PREAMBLE_LENGTH]);
        target.put(ascii("DICM"));
        header(target, 0x0000, "UL", Integer.BYTES);
        int groupLengthAt = target.position();
        target.putInt(0);
        version(target);
        uid(target, 0x0002, sopClassUid);
        uid(target, 0x0003, sopInstanceUid);
        uid(target, 0x0010, transferSyntaxUid);
        uid(target, 0x0012, implementationClassUid);
        text(target, 0x0013, "SH", implementationVersionName, TEXT_PADDING);
        // Of a data set from the network, the standard lets the source be the sender or the receiver; readers expect
        // the
        // sender there. The two elements that follow say it without doubt.
        text(target, 0x0016, "AE", sendingAeTitle.value(), TEXT_PADDING);
        text(target, 0x0017, "AE", sendingAeTitle.value(), TEXT_PADDING);
        text(target, 0x0018, "AE", receivingAeTitle.value(), TEXT_PADDING);
        target.putInt(groupLengthAt, target.position() - groupLengthAt - Integer.BYTES);
    }

    private static void version(ByteBuffer target) {
        // OB has two reserved bytes and a length of four (PS3.5 section 7.1.2).
        header(target, 0x0001, "OB", 0);
        target.putInt(2).put((byte) 0x00).put((byte) 0x01);
    }

    private static void uid(ByteBuffer target, int element, Uid value) {
        text(target, element, "UI", value.value(), UID_PADDING);
    }

    private static void text(ByteBuffer target, int element, String vr, String value, char padding) {
        byte[] bytes = ascii(value.length() % 2 == 0 ? value : value + padding);
        header(target, element, vr, bytes.length);
        target.put(bytes);
    }

    private static void header(ByteBuffer target, int element, String vr, int length) {
        target.putShort((short) GROUP).putShort((short) element).put(ascii(vr)).putShort((short) length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
