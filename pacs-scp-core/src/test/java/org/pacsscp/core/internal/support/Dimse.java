package org.pacsscp.core.internal.support;

import java.io.IOException;
import java.util.Random;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.MessageCutter;
import org.pacsscp.testkit.wire.Pdus;

/**
 * Messages of the services that workers serve, in {@link Words}. They go over an association with three contexts: 1 for
 * Verification, 3 for Secondary Capture Image Storage, 5 for Study Root Query/Retrieve - FIND.
 */
public final class Dimse {
    public static final int STORAGE = 3;
    public static final int FIND = 5;

    public static final Uid STORAGE_UID = SopClass.SECONDARY_CAPTURE_IMAGE_STORAGE;
    public static final Uid FIND_UID = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;
    public static final Uid INSTANCE_UID = Uid.of("1.2.3.4.5");

    public static final String STORAGE_CLASS = "<sop class " + STORAGE_UID + "> ";
    public static final String FIND_CLASS = "<sop class " + FIND_UID + "> ";
    public static final String INSTANCE = "<sop instance " + INSTANCE_UID + "> ";

    private static final String CONTEXTS = "<context>" + context(STORAGE, STORAGE_UID) + context(FIND, FIND_UID);
    private static final String ACCEPTED = "<accepted>" + accepted(STORAGE) + accepted(FIND);

    private Dimse() {}

    public static ServiceCapability storage() {
        return ServiceCapability.performer(STORAGE_UID, CommandField.C_STORE_RQ);
    }

    public static ServiceCapability find() {
        return ServiceCapability.performer(FIND_UID, CommandField.C_FIND_RQ);
    }

    /** Opens an association with a peer that takes PDUs of 16384 bytes and has not heard of asynchronous operations. */
    public static ScriptedPeer associate(ScriptedPeer peer) throws IOException {
        return associate(peer, 0x4000, "", "");
    }

    /** Opens an association that has a window of so many operations each way. */
    public static ScriptedPeer associate(ScriptedPeer peer, int window) throws IOException {
        String item = "53 00 {2: %04X %04X}".formatted(window, window);
        return associate(peer, 0x4000, item, item);
    }

    /** Opens an association with a maximum length, and with further items of user information, asked for and granted. */
    public static ScriptedPeer associate(ScriptedPeer peer, int maxLength, String items, String granted)
            throws IOException {
        String user = "50 00 {2: 51 00 {2: %08X} <class uid> %s <version name>}".formatted(maxLength, items);
        String ours = "50 00 {2: <our maximum length> <our class uid> " + granted + " <our version name>}";
        return peer.send(Words.request("<application>" + CONTEXTS + user)).expect(Words.acceptance(ACCEPTED + ours));
    }

    public static String context(int id, Uid abstractSyntax) {
        return "20 00 {2: %02X 00 00 00 30 00 {2: '%s'} <implicit>}".formatted(id, abstractSyntax);
    }

    public static String accepted(int id) {
        return "21 00 {2: %02X 00 00 00 <implicit>}".formatted(id);
    }

    /** PS3.7 Table 9.3-1. */
    public static String storeRequest(int id) {
        return command(
                STORAGE,
                STORAGE_CLASS + "<field 0001H> <message id %d> <priority> <data set>".formatted(id) + INSTANCE);
    }

    /** PS3.7 Table 9.3-2. */
    public static String storeResponse(int id, int status) {
        return storeResponse(id, status, "");
    }

    /** With what comes between the status and the instance, such as an error comment. */
    public static String storeResponse(int id, int status, String more) {
        return command(
                STORAGE,
                STORAGE_CLASS
                        + "<field 8001H> <responding to %d> <no data set> <status %04XH>".formatted(id, status)
                        + more
                        + INSTANCE);
    }

    /** PS3.7 Table 9.3-3. */
    public static String findRequest(int id) {
        return command(FIND, FIND_CLASS + "<field 0020H> <message id %d> <priority> <data set>".formatted(id));
    }

    /** PS3.7 Table 9.3-4, without an identifier. */
    public static String findResponse(int id, int status) {
        return findResponse(id, "<no data set>", status);
    }

    /** PS3.7 Table 9.3-4, with an identifier to come. */
    public static String findResponseWithDataSet(int id, int status) {
        return findResponse(id, "<our data set>", status);
    }

    private static String findResponse(int id, String dataSetType, int status) {
        return command(
                FIND,
                FIND_CLASS + "<field 8020H> <responding to %d> %s <status %04XH>".formatted(id, dataSetType, status));
    }

    /** PS3.7 Table 9.3-5: C-CANCEL-FIND-RQ. */
    public static String cancel(int id) {
        return command(FIND, "<field 0FFFH> <responding to %d> <no data set>".formatted(id));
    }

    /** A command set in one fragment, its group length before it. */
    public static String command(int contextId, String elements) {
        return Words.OURS.message(contextId, elements);
    }

    /** A fragment of a data set, in a PDU of its own. */
    public static String fragment(int contextId, String bytes) {
        return "04 00 {4: {4: %02X 00 %s}}".formatted(contextId, bytes);
    }

    /** The last fragment of a data set, in a PDU of its own. */
    public static String last(int contextId, String bytes) {
        return "04 00 {4: {4: %02X 02 %s}}".formatted(contextId, bytes);
    }

    /** A data set cut into fragments, each in a PDU of its own; the last one may be shorter. */
    public static byte[] dataSet(int contextId, byte[] bytes, int fragmentLength) {
        return Bytes.join(MessageCutter.fragments(contextId, Pdus.DATA, bytes, fragmentLength)
                .toArray(byte[][]::new));
    }

    /** Bytes that are not like one another, the same each time. */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
