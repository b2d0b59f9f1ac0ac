package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Breaking;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.Reading;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * Associations that end while an operation is under way: its handler learns of it wherever it is, its worker is free
 * again, no answer is sent, and the server is as before.
 */
class BrokenOffIT {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Witness witness = new Witness();

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    @ParameterizedTest
    @EnumSource
    void cancelsAHandlerThatWorks(Breaking breaking) throws Exception {
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(action -> {
            action.dataSet().readAllBytes();
            return untilCancelled(action);
        });

        judge(breaking, handler, Dimse.last(Dimse.STORAGE, "0102"));
        assertThat(handler.outcome()).isEqualTo(DimseStatus.CANCEL);
    }

    /** Its data set has come, but it has not read the last of it. */
    @ParameterizedTest
    @EnumSource(names = {"OPERATION_DEADLINE", "ABORT_OF_THE_APPLICATION", "STOP"})
    void cancelsAHandlerThatHasNotReadAll(Breaking breaking) throws Exception {
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(action -> {
            action.dataSet().read();
            return untilCancelled(action);
        });

        judge(breaking, handler, Dimse.last(Dimse.STORAGE, "0102"));
        assertThat(handler.outcome()).isEqualTo(DimseStatus.CANCEL);
    }

    private DimseStatus untilCancelled(Action action) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        assertThat(action.cancelled()).isFalse();
        action.onCancel(cancelled::countDown);
        begun.countDown();
        cancelled.await();
        assertThat(action.cancelled()).isTrue();
        CountDownLatch late = new CountDownLatch(1);
        action.onCancel(late::countDown);
        late.await();
        return DimseStatus.CANCEL;
    }

    @ParameterizedTest
    @EnumSource
    void interruptsAHandlerThatBearsIt(Breaking breaking) throws Exception {
        ScriptedHandler handler = ScriptedHandler.interruptedOnCancel();
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

        judge(breaking, handler, Dimse.last(Dimse.STORAGE, "0102"));
        assertThat(handler.outcome()).isEqualTo(DimseStatus.CANCEL);
    }

    @ParameterizedTest
    @EnumSource
    void tellsAHandlerThatReads(Breaking breaking) throws Exception {
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(this::readToTheEnd);

        judge(breaking, handler, Dimse.fragment(Dimse.STORAGE, "0102"));
        assertBroken(breaking, handler.outcome());
    }

    /** The interrupt comes at the same time, and hides nothing. */
    @ParameterizedTest
    @EnumSource
    void tellsAHandlerThatReadsAndBearsInterrupts(Breaking breaking) throws Exception {
        ScriptedHandler handler = ScriptedHandler.interruptedOnCancel();
        handler.does(this::readToTheEnd);

        judge(breaking, handler, Dimse.fragment(Dimse.STORAGE, "0102"));
        assertBroken(breaking, handler.outcome());
    }

    private DimseStatus readToTheEnd(Action action) throws IOException {
        assertThat(action.dataSet().readNBytes(2)).containsExactly(1, 2);
        begun.countDown();
        action.dataSet().read();
        return DimseStatus.SUCCESS;
    }

    /** Nobody reads when the data set breaks; what is unread is drained only then. */
    @ParameterizedTest
    @EnumSource
    void endsTheDrainingOfADataSet(Breaking breaking) throws Exception {
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(action -> {
            begun.countDown();
            return DimseStatus.SUCCESS;
        });

        judge(breaking, handler, Dimse.fragment(Dimse.STORAGE, "0102"));
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
    }

    @Test
    void tellsTheNextReadsTheSame() throws Exception {
        ScriptedHandler handler = ScriptedHandler.create();
        handler.does(action -> {
            try {
                return readToTheEnd(action);
            } catch (DataSetException e) {
                assertThat(action.dataSet().position()).isEqualTo(2);
                for (Reading reading : Reading.values()) {
                    try {
                        reading.readFully(action.dataSet());
                    } catch (DataSetException again) {
                        assertThat(again.reason()).isEqualTo(e.reason());
                        continue;
                    }
                    return DimseStatus.SUCCESS;
                }
                throw e;
            }
        });

        judge(Breaking.ABORT_OF_THE_PEER, handler, Dimse.fragment(Dimse.STORAGE, "0102"));
        assertBroken(Breaking.ABORT_OF_THE_PEER, handler.outcome());
    }

    private void judge(Breaking breaking, ScriptedHandler handler, String dataSet) throws Exception {
        try (Server server = TestServer.builder()
                .handler(handler)
                .listener(witness)
                .timeouts(breaking.timeouts().build())
                .build()
                .start()) {
            try (ScriptedPeer peer = Peers.connect(server.endpoints().get(0).address())) {
                Dimse.associate(peer).send(Dimse.storeRequest(1) + dataSet);
                begun.await();
                breaking.happen(peer, server, witness.opened());
                breaking.leave(peer);
            }

            AssociationEnd end = witness.ended();
            assertThat(end.kind()).isEqualTo(breaking.kind());
            Breaking.assertHealthy(server);
            assertThat(server.statistics().requestsAnswered()).isOne();
        }
    }

    private static void assertBroken(Breaking breaking, Object outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DataSetException.class, e -> assertThat(e.reason()).isEqualTo(breaking.cause()));
    }
}
