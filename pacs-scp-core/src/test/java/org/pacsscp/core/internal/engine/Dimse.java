package org.pacsscp.core.internal.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/**
 * Messages of the services that workers serve, in the notation of {@link Words}. Every byte is spelled out here, from the
 * tables of PS3.7 sections 9.3 and 10.3. They go over an association with three contexts: 1 for Verification, 3 for
 * Secondary Capture Image Storage, 5 for Study Root Query/Retrieve - FIND.
 */
final class Dimse {
    static final int STORAGE = 3;
    static final int FIND = 5;

    static final Uid STORAGE_UID = Uid.of("1.2.840.10008.5.1.4.1.1.7");
    static final Uid FIND_UID = Uid.of("1.2.840.10008.5.1.4.1.2.2.1");
    static final Uid INSTANCE_UID = Uid.of("1.2.3.4.5");

    static final String STORAGE_CLASS = "0000 0200 1A000000 '" + STORAGE_UID + "' 00 ";
    static final String FIND_CLASS = "0000 0200 1C000000 '" + FIND_UID + "' 00 ";
    static final String INSTANCE = "0000 0010 0A000000 '" + INSTANCE_UID + "' 00 ";

    private static final String CONTEXTS = "<context>" + context(STORAGE, STORAGE_UID) + context(FIND, FIND_UID);
    private static final String ACCEPTED = "<accepted>" + accepted(STORAGE) + accepted(FIND);

    private Dimse() {}

    static ServiceCapability storage() {
        return ServiceCapability.performer(STORAGE_UID, CommandField.C_STORE_RQ);
    }

    static ServiceCapability find() {
        return ServiceCapability.performer(FIND_UID, CommandField.C_FIND_RQ);
    }

    /** Opens an association with a peer that takes PDUs of 16384 bytes and has not heard of asynchronous operations. */
    static ScriptedPeer associate(ScriptedPeer peer) throws IOException {
        return associate(peer, 0x4000, "", "");
    }

    /** Opens an association that has a window of so many operations each way. */
    static ScriptedPeer associate(ScriptedPeer peer, int window) throws IOException {
        String item = "53 00 {2: %04X %04X}".formatted(window, window);
        return associate(peer, 0x4000, item, item);
    }

    /** Opens an association with a maximum length, and with further items of user information, asked for and granted. */
    static ScriptedPeer associate(ScriptedPeer peer, int maxLength, String items, String granted) throws IOException {
        String user = "50 00 {2: 51 00 {2: %08X} <class uid> %s <version name>}".formatted(maxLength, items);
        String ours = "50 00 {2: <our maximum length> <our class uid> " + granted + " <our version name>}";
        return peer.send(Words.request("<application>" + CONTEXTS + user)).expect(Words.acceptance(ACCEPTED + ours));
    }

    static String context(int id, Uid abstractSyntax) {
        return "20 00 {2: %02X 00 00 00 30 00 {2: '%s'} <implicit>}".formatted(id, abstractSyntax);
    }

    static String accepted(int id) {
        return "21 00 {2: %02X 00 00 00 <implicit>}".formatted(id);
    }

    /** PS3.7 Table 9.3-1. */
    static String storeRequest(int id) {
        return command(STORAGE, STORAGE_CLASS + field("0100") + messageId(id) + "<priority> <data set>" + INSTANCE);
    }

    /** PS3.7 Table 9.3-2. */
    static String storeResponse(int id, int status) {
        return storeResponse(id, status, "");
    }

    /** With what comes between the status and the instance, such as an error comment. */
    static String storeResponse(int id, int status, String more) {
        return command(
                STORAGE,
                STORAGE_CLASS + field("0180") + respondedTo(id) + "<no data set>" + status(status) + more + INSTANCE);
    }

    /** PS3.7 Table 9.3-3. */
    static String findRequest(int id) {
        return command(FIND, FIND_CLASS + field("2000") + messageId(id) + "<priority> <data set>");
    }

    /** PS3.7 Table 9.3-4, without an identifier. */
    static String findResponse(int id, int status) {
        return command(FIND, FIND_CLASS + field("2080") + respondedTo(id) + "<no data set>" + status(status));
    }

    /** PS3.7 Table 9.3-4, with an identifier to come. */
    static String findResponseWithDataSet(int id, int status) {
        return command(FIND, FIND_CLASS + field("2080") + respondedTo(id) + "0000 0008 02000000 0100" + status(status));
    }

    /** PS3.7 Table 9.3-5: C-CANCEL-FIND-RQ. */
    static String cancel(int id) {
        return command(FIND, field("FF0F") + respondedTo(id) + "<no data set>");
    }

    static String field(String littleEndianCode) {
        return "0000 0001 02000000 " + littleEndianCode + " ";
    }

    static String messageId(int id) {
        return "0000 1001 02000000 " + Words.littleEndian(id) + " ";
    }

    static String respondedTo(int id) {
        return "0000 2001 02000000 " + Words.littleEndian(id) + " ";
    }

    static String status(int code) {
        return "0000 0009 02000000 " + Words.littleEndian(code) + " ";
    }

    /** A command set in one fragment, its group length before it. */
    static String command(int contextId, String elements) {
        return Words.messageWithGroupLength(elements).replace("{4: 01 03", "{4: %02X 03".formatted(contextId));
    }

    /** A fragment of a data set, in a PDU of its own. */
    static String fragment(int contextId, String bytes) {
        return "04 00 {4: {4: %02X 00 %s}}".formatted(contextId, bytes);
    }

    /** The last fragment of a data set, in a PDU of its own. */
    static String last(int contextId, String bytes) {
        return "04 00 {4: {4: %02X 02 %s}}".formatted(contextId, bytes);
    }

    /** A data set cut into fragments, each in a PDU of its own; the last one may be shorter. */
    static byte[] dataSet(int contextId, byte[] bytes, int fragmentLength) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        do {
            int length = Math.min(fragmentLength, bytes.length - at);
            boolean last = at + length == bytes.length;
            out.writeBytes(ByteBuffer.allocate(12)
                    .putShort((short) 0x0400)
                    .putInt(length + 6)
                    .putInt(length + 2)
                    .put((byte) contextId)
                    .put((byte) (last ? 2 : 0))
                    .array());
            out.write(bytes, at, length);
            at += length;
        } while (at < bytes.length);
        return out.toByteArray();
    }

    /** Bytes that are not like one another, the same each time. */
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
