package org.pacsscp.core.internal.support;

import java.io.IOException;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * An association on which the server sends requests too: context 1 for Verification, 3 for the storage that the server
 * invokes (PS3.7 D.3.3.4), 5 for Study Root Query/Retrieve - GET, 7 for Storage Commitment Push Model.
 */
public final class Retrieve {
    public static final int GET = 5;
    public static final int COMMITMENT = 7;

    public static final Uid GET_UID = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    public static final Uid COMMITMENT_UID = SopClass.STORAGE_COMMITMENT_PUSH_MODEL;

    private static final String GET_CLASS = "<sop class " + GET_UID + "> ";
    private static final String COMMITMENT_CLASS = "<sop class " + COMMITMENT_UID + "> ";
    private static final String ROLE = "54 00 {2: {2: '" + Dimse.STORAGE_UID + "'} 00 01}";

    private Retrieve() {}

    public static ActionHandler handler(LambdaHandler.Body body) {
        return LambdaHandler.worker(
                action -> answer(action, body),
                ServiceCapability.performer(GET_UID, CommandField.C_GET_RQ),
                ServiceCapability.performer(COMMITMENT_UID, CommandField.N_ACTION_RQ),
                ServiceCapability.invoker(Dimse.STORAGE_UID)
                        .transferSyntaxes(
                                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }

    /** Who waits for the peer's answers must have read what the peer has sent before. */
    private static Response answer(Action action, LambdaHandler.Body body) throws Exception {
        action.dataSet().readAllBytes();
        return body.handle(action);
    }

    public static ScriptedPeer associate(ScriptedPeer peer) throws IOException {
        return associate(peer, "");
    }

    public static ScriptedPeer associate(ScriptedPeer peer, int window) throws IOException {
        return associate(peer, "53 00 {2: %04X %04X}".formatted(window, window));
    }

    /** With a second context for the storage that the server invokes, 9, in Explicit VR. */
    public static ScriptedPeer associateWithTwo(ScriptedPeer peer) throws IOException {
        String explicit = "40 00 {2: '" + TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN + "'}";
        return peer.send(Words.request("<application>" + Dimse.context(Dimse.STORAGE, Dimse.STORAGE_UID)
                        + Dimse.context(9, Dimse.STORAGE_UID).replace("<implicit>", explicit)
                        + "50 00 {2: <maximum length> <class uid>" + ROLE + "<version name>}"))
                .expect(Words.acceptance(Dimse.accepted(Dimse.STORAGE)
                        + Dimse.accepted(9).replace("<implicit>", explicit)
                        + "50 00 {2: <our maximum length> <our class uid>" + ROLE + "<our version name>}"));
    }

    private static ScriptedPeer associate(ScriptedPeer peer, String window) throws IOException {
        return peer.send(Words.request("<application> <context>" + Dimse.context(Dimse.STORAGE, Dimse.STORAGE_UID)
                        + Dimse.context(GET, GET_UID) + Dimse.context(COMMITMENT, COMMITMENT_UID)
                        + "50 00 {2: <maximum length> <class uid>" + window + ROLE + "<version name>}"))
                .expect(Words.acceptance("<accepted>" + Dimse.accepted(Dimse.STORAGE) + Dimse.accepted(GET)
                        + Dimse.accepted(COMMITMENT) + "50 00 {2: <our maximum length> <our class uid>" + window + ROLE
                        + "<our version name>}"));
    }

    public static Invocation store(byte[] dataSet) {
        return Invocation.of(Dimse.STORAGE_UID, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Dimse.INSTANCE_UID)
                        .priority(0))
                .dataSet(out -> out.write(dataSet));
    }

    /** PS3.7 Table 9.3-1, as the server sends it. */
    public static String storeRequest(int id) {
        return Dimse.command(
                Dimse.STORAGE,
                Dimse.STORAGE_CLASS
                        + "<field 0001H> <message id %d> <priority> <our data set>".formatted(id)
                        + Dimse.INSTANCE);
    }

    /** PS3.7 Table 9.3-6. */
    public static String getRequest(int id) {
        return Dimse.command(GET, GET_CLASS + "<field 0010H> <message id %d> <priority> <data set>".formatted(id))
                + Dimse.last(GET, "08000500 00000000");
    }

    /** PS3.7 Table 9.3-7, with what comes after the status. */
    public static String getResponse(int id, int status, String more) {
        return Dimse.command(
                GET,
                GET_CLASS
                        + "<field 8010H> <responding to %d> <no data set> <status %04XH>".formatted(id, status)
                        + more);
    }

    public static Invocation report() {
        return Invocation.of(COMMITMENT_UID, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Dimse.INSTANCE_UID)
                        .eventTypeId(2))
                .dataSet(out -> out.write(new byte[] {1, 2}));
    }

    /** PS3.7 Table 10.3-1. */
    public static String reportRequest(int id) {
        return Dimse.command(
                        COMMITMENT,
                        COMMITMENT_CLASS
                                + "<field 0100H> <message id %d> <our data set>".formatted(id)
                                + Dimse.INSTANCE
                                + "0000 0210 02000000 0200")
                + Dimse.last(COMMITMENT, "0102");
    }

    /** PS3.7 Table 10.3-2, with a data set to come. */
    public static String reportResponse(int id, int status) {
        return Dimse.command(
                COMMITMENT,
                COMMITMENT_CLASS
                        + "<field 8100H> <responding to %d> <data set> <status %04XH>".formatted(id, status)
                        + Dimse.INSTANCE
                        + "0000 0210 02000000 0200");
    }
}
