package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** C-CANCEL while a handler works (PS3.7 9.3.2.3): the handler learns of it, and its final answer says what it made of it. */
@ParameterizedClass
@EnumSource
class CancelIT {
    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder ->
            builder.handler(handler).limits(Limits.builder().maxOperations(4).build()));

    CancelIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    /** A handler that waited on would hold up every later test. */
    @AfterEach
    void letGo() {
        told.countDown();
    }

    @Test
    void tripsTheFlagAndTheCallbacks() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return untilCancelled(action);
        });

        cancel(Dimse.findResponse(1, 0xFE00));
    }

    @Test
    void runsEachCallbackOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.onCancel(runs::incrementAndGet);
            DimseStatus status = untilCancelled(action);
            told.await();
            return status;
        });

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer).send(find(1)).flush();
            begun.await();
            peer.send(Dimse.cancel(1) + Dimse.cancel(1) + Dimse.cancel(1) + "<A-ABORT>")
                    .expectEnd();
            told.countDown();
        }
        assertThat(handler.outcome()).isEqualTo(DimseStatus.CANCEL);
        assertThat(runs).hasValue(1);
    }

    @Test
    void goesOnAfterACallbackThatFails() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.onCancel(() -> {
                throw new IllegalStateException("callback fails on purpose");
            });
            return untilCancelled(action);
        });

        cancel(Dimse.findResponse(1, 0xFE00));
        server.log().assertError("ScriptedHandler");
    }

    @Test
    void comesBetweenPendingAnswers() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        handler.does(action -> {
            action.dataSet().readAllBytes();
            action.onCancel(cancelled::countDown);
            action.sendPending(DimseStatus.PENDING);
            begun.countDown();
            cancelled.await();
            action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(1)));
            return DimseStatus.CANCEL;
        });

        cancel(Dimse.findResponse(1, 0xFF00)
                + Dimse.findResponseWithDataSet(1, 0xFF00)
                + Dimse.last(Dimse.FIND, "01")
                + Dimse.findResponse(1, 0xFE00));
    }

    @Test
    void leavesOtherOperationsAlone() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return untilCancelled(action);
        });

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer).send(find(1)).flush();
            begun.await();
            peer.send(Dimse.cancel(2) + Dimse.cancel(0) + Dimse.cancel(257) + Dimse.cancel(1))
                    .expect(Dimse.findResponse(1, 0xFE00))
                    .release();
        }
    }

    @Test
    void isForOneOfSeveral() throws Exception {
        handler.does(action -> {
            action.dataSet().readAllBytes();
            if (action.command().messageId() == 2) {
                return untilCancelled(action);
            }
            told.await();
            assertThat(action.cancelled()).isFalse();
            return DimseStatus.SUCCESS;
        });

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, 4).send(find(1) + find(2) + find(3)).flush();
            begun.await();
            peer.send(Dimse.cancel(2)).expect(Dimse.findResponse(2, 0xFE00));
            told.countDown();
            assertThat(new String[] {hear(peer), hear(peer)})
                    .containsExactlyInAnyOrder(hex(Dimse.findResponse(1, 0x0000)), hex(Dimse.findResponse(3, 0x0000)));
            peer.release();
        }
    }

    private DimseStatus untilCancelled(Action action) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        action.onCancel(cancelled::countDown);
        assertThat(action.cancelled()).isFalse();
        begun.countDown();
        cancelled.await();
        assertThat(action.cancelled()).isTrue();
        return DimseStatus.CANCEL;
    }

    private void cancel(String answers) throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer).send(find(1)).flush();
            begun.await();
            peer.send(Dimse.cancel(1))
                    .expect(answers)
                    .send("<C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 2 0000H>")
                    .release();
        }
    }

    private static String find(int id) {
        return Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "0102");
    }

    private static String hear(ScriptedPeer peer) throws IOException {
        return HexFormat.of().formatHex(peer.hearPdu());
    }

    private static String hex(String script) {
        return HexFormat.of().formatHex(Words.bytes(script));
    }
}
