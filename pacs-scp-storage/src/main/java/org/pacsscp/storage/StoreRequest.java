package org.pacsscp.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;

/**
 * What is known of an instance before its data set.
 *
 * @param sopClass its SOP class
 * @param sopInstance the instance: a UID, or up to 64 ASCII characters that some peer takes for one
 * @param transferSyntax how its data set is encoded
 * @param sender who sends it
 * @param receiver whom it is sent to
 */
record StoreRequest(Uid sopClass, String sopInstance, Uid transferSyntax, AeTitle sender, AeTitle receiver) {
    /** Stands where a UID is due until what is none takes its place. */
    private static final Uid PLACEHOLDER = Uid.of("0");

    /** Returns what stands before its data set in a file. */
    FileMetaInformation fileMetaInformation() {
        boolean isUid = Uid.isValid(sopInstance);
        Uid uid = isUid ? Uid.of(sopInstance) : PLACEHOLDER;
        return FileMetaInformation.of(sopClass, uid, transferSyntax).with(elements -> {
            if (!isUid) {
                elements.add(asItWasSent(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, sopInstance));
            }
            // Of a data set from the network, the standard lets the source be the sender or the receiver; readers
            // expect the sender there. The two elements that follow say it without doubt.
            elements.text(Tag.SOURCE_APPLICATION_ENTITY_TITLE, sender.value())
                    .text(Tag.SENDING_APPLICATION_ENTITY_TITLE, sender.value())
                    .text(Tag.RECEIVING_APPLICATION_ENTITY_TITLE, receiver.value());
        });
    }

    /** What is built must be a UID; what is read may be anything, so it is read. */
    private static Element asItWasSent(int tag, String text) {
        byte[] value = (text.length() % 2 == 0 ? text : text + '\0').getBytes(StandardCharsets.US_ASCII);
        ByteBuffer encoded = ByteBuffer.allocate(2 * Short.BYTES + Integer.BYTES + value.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        encoded.putShort((short) (tag >>> 16))
                .putShort((short) tag)
                .putInt(value.length)
                .put(value);
        try {
            return DataSet.read(encoded.array(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                    .element(tag)
                    .orElseThrow();
        } catch (DataSetFormatException e) {
            throw new AssertionError("one element with its length can be read", e);
        }
    }
}
