package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** C-CANCEL for a handler that is interrupted: the interrupt reaches the handler, and nothing else. */
class InterruptOnCancelIT {
    private final ScriptedHandler handler = ScriptedHandler.interruptedOnCancel();
    private final CountDownLatch begun = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    @Test
    void interruptsAHandlerThatWaits() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                assertThat(action.cancelled()).isTrue();
                return DimseStatus.CANCEL;
            }
            return DimseStatus.SUCCESS;
        });

        try (ScriptedPeer peer = find()) {
            begun.await();
            cancel(peer, Dimse.findResponse(1, 0xFE00));
        }
    }

    @Test
    void takesTheInterruptThatAHandlerLetsOutForItsAnswer() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            begun.countDown();
            new CountDownLatch(1).await();
            return DimseStatus.SUCCESS;
        });

        try (ScriptedPeer peer = find()) {
            begun.await();
            cancel(peer, Dimse.findResponse(1, 0xFE00));
        }
    }

    /** The handler had no time for the interrupt before it returned. */
    @Test
    void doesNotInterruptTheFinalResponse() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.onCancel(cancelled::countDown);
            begun.countDown();
            while (cancelled.getCount() > 0) {
                Thread.onSpinWait();
            }
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return DimseStatus.SUCCESS.withDataSet(
                    out -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
        });

        try (ScriptedPeer peer = find()) {
            begun.await();
            cancel(peer, Dimse.findResponseWithDataSet(1, 0x0000) + Dimse.last(Dimse.FIND, ""));
        }
    }

    /** The peer cancels while it does not read, so that the interrupt comes in the middle of a PDU. */
    @Test
    void doesNotCutAPendingResponse() throws Exception {
        byte[] large = Dimse.bytes(20 << 20);
        CountDownLatch cancelled = new CountDownLatch(1);
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.onCancel(cancelled::countDown);
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(large)));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(action.cancelled()).isTrue();
            return DimseStatus.CANCEL;
        });

        try (ScriptedPeer peer = find()) {
            TestServer.awaitWaitingWriter();
            peer.send(Dimse.cancel(1));
            cancelled.await();
            peer.expect(Dimse.findResponseWithDataSet(1, 0xFF00));
            byte[] identifier = Dimse.dataSet(Dimse.FIND, large, 0x4000 - 6);
            for (int at = 0; at < identifier.length; ) {
                byte[] pdu = peer.hearPdu();
                assertThat(pdu).isEqualTo(Arrays.copyOfRange(identifier, at, at + pdu.length));
                at += pdu.length;
            }
            peer.expect(Dimse.findResponse(1, 0xFE00)).release();
        }
    }

    private ScriptedPeer find() throws IOException {
        return Dimse.associate(server.connect()).send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"));
    }

    /** Its answer is the next, and the association lives on. */
    private static void cancel(ScriptedPeer peer, String answer) throws IOException {
        peer.send(Dimse.cancel(1))
                .expect(answer)
                .send("<C-ECHO-RQ 2>")
                .expect("<C-ECHO-RSP 2 0000H>")
                .release();
    }
}
