package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

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

    private static final String ECHO = Words.OURS.message(3, "<sop class> <echo> <message id 2> <no data set>");
    private static final String ECHO_ANSWERED =
            Words.OURS.message(3, "<sop class> <field 8030H> <responding to 2> <no data set> <status 0000H>");

    private final Segmentation segmentation;
    private final CountDownLatch end = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(LambdaHandler.worker(
            this::lasting, ServiceCapability.performer(Uid.of("2.25.20"), CommandField.C_ECHO_RQ))));

    OutstandingOperationIT(Segmentation segmentation) {
        this.segmentation = segmentation;
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

    /** An echo needs no worker, and overtakes it though no window was negotiated. */
    @Test
    void letsAnEchoOvertake() throws IOException {
        try (ScriptedPeer peer = associate()) {
            peer.send(LASTING + ECHO).expect(ECHO_ANSWERED);
            end.countDown();
            peer.expect(answer("0000")).release();
        }
    }

    @Test
    void keepsTheNextOfItsKindWaiting() throws IOException, InterruptedException {
        try (ScriptedPeer peer = associate()) {
            ClientSession session = server.witness().opened();
            String another = Words.message(SOP_CLASS + "<echo> 0000 1001 02000000 0200 <no data set>");
            peer.send(LASTING + another).flush();
            TestServer.patiently().until(() -> session.counters().requestsReceived() == 2);
            peer.expectNothingYet();
            end.countDown();
            peer.expect(answer("0000"))
                    .expect(answer("0000").replace("2001 02000000 0100", "2001 02000000 0200"))
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
            peer.send(request).flush();
            TestServer.patiently().until(() -> session.counters().bytesReceived() == received);
            end.countDown();

            peer.expect(answer("0000")).expect("<A-RELEASE-RP>").finish();
        }

        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
    }

    private ScriptedPeer associate() throws IOException {
        return server.connect(segmentation).send(REQUEST).expect(ACCEPTANCE);
    }

    private static String answer(String status) {
        return Words.messageWithGroupLength(SOP_CLASS
                + "0000 0001 02000000 3080 0000 2001 02000000 0100 <no data set> 0000 0009 02000000 " + status);
    }
}
