package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.Reading;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/** What becomes of a data set that its handler does not read to the end, or not in time, or of which there is too much. */
@ParameterizedClass
@EnumSource
class UnreadDataSetIT {
    private static final int MAX_UNREAD = 10_000;
    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_IN_MEMORY = 15_000;

    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .limits(Limits.builder()
                    .maxUnreadDataSetLength(MAX_UNREAD)
                    .maxDataSetLength(MAX_LENGTH)
                    .maxDataInMemory(MAX_IN_MEMORY)
                    .build()));

    UnreadDataSetIT(Segmentation segmentation) {
        this.segmentation = segmentation;
    }

    @Test
    void isDrainedIfNothingIsRead() throws Exception {
        isAnswered(MAX_UNREAD, 0x0000);
    }

    @Test
    void isDrainedFromWhereTheHandlerStopped() throws Exception {
        byte[] dataSet = Dimse.bytes(MAX_UNREAD);
        handler.does(action -> {
            assertThat(action.dataSet().readNBytes(4321)).isEqualTo(Arrays.copyOf(dataSet, 4321));
            return DimseStatus.of(0xB000);
        });

        isAnswered(MAX_UNREAD + 4321, 0xB000, Arrays.copyOf(dataSet, MAX_UNREAD + 4321));
    }

    @Test
    void isDrainedAfterItWasClosed() throws Exception {
        handler.does(action -> {
            DataSetStream in = action.dataSet();
            in.readNBytes(7);
            in.close();
            in.close();
            assertThat(in.isOpen()).isFalse();
            assertClosed(() -> in.read());
            assertClosed(() -> in.skip(1));
            assertClosed(() -> in.readAllBytes());
            return DimseStatus.SUCCESS;
        });

        isAnswered(5000, 0x0000);
    }

    @Test
    void isDrainedAfterTheHandlerFailed() throws Exception {
        handler.does(action -> {
            action.dataSet().readNBytes(100);
            throw new IllegalStateException("fails on purpose");
        });

        isAnswered(5000, 0x0110);
        server.log().assertError("ScriptedHandler");
    }

    @Test
    void cannotBeReadOnceItsHandlerHasReturned() throws Exception {
        CompletableFuture<DataSetStream> kept = new CompletableFuture<>();
        handler.does(action -> {
            kept.complete(action.dataSet());
            return DimseStatus.SUCCESS;
        });

        isAnswered(5000, 0x0000);
        assertThat(kept.get().isOpen()).isFalse();
        assertClosed(() -> kept.get().read());
    }

    @ParameterizedTest
    @EnumSource
    void isNotThereTwice(Reading reading) throws Exception {
        handler.does(action -> {
            assertThat(reading.readFully(action.dataSet())).hasSize(5000);
            assertThat(reading.readFully(action.dataSet())).isEmpty();
            return DimseStatus.SUCCESS;
        });

        isAnswered(5000, 0x0000);
    }

    @Test
    void isTooMuchToDrain() throws Exception {
        isAborted(MAX_UNREAD + 1);

        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
    }

    /** What the handler has read does not count, as little as the whole does. */
    @Test
    void isTooMuchToDrainAfterAPartWasRead() throws Exception {
        handler.does(action -> {
            action.dataSet().readNBytes(1000);
            return DimseStatus.SUCCESS;
        });

        isAborted(1000 + MAX_UNREAD + 1);
    }

    @Test
    void mayBeAsLongAsIsAllowed() throws Exception {
        handler.does(action -> {
            assertThat(action.dataSet().skip(Long.MAX_VALUE)).isEqualTo(MAX_LENGTH);
            return DimseStatus.SUCCESS;
        });

        isAnswered(MAX_LENGTH, 0x0000);
    }

    /** The ways that hold it in memory meet the other limit first. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ALL_BYTES", "N_BYTES"})
    void isLongerThanIsAllowed(Reading reading) throws Exception {
        handler.does(action -> {
            reading.readFully(action.dataSet());
            return DimseStatus.SUCCESS;
        });

        isAborted(MAX_LENGTH + 1);
        assertLimitExceeded(handler.outcome());
    }

    /** Memory is counted for all operations together and given back when they end. */
    @Test
    void isMoreThanFitsIntoMemory() throws Exception {
        handler.does(action -> {
            assertThat(action.dataSet().readAllBytes()).hasSize(MAX_IN_MEMORY);
            return DimseStatus.SUCCESS;
        });
        isAnswered(MAX_IN_MEMORY, 0x0000);
        isAnswered(MAX_IN_MEMORY, 0x0000);
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);

        isAnswered(MAX_IN_MEMORY + 1, 0x0110);
        assertLimitExceeded(handler.outcome());
        assertThat(server.log().text()).contains("WARN", "C-STORE-RQ 1", "Limits.maxDataInMemory");

        isAnswered(MAX_IN_MEMORY, 0x0000);
    }

    /** A handler that keeps what it has read by pieces says so, and has no more than the others. */
    @Test
    void isMoreThanAHandlerMayHold() throws Exception {
        handler.does(action -> {
            action.dataSet().hold(MAX_IN_MEMORY - 1);
            action.dataSet().hold(1);
            return DimseStatus.SUCCESS;
        });
        isAnswered(2, 0x0000);
        isAnswered(2, 0x0000);
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);

        handler.does(action -> {
            action.dataSet().hold(MAX_IN_MEMORY + 1);
            return DimseStatus.SUCCESS;
        });
        isAnswered(2, 0x0110);
        assertLimitExceeded(handler.outcome());
    }

    @Test
    void sharesMemoryWithOthers() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        handler.does(action -> {
            if (action.command().messageId() == 1) {
                assertThat(action.dataSet().readAllBytes()).hasSize(MAX_IN_MEMORY);
                held.countDown();
                tried.await();
            } else {
                assertThat(action.dataSet().readAllBytes()).hasSize(1);
            }
            return DimseStatus.SUCCESS;
        });
        byte[] large = Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(MAX_IN_MEMORY), 1000);

        try (ScriptedPeer first = server.connect(segmentation);
                ScriptedPeer second = server.connect(segmentation)) {
            Dimse.associate(first).send(Dimse.storeRequest(1)).send(large).flush();
            held.await();
            Dimse.associate(second)
                    .send(Dimse.storeRequest(2) + Dimse.last(Dimse.STORAGE, "00"))
                    .expect(Dimse.storeResponse(2, 0x0110));
            assertLimitExceeded(handler.outcome());
            tried.countDown();
            first.expect(Dimse.storeResponse(1, 0x0000)).release();
            second.send(Dimse.storeRequest(3) + Dimse.last(Dimse.STORAGE, "00"))
                    .expect(Dimse.storeResponse(3, 0x0000))
                    .release();
        }
    }

    private void isAnswered(int length, int status) throws Exception {
        isAnswered(length, status, Dimse.bytes(length));
    }

    /** The next message is found where the data set ends, while the handler may still work. */
    private void isAnswered(int length, int status, byte[] dataSet) throws Exception {
        assertThat(dataSet).hasSize(length);
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(1))
                    .send(Dimse.dataSet(Dimse.STORAGE, dataSet, 1000))
                    .send("<C-ECHO-RQ 2>")
                    .expectInAnyOrder(Dimse.storeResponse(1, status), "<C-ECHO-RSP 2 0000H>")
                    .release();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
    }

    private void isAborted(int length) throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(1))
                    .send(Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(length), 1000))
                    .expect("<A2/6>")
                    .finish();
        }
        AssociationEnd end = server.witness().ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.PROTOCOL_ERROR);
        assertThat(end.detail()).contains("Limits.max");
    }

    private static void assertClosed(ThrowingCallable read) {
        assertThatExceptionOfType(DataSetException.class)
                .isThrownBy(read)
                .extracting(DataSetException::reason)
                .isEqualTo(DataSetException.Cause.CLOSED);
    }

    private static void assertLimitExceeded(Object outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        DataSetException.class,
                        e -> assertThat(e.reason()).isEqualTo(DataSetException.Cause.LIMIT_EXCEEDED));
    }
}
