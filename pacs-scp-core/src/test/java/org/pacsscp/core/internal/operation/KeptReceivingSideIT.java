package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Retrieve;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * A worker that has answered keeps the receiving side and meets what comes next itself. The loop is held up meanwhile by
 * the echo of another association, so that it cannot take the receiving side back before.
 */
class KeptReceivingSideIT {
    private static final int HOLDS_UP = 99;
    private static final int INVOKES = 98;

    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();
    private final CountDownLatch loopHeldUp = new CountDownLatch(1);
    private final CountDownLatch loopMayGoOn = new CountDownLatch(1);
    private final CountDownLatch workerHeldUp = new CountDownLatch(1);
    private final CountDownLatch workerMayGoOn = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .handler(LambdaHandler.inline(
                    this::echo, ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)))
            .loops(1));

    KeptReceivingSideIT() {
        handler.does(action -> {
            served.incrementAndGet();
            reading.countDown();
            told.await();
            return DimseStatus.SUCCESS;
        });
    }

    /** Holds up the loop, or the worker that has the receiving side; and tries what only a handler on a worker may. */
    private DimseStatus echo(org.pacsscp.api.Request request) throws InterruptedException {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        if (request.command().messageId() == INVOKES) {
            Thread.currentThread().interrupt();
            assertThatIllegalStateException()
                    .isThrownBy(() -> request.association().invoke(Retrieve.store(new byte[2])))
                    .withMessageContaining("InlineHandler");
        }
        if (request.command().messageId() == HOLDS_UP) {
            boolean ofWorker = Thread.currentThread().getName().startsWith("pacs-scp-worker");
            (ofWorker ? workerHeldUp : loopHeldUp).countDown();
            (ofWorker ? workerMayGoOn : loopMayGoOn).await();
        }
        return DimseStatus.SUCCESS;
    }

    @AfterEach
    void letGo() {
        told.countDown();
        loopMayGoOn.countDown();
        workerMayGoOn.countDown();
    }

    /** A store is answered while the loop stands still; what follows it is in the same segment. */
    private void storeThen(String next, ScriptedPeer peer, ScriptedPeer other) throws Exception {
        other.associate();
        Dimse.associate(peer).send(Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "0102") + next);
        reading.await();
        other.send("<C-ECHO-RQ " + HOLDS_UP + ">");
        loopHeldUp.await();
        told.countDown();
        peer.expect(Dimse.storeResponse(1, 0x0000));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            A-RELEASE-RQ                    | <A-RELEASE-RQ>                                           | <A-RELEASE-RP>
            A-RELEASE-RP                    | <A-RELEASE-RP>                                           | <A2/2>
            A-ASSOCIATE-RQ                  | <A-ASSOCIATE-RQ>                                         | <A2/2>
            the first byte of another       | 02                                                       | <A2/2>
            an unknown PDU                  | FF                                                       | <A2/1>
            P-DATA-TF of length 0           | 04 00 00000000                                           | <A2/6>
            PDV length 1                    | 04 00 00000006 00000001                                  | <A2/6>
            a context not proposed          | 04 00 {4: {4: 07 03 0000}}                               | <A2/6>
            data                            | 04 00 {4: {4: 03 02 0000}}                               | <A2/5>
            an empty command                | 04 00 {4: {4: 03 03}}                                    | <A0>
            an unasked response             | <C-ECHO-RSP 1 0000H>                                     | <A0>
            release within a command        | 04 00 {4: {4: 03 01 0000}} <A-RELEASE-RQ>                | <A2/2>
            """)
    void isGivenBackFor(String what, String next, String answer) throws Exception {
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            storeThen(next, peer, other);
            loopMayGoOn.countDown();
            peer.expect(answer).finish();
            other.expect("<C-ECHO-RSP 99 0000H>").release();
        }
    }

    @Test
    void isGivenBackForAnAbort() throws Exception {
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            storeThen("<A-ABORT>", peer, other);
            loopMayGoOn.countDown();
            peer.expectEnd();
            other.expect("<C-ECHO-RSP 99 0000H>").release();
        }
        server.witness().opened();
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_PEER);
    }

    @Test
    void isKeptForEchoesAndRefusalsAndTheNextOperation() throws Exception {
        String foreign = Dimse.command(Dimse.STORAGE, "<sop class 1.2> <field 0001H> <message id 3> <data set>");
        String refused = Dimse.command(
                Dimse.STORAGE, "<sop class 1.2> <field 8001H> <responding to 3> <no data set> <status 0122H>");
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            storeThen(
                    "<C-ECHO-RQ 2>" + foreign + Dimse.last(Dimse.STORAGE, "0102") + Dimse.storeRequest(4)
                            + Dimse.last(Dimse.STORAGE, "0102") + Dimse.cancel(4),
                    peer,
                    other);
            peer.expect("<C-ECHO-RSP 2 0000H>" + refused + Dimse.storeResponse(4, 0x0000));
            loopMayGoOn.countDown();
            other.expect("<C-ECHO-RSP 99 0000H>").release();
            peer.release();
        }
    }

    /** An INLINE handler may run on the worker, too, but must not do more there; an interrupt that it leaves is its own. */
    @Test
    void letsAnInlineHandlerDoWhatItMayOnALoop() throws Exception {
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            storeThen("<C-ECHO-RQ 98> <C-ECHO-RQ 2>" + Dimse.storeRequest(3), peer, other);
            peer.expect("<C-ECHO-RSP 98 0000H> <C-ECHO-RSP 2 0000H>")
                    .send(Dimse.last(Dimse.STORAGE, "0102"))
                    .expect(Dimse.storeResponse(3, 0x0000));
            loopMayGoOn.countDown();
            other.expect("<C-ECHO-RSP 99 0000H>")
                    .send("<C-ECHO-RQ 98> <C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 98 0000H> <C-ECHO-RSP 2 0000H>")
                    .release();
            peer.release();
        }
    }

    /** The association ends while the worker is about to judge a command that would end it too. */
    @Test
    void isGivenBackWithoutAnotherAbortOnceTheAssociationHasEnded() throws Exception {
        endWhileTheWorkerIsHeldUpBefore("04 00 {4: {4: 03 03}}");
    }

    /** Nobody would tell its handler any more that its answer is not wanted. */
    @Test
    void servesNoOperationOnceTheAssociationHasEnded() throws Exception {
        endWhileTheWorkerIsHeldUpBefore(Dimse.findRequest(2) + Dimse.last(Dimse.FIND, "0102"));

        TestServer.awaitNoWorkerAtWork();
        assertThat(served).hasValue(1);
    }

    private void endWhileTheWorkerIsHeldUpBefore(String next) throws Exception {
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            storeThen("<C-ECHO-RQ " + HOLDS_UP + ">" + next, peer, other);
            workerHeldUp.await();
            loopMayGoOn.countDown();
            other.expect("<C-ECHO-RSP 99 0000H>").release();
            ClientSession ofOther = server.witness().opened();
            ClientSession session = server.witness().opened();
            assertThat(ofOther.id()).isLessThan(session.id());
            session.abort(AbortReason.UNEXPECTED_PDU);
            TestServer.patiently().until(() -> session.end().isPresent());
            workerMayGoOn.countDown();
            peer.expect("<A2/2>").finish();
        }
    }
}
