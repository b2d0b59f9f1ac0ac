package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.api.Uid;

/** What a peer may ask while an operation is outstanding, on an association with the usual window of one. */
@ParameterizedClass
@EnumSource
class OutstandingOperationIT {
    /** Context 1 is for the operation that lasts until it is told to end or is cancelled, context 3 for echoes. */
    private static final String REQUEST = Words.request("""
            <application>
            20 00 {2: 01 00 00 00 30 00 {2: '2.25.20'} <implicit>}
            20 00 {2: 03 00 00 00 <verification> <implicit>}
            <user>
            """);

    private static final String ACCEPTANCE =
            Words.acceptance("<accepted> 21 00 {2: 03 00 00 00 <implicit>} <our user>");

    private static final String SOP_CLASS = "0000 0200 08000000 '2.25.20' 00";
    private static final String LASTING = Words.message(SOP_CLASS + "<echo> <id> <no data set>");

    private final Segments segments;
    private final CountDownLatch end = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(LambdaHandler.worker(
            this::lasting, ServiceCapability.performer(Uid.of("2.25.20"), CommandField.C_ECHO_RQ))));

    OutstandingOperationIT(Segments segments) {
        this.segments = segments;
    }

    private DimseStatus lasting(Action action) throws InterruptedException {
        action.onCancel(end::countDown);
        end.await();
        return action.cancelled() ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
    }

    @Test
    void refusesItsMessageIdUntilItIsAnswered() throws IOException {
        try (ScriptedPeer peer = associate()) {
            peer.send(LASTING).send(LASTING).expect(answer("1002"));
            end.countDown();
            peer.expect(answer("0000")).send(LASTING).expect(answer("0000")).release();
        }
    }

    @Test
    void keepsTheNextRequestWaiting() throws IOException, InterruptedException {
        try (ScriptedPeer peer = associate()) {
            ClientSession session = server.witness().opened();
            String echo = onContext3("<C-ECHO-RQ 2>");
            long received = session.counters().bytesReceived() + Words.bytes(LASTING + echo).length;
            peer.send(LASTING + echo);
            TestServer.patiently().until(() -> session.counters().bytesReceived() == received);
            end.countDown();

            peer.expect(answer("0000"))
                    .expect(onContext3("<C-ECHO-RSP 2 0000H>"))
                    .release();
        }
    }

    @Test
    void isCancelledByThePeer() throws IOException {
        String cancel = Words.messageWithGroupLength("0000 0001 02000000 FF0F 0000 2001 02000000 0100 <no data set>");
        String cancelOfAnother =
                Words.messageWithGroupLength("0000 0001 02000000 FF0F 0000 2001 02000000 0200 <no data set>");
        try (ScriptedPeer peer = associate()) {
            peer.send(LASTING + cancelOfAnother + cancel).expect(answer("00FE")).release();
        }
    }

    /** PS3.8 Table 9-10, Sta8: AR-7, then AR-4. */
    @Test
    void isAnsweredBeforeThePeersRelease() throws IOException, InterruptedException {
        try (ScriptedPeer peer = associate()) {
            ClientSession session = server.witness().opened();
            String request = LASTING + "<A-RELEASE-RQ>";
            long received = session.counters().bytesReceived() + Words.bytes(request).length;
            peer.send(request);
            TestServer.patiently().until(() -> session.counters().bytesReceived() == received);
            end.countDown();

            peer.expect(answer("0000")).expect("<A-RELEASE-RP>").finish();
        }

        assertThat(server.witness().ended().kind()).isEqualTo(SessionEnd.Kind.RELEASED_BY_PEER);
    }

    private ScriptedPeer associate() throws IOException {
        return server.connect(segments).send(REQUEST).expect(ACCEPTANCE);
    }

    private static String answer(String status) {
        return Words.messageWithGroupLength(SOP_CLASS
                + "0000 0001 02000000 3080 0000 2001 02000000 0100 <no data set> 0000 0009 02000000 " + status);
    }

    private static String onContext3(String message) {
        return Words.expand(message).replace("{4: 01 03", "{4: 03 03");
    }
}
