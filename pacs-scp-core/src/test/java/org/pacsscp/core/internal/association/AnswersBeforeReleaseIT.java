package org.pacsscp.core.internal.association;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** A release is answered when every request before it is: also those whose answers waited for a worker's message. */
class AnswersBeforeReleaseIT {
    private static final int FIRST = 98;
    private static final int SECOND = 99;

    /** A time in which the loop stands still. */
    private record Hold(CountDownLatch begun, CountDownLatch over) {
        void hold() throws InterruptedException {
            begun.countDown();
            over.await();
        }

        void end() {
            over.countDown();
        }
    }

    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final Hold first = new Hold(new CountDownLatch(1), new CountDownLatch(1));
    private final Hold second = new Hold(new CountDownLatch(1), new CountDownLatch(1));

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .handler(LambdaHandler.inline(
                    this::echo, ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)))
            .loops(1)
            .limits(Limits.builder().maxOperations(2).build()));

    /** Holds up the loop, which no handler may. */
    private DimseStatus echo(org.pacsscp.api.Request request) throws InterruptedException {
        switch (request.command().messageId()) {
            case FIRST -> first.hold();
            case SECOND -> second.hold();
            default -> {}
        }
        return DimseStatus.SUCCESS;
    }

    @AfterEach
    void letGo() {
        told.countDown();
        first.end();
        second.end();
    }

    /** The worker's message is out, and its operation over, but the loop finds the release before it hears of that. */
    @Test
    void areSentThoughTheLoopFindsTheReleaseFirst() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return DimseStatus.SUCCESS.withDataSet(out -> {
                half.countDown();
                try {
                    told.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                out.write(new byte[] {1, 2});
            });
        });
        try (ScriptedPeer peer = server.connect();
                ScriptedPeer one = server.connect();
                ScriptedPeer other = server.connect()) {
            Dimse.associate(peer, 2).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
            ClientSession session = server.witness().opened();
            half.await();
            peer.send("<C-ECHO-RQ 2> <C-ECHO-RQ 3>");
            TestServer.patiently().until(() -> session.counters().requestsReceived() == 3);
            one.associate().send("<C-ECHO-RQ " + FIRST + ">");
            first.begun().await();
            // Both are there when the loop looks at its channels next, the other echo before the release.
            other.send("<A-ASSOCIATE-RQ> <C-ECHO-RQ " + SECOND + ">");
            peer.send("<A-RELEASE-RQ>");
            first.end();
            second.begun().await();
            told.countDown();
            TestServer.awaitNoWorkerAtWork();
            second.end();

            peer.expect(Dimse.findResponseWithDataSet(1, 0x0000) + Dimse.last(Dimse.FIND, "0102"))
                    .expect("<C-ECHO-RSP 2 0000H> <C-ECHO-RSP 3 0000H> <A-RELEASE-RP>")
                    .finish();
            one.expect("<C-ECHO-RSP 98 0000H>").release();
            other.expect("<A-ASSOCIATE-AC> <C-ECHO-RSP 99 0000H>").release();
        }
    }
}
