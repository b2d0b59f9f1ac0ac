package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Requests whose answers cannot be sent at once are left in the socket: nothing queues without bound. */
class BackPressureIT {
    /** As many as the buffers of the sockets hold. */
    private static final int MANY = 1000;

    /** Of a data set, more than the engine sends at once. */
    private static final int LENGTH = 150_000;

    /** So many fragments of the peer's length fit a buffer of the engine's, behind the command. */
    private static final int SENT_AT_ONCE = 8;

    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .loops(1)
            .timeouts(Timeouts.builder().artim(Duration.ofHours(1)).build())
            .limits(Limits.builder().maxOperations(2).build()));

    @AfterEach
    void letGo() {
        told.countDown();
    }

    /** Sends a part of its data set, of which some is in the socket, then waits to be told. */
    private void sendsHalf() {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return DimseStatus.SUCCESS.withDataSet(out -> {
                out.write(new byte[LENGTH]);
                half.countDown();
                try {
                    told.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        });
    }

    /** Echoes must wait for a worker that is in the middle of a data set. */
    @Test
    void leavesRequestsInTheSocketWhileAMessageIsHalfSent() throws Exception {
        sendsHalf();
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            Dimse.associate(peer, 2).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            ClientSession session = server.witness().opened();
            half.await();
            peer.send("<C-ECHO-RQ 2>".repeat(MANY));
            letTheLoopGoRound(Dimse.associate(other));
            assertThat(session.counters().requestsReceived()).isBetween(1L, 100L);

            told.countDown();
            peer.expect(Dimse.findResponseWithDataSet(1, 0x0000))
                    .expect(Dimse.dataSet(Dimse.FIND, new byte[LENGTH], 0x4000 - 6));
            for (int i = 0; i < MANY; i++) {
                peer.expect("<C-ECHO-RSP 2 0000H>");
            }
            peer.release();
            other.release();
        }
    }

    /** The association has ended before the answer's turn came. */
    @Test
    void dropsAnswersThatWaitedTooLong() throws Exception {
        sendsHalf();
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer other = server.connect()) {
            Dimse.associate(peer, 2).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            ClientSession session = server.witness().opened();
            half.await();
            peer.send("<C-ECHO-RQ 2>".repeat(MANY));
            letTheLoopGoRound(Dimse.associate(other));
            session.abort(AbortReason.UNEXPECTED_PDU);
            peer.expect(Dimse.findResponseWithDataSet(1, 0x0000));
            expectSomeFragments(peer);
            peer.expect("<A2/2>");
            told.countDown();
            TestServer.awaitNoWorkerAtWork();
            peer.finish();
            other.release();
        }
    }

    /** Sta13 waits for the peer to close the connection (PS3.8 9.2); here for ever, since ARTIM does not expire. */
    @Test
    void readsOnAfterAnAbortWhateverWaited() throws Exception {
        sendsHalf();
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer, 2).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            half.await();
            peer.send("<C-ECHO-RQ 2>".repeat(MANY));
            server.witness().opened().abort(AbortReason.UNEXPECTED_PDU);
            peer.expect(Dimse.findResponseWithDataSet(1, 0x0000));
            expectSomeFragments(peer);
            peer.expect("<A2/2>").finish();
            told.countDown();
        }
    }

    @Test
    void readsOnAfterAnAbortWhereARequestWaited() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        handler.does(action -> {
            action.dataSet().readAllBytes();
            begun.countDown();
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            ClientSession session = server.witness().opened();
            begun.await();
            peer.send(Dimse.findRequest(2) + Dimse.last(Dimse.FIND, "0102"));
            TestServer.patiently().until(() -> session.counters().requestsReceived() == 2);
            session.abort(AbortReason.UNEXPECTED_PDU);
            peer.expect("<A2/2>").finish();
            told.countDown();
        }
    }

    /** The worker has read its data set just now, and has the receiving side still. */
    @Test
    void readsOnAfterAnAbortWhereAWorkerDoesNot() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.association().abort(AbortReason.UNEXPECTED_PDU);
            told.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer)
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"))
                    .expect("<A2/2>")
                    .finish();
            told.countDown();
        }
    }

    /** As many as fit a buffer of the engine's are sent at once, the rest not yet. */
    private static void expectSomeFragments(ScriptedPeer peer) throws IOException {
        for (int i = 0; i < SENT_AT_ONCE; i++) {
            peer.expect(Dimse.fragment(Dimse.FIND, "00".repeat(0x4000 - 6)));
        }
    }

    /** Each echo of another association takes the loop one round further, in which it looks at every other. */
    private static void letTheLoopGoRound(ScriptedPeer other) throws IOException {
        for (int i = 0; i < 100; i++) {
            other.send("<C-ECHO-RQ>").expect("<0000H>");
        }
    }
}
