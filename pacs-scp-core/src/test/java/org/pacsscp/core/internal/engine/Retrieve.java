package org.pacsscp.core.internal.engine;

import java.io.IOException;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;

/**
 * An association on which the server sends requests too: context 1 for Verification, 3 for the storage that the server
 * invokes (PS3.7 D.3.3.4), 5 for Study Root Query/Retrieve - GET, 7 for Storage Commitment Push Model.
 */
final class Retrieve {
    static final int GET = 5;
    static final int COMMITMENT = 7;

    static final Uid GET_UID = Uid.of("1.2.840.10008.5.1.4.1.2.2.3");
    static final Uid COMMITMENT_UID = Uid.of("1.2.840.10008.1.20.1");

    private static final String GET_CLASS = "0000 0200 1C000000 '" + GET_UID + "' 00 ";
    private static final String COMMITMENT_CLASS = "0000 0200 14000000 '" + COMMITMENT_UID + "' ";
    private static final String ROLE = "54 00 {2: {2: '" + Dimse.STORAGE_UID + "'} 00 01}";

    private Retrieve() {}

    static ActionHandler handler(LambdaHandler.Body body) {
        return LambdaHandler.worker(
                action -> answer(action, body),
                ServiceCapability.performer(GET_UID, CommandField.C_GET_RQ),
                ServiceCapability.performer(COMMITMENT_UID, CommandField.N_ACTION_RQ),
                ServiceCapability.invoker(Dimse.STORAGE_UID));
    }

    /** Who waits for the peer's answers must have read what the peer has sent before. */
    private static DimseStatus answer(Action action, LambdaHandler.Body body) throws Exception {
        action.dataSet().readAllBytes();
        return body.handle(action);
    }

    static ScriptedPeer associate(ScriptedPeer peer) throws IOException {
        return associate(peer, "");
    }

    static ScriptedPeer associate(ScriptedPeer peer, int window) throws IOException {
        return associate(peer, "53 00 {2: %04X %04X}".formatted(window, window));
    }

    private static ScriptedPeer associate(ScriptedPeer peer, String window) throws IOException {
        return peer.send(Words.request("<application> <context>" + Dimse.context(Dimse.STORAGE, Dimse.STORAGE_UID)
                        + Dimse.context(GET, GET_UID) + Dimse.context(COMMITMENT, COMMITMENT_UID)
                        + "50 00 {2: <maximum length> <class uid>" + window + ROLE + "<version name>}"))
                .expect(Words.acceptance("<accepted>" + Dimse.accepted(Dimse.STORAGE) + Dimse.accepted(GET)
                        + Dimse.accepted(COMMITMENT) + "50 00 {2: <our maximum length> <our class uid>" + window + ROLE
                        + "<our version name>}"));
    }

    static Invocation store(byte[] dataSet) {
        return Invocation.of(Dimse.STORAGE_UID, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Dimse.INSTANCE_UID)
                        .priority(0))
                .dataSet(out -> out.write(dataSet));
    }

    /** PS3.7 Table 9.3-1, as the server sends it. */
    static String storeRequest(int id) {
        return Dimse.command(
                Dimse.STORAGE,
                Dimse.STORAGE_CLASS + Dimse.field("0100") + Dimse.messageId(id) + "<priority> 0000 0008 02000000 0100"
                        + Dimse.INSTANCE);
    }

    /** PS3.7 Table 9.3-6. */
    static String getRequest(int id) {
        return Dimse.command(GET, GET_CLASS + Dimse.field("1000") + Dimse.messageId(id) + "<priority> <data set>")
                + Dimse.last(GET, "08000500 00000000");
    }

    /** PS3.7 Table 9.3-7, with what comes after the status. */
    static String getResponse(int id, int status, String more) {
        return Dimse.command(
                GET,
                GET_CLASS + Dimse.field("1080") + Dimse.respondedTo(id) + "<no data set>" + Dimse.status(status)
                        + more);
    }

    static Invocation report() {
        return Invocation.of(COMMITMENT_UID, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Dimse.INSTANCE_UID)
                        .eventTypeId(2))
                .dataSet(out -> out.write(new byte[] {1, 2}));
    }

    /** PS3.7 Table 10.3-1. */
    static String reportRequest(int id) {
        return Dimse.command(
                        COMMITMENT,
                        COMMITMENT_CLASS + Dimse.field("0001") + Dimse.messageId(id) + "0000 0008 02000000 0100"
                                + Dimse.INSTANCE + "0000 0210 02000000 0200")
                + Dimse.last(COMMITMENT, "0102");
    }

    /** PS3.7 Table 10.3-2, with a data set to come. */
    static String reportResponse(int id, int status) {
        return Dimse.command(
                COMMITMENT,
                COMMITMENT_CLASS + Dimse.field("0081") + Dimse.respondedTo(id) + "<data set>" + Dimse.status(status)
                        + Dimse.INSTANCE + "0000 0210 02000000 0200");
    }
}
