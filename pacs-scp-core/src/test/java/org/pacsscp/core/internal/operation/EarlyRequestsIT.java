package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * Peers that send requests before others are answered, though no window was negotiated, as some do: what waits must not
 * hide what comes behind it.
 */
@ParameterizedClass
@EnumSource
class EarlyRequestsIT {
    private static final long MEMORY = 700_000;

    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> cancelled = new LinkedBlockingQueue<>();
    private final Map<Integer, CountDownLatch> told = new ConcurrentHashMap<>();
    private final Map<Integer, byte[]> received = new ConcurrentHashMap<>();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .limits(Limits.builder().maxDataInMemory(MEMORY).build()));

    EarlyRequestsIT(Segmentation segmentation) {
        this.segmentation = segmentation;
        handler.does(this::untilToldOrCancelled);
    }

    private DimseStatus untilToldOrCancelled(Action action) throws Exception {
        int id = action.command().messageId();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        action.dataSet().transferTo(bytes);
        received.put(id, bytes.toByteArray());
        begun.add(id);
        action.onCancel(() -> {
            cancelled.add(id);
            tell(id);
        });
        told(id).await();
        return action.cancelled() ? DimseStatus.CANCEL : DimseStatus.SUCCESS;
    }

    private CountDownLatch told(int id) {
        return told.computeIfAbsent(id, any -> new CountDownLatch(1));
    }

    private void tell(int id) {
        told(id).countDown();
    }

    /** A handler that waited on would hold up every later test. */
    @AfterEach
    void letAllGo() {
        for (int id = 1; id <= 40; id++) {
            tell(id);
        }
    }

    private static String find(int id) {
        return Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "0102");
    }

    private static String early(String kind) {
        return switch (kind) {
            case "echo" -> "<C-ECHO-RQ 2>";
            case "find" -> find(2);
            case "two finds" -> find(2) + find(3);
            case "half a data set" -> Dimse.findRequest(2) + Dimse.fragment(Dimse.FIND, "0102");
            default -> "";
        };
    }

    private ScriptedPeer busy() throws Exception {
        ScriptedPeer peer =
                Dimse.associate(server.connect(segmentation)).send(find(1)).flush();
        assertThat(Witness.next("begun", begun)).isEqualTo(1);
        return peer;
    }

    private void awaitRequests(ClientSession session, int count) {
        TestServer.patiently().until(() -> session.counters().requestsReceived() == count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "echo", "find", "two finds", "half a data set"})
    void doNotHideAnAbort(String what) throws Exception {
        try (ScriptedPeer peer = busy()) {
            peer.send(early(what) + "<A-ABORT>").flush();
            assertThat(Witness.next("cancelled", cancelled)).isEqualTo(1);
        }
        assertThat(begun).isEmpty();
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_PEER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "echo", "find", "two finds", "half a data set"})
    void doNotHideTheEndOfTheStream(String what) throws Exception {
        try (ScriptedPeer peer = busy()) {
            peer.send(early(what)).endSending();
            assertThat(Witness.next("cancelled", cancelled)).isEqualTo(1);
        }
        assertThat(begun).isEmpty();
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "echo", "find", "two finds", "half a data set"})
    void doNotHideAReset(String what) throws Exception {
        try (ScriptedPeer peer = busy()) {
            peer.send(early(what)).reset();
            assertThat(Witness.next("cancelled", cancelled)).isEqualTo(1);
        }
        assertThat(begun).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"nothing, 1", "echo, 1", "find, 2", "two finds, 3"})
    void doNotHideACancel(String what, int last) throws Exception {
        try (ScriptedPeer peer = busy()) {
            peer.send(early(what) + Dimse.cancel(1)).flush();
            assertThat(Witness.next("cancelled", cancelled)).isEqualTo(1);
            peer.expect((what.equals("echo") ? "<C-ECHO-RSP 2 0000H>" : "") + Dimse.findResponse(1, 0xFE00));
            for (int id = 2; id <= last; id++) {
                assertThat(Witness.next("begun", begun)).isEqualTo(id);
                tell(id);
                peer.expect(Dimse.findResponse(id, 0x0000));
            }
            peer.release();
        }
    }

    /** PS3.7 C.5.2: the message id of a request that waits is in use, too. */
    @Test
    void haveMessageIdsThatAreInUse() throws Exception {
        try (ScriptedPeer peer = busy()) {
            peer.send(find(2) + find(2)).expect(Dimse.findResponse(2, 0x0210));
            tell(1);
            tell(2);
            peer.expect(Dimse.findResponse(1, 0x0000) + Dimse.findResponse(2, 0x0000))
                    .release();
        }
    }

    /** Its handler is called all the same, since only that knows what the service wants in a cancelled response. */
    @Test
    void areCancelledWhileTheyWait() throws Exception {
        try (ScriptedPeer peer = busy()) {
            peer.send(find(2) + Dimse.cancel(2) + "<C-ECHO-RQ 3>").expect("<C-ECHO-RSP 3 0000H>");
            assertThat(cancelled).isEmpty();
            tell(1);
            peer.expect(Dimse.findResponse(1, 0x0000) + Dimse.findResponse(2, 0xFE00))
                    .release();
        }
    }

    /** PS3.8 7.2.2: they are answered, then the release is. */
    @Test
    void areAnsweredBeforeTheRelease() throws Exception {
        ClientSession session;
        try (ScriptedPeer peer = busy()) {
            session = server.witness().opened();
            peer.send(find(2) + find(3) + "<A-RELEASE-RQ>").flush();
            awaitRequests(session, 3);
            for (int id = 1; id <= 3; id++) {
                tell(id);
            }
            peer.expect(Dimse.findResponse(1, 0x0000) + Dimse.findResponse(2, 0x0000) + Dimse.findResponse(3, 0x0000))
                    .expect("<A-RELEASE-RP>")
                    .finish();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
    }

    /** A handler may stop early, or go on: the peer still takes answers. */
    @Test
    void areToldThatThePeerWantsToLeave() throws Exception {
        CountDownLatch leaving = new CountDownLatch(1);
        handler.does(action -> {
            action.dataSet().readAllBytes();
            assertThat(action.releaseRequested()).isFalse();
            begun.add(action.command().messageId());
            TestServer.patiently().until(action::releaseRequested);
            leaving.countDown();
            assertThat(action.cancelled()).isFalse();
            action.sendPending(DimseStatus.PENDING);
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = busy()) {
            peer.send("<A-RELEASE-RQ>").flush();
            leaving.await();
            peer.expect(Dimse.findResponse(1, 0xFF00) + Dimse.findResponse(1, 0x0000) + "<A-RELEASE-RP>")
                    .finish();
        }
    }

    /** More than are held: the others wait in the socket. */
    @Test
    void areServedInTheirOrderHoweverMany() throws Exception {
        int most = WaitingRequests.MAX_REQUESTS * 3;
        try (ScriptedPeer peer = busy()) {
            StringBuilder many = new StringBuilder();
            StringBuilder answers = new StringBuilder(Dimse.findResponse(1, 0x0000));
            for (int id = 2; id <= most; id++) {
                many.append(find(id));
                answers.append(Dimse.findResponse(id, 0x0000));
                tell(id);
            }
            ClientSession session = server.witness().opened();
            peer.send(many.toString()).flush();
            awaitRequests(session, 1 + WaitingRequests.MAX_REQUESTS);
            tell(1);
            peer.expect(answers.toString()).release();
        }
    }

    @Test
    void mayHaveDataSetsThatComeLate() throws Exception {
        byte[] dataSet = Dimse.bytes(50_000);
        byte[] fragments = Dimse.dataSet(Dimse.STORAGE, dataSet, 999);
        byte[] before = Arrays.copyOf(fragments, fragments.length / 2 + 7);
        byte[] after = Arrays.copyOfRange(fragments, before.length, fragments.length);
        tell(2);
        try (ScriptedPeer peer = busy()) {
            ClientSession session = server.witness().opened();
            long sofar = session.counters().bytesReceived() + Words.bytes(Dimse.storeRequest(2)).length;
            peer.send(Dimse.storeRequest(2)).send(before).flush();
            TestServer.patiently().until(() -> session.counters().bytesReceived() == sofar + before.length);
            tell(1);
            peer.expect(Dimse.findResponse(1, 0x0000))
                    .send(after)
                    .expect(Dimse.storeResponse(2, 0x0000))
                    .release();
        }
        assertThat(received.get(2)).isEqualTo(dataSet);
    }

    /** What is not held in memory waits in the socket. */
    @Test
    void mayHaveDataSetsOfAnyLength() throws Exception {
        byte[] dataSet = Dimse.bytes(3 << 20);
        tell(2);
        tell(3);
        try (ScriptedPeer peer = Dimse.associate(server.connect()).send(find(1))) {
            assertThat(Witness.next("begun", begun)).isEqualTo(1);
            ClientSession session = server.witness().opened();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() ->
                    sendAll(peer, Words.bytes(Dimse.storeRequest(2)), Dimse.dataSet(Dimse.STORAGE, dataSet, 16_378)));
            awaitRequests(session, 2);
            TestServer.echo(server.server());
            assertThat(session.counters().bytesReceived()).isLessThan(MEMORY + (1 << 17));
            tell(1);
            peer.expect(Dimse.findResponse(1, 0x0000) + Dimse.storeResponse(2, 0x0000));
            sending.join();
            peer.send(Dimse.storeRequest(3))
                    .send(Dimse.dataSet(Dimse.STORAGE, dataSet, 16_378))
                    .expect(Dimse.storeResponse(3, 0x0000))
                    .release();
        }
        assertThat(received.get(2)).isEqualTo(dataSet);
        assertThat(received.get(3)).isEqualTo(dataSet);
    }

    private static void sendAll(ScriptedPeer peer, byte[] command, byte[] dataSet) {
        try {
            peer.send(command).send(dataSet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What waits when an association ends is forgotten, and its memory is there for others. */
    @Test
    void leaveNoMemoryTaken() throws Exception {
        byte[] most = Dimse.bytes((int) MEMORY - 1000);
        for (int i = 0; i < 3; i++) {
            CountDownLatch ended = new CountDownLatch(1);
            handler.does(action -> {
                begun.add(1);
                action.onCancel(ended::countDown);
                action.dataSet().close();
                ended.await();
                return DimseStatus.CANCEL;
            });
            try (ScriptedPeer peer = Dimse.associate(server.connect()).send(find(1))) {
                assertThat(Witness.next("begun", begun)).isEqualTo(1);
                peer.send(Dimse.storeRequest(2))
                        .send(Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(500_000), 16_378))
                        .send("<A-ABORT>");
                ended.await();
            }
        }
        TestServer.awaitNoSession(server.server());
        TestServer.awaitNoWorkerAtWork();
        handler.does(action -> {
            assertThat(action.dataSet().readAllBytes()).isEqualTo(most);
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(1))
                    .send(Dimse.dataSet(Dimse.STORAGE, most, 16_378))
                    .expect(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
    }

    /** Nobody reads, so that nothing else would tell. */
    @Test
    void handlerThatHasNotReadItsDataSetLearnsOfAReset() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        handler.does(action -> {
            begun.add(1);
            action.onCancel(ended::countDown);
            ended.await();
            return DimseStatus.CANCEL;
        });
        try (ScriptedPeer peer = Dimse.associate(server.connect(segmentation))) {
            peer.send(Dimse.storeRequest(1))
                    .send(Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(20_000), 3000))
                    .flush();
            assertThat(Witness.next("begun", begun)).isEqualTo(1);
            peer.reset();
            ended.await();
        }
        assertThat(server.witness().ended().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
    }
}
