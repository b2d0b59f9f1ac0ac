package org.pacsscp.core.internal.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.Action;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.wire.Bytes;

/**
 * Requests one after the other on an association, with and without waiting for answers. A worker that has answered serves
 * what comes next itself, or the loop has handed it out; the peer cannot tell.
 */
@ParameterizedClass
@EnumSource
class MessagesInARowIT {
    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final Queue<Integer> served = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler));

    MessagesInARowIT(Segmentation segmentation) {
        this.segmentation = segmentation;
        handler.does(this::read);
    }

    private DimseStatus read(Action action) throws Exception {
        assertThat(action.dataSet().readAllBytes())
                .isEqualTo(Dimse.bytes(action.command().messageId()));
        served.add(action.command().messageId());
        return DimseStatus.SUCCESS;
    }

    @Test
    void areServedInTheOrderInWhichTheyCame() throws Exception {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        StringBuilder answers = new StringBuilder();
        for (int id = 1; id <= 30; id++) {
            requests.writeBytes(store(id));
            answers.append(Dimse.storeResponse(id, 0x0000));
        }

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(requests.toByteArray())
                    .expect(answers.toString())
                    .release();
        }
        assertThat(served).containsExactlyElementsOf(oneTo(30));
    }

    @Test
    void areServedAsThePeerWaitsForEachAnswer() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            ClientSession session = server.witness().opened();
            for (int id = 1; id <= 100; id++) {
                peer.send(store(id)).expect(Dimse.storeResponse(id, 0x0000));
            }
            assertThat(session.counters().requestsReceived()).isEqualTo(100);
            peer.release();
            assertThat(session.counters().responsesSent()).isEqualTo(100);
        }
        assertThat(served).containsExactlyElementsOf(oneTo(100));
    }

    /** The loop has the receiving side again before the next request comes, as it has of an association that rests. */
    @Test
    void areServedAfterRests() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            for (int id = 1; id <= 5; id++) {
                peer.send(store(id)).expect(Dimse.storeResponse(id, 0x0000));
                TestServer.awaitNoWorkerAtWork();
            }
            peer.release();
        }
    }

    /** Message ids may be used again as soon as they are answered, the same one for ever (PS3.7 9.1.1.1.1). */
    @Test
    void mayHaveTheSameMessageId() throws Exception {
        byte[] store = store(7);
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            for (int i = 0; i < 100; i++) {
                peer.send(store).expect(Dimse.storeResponse(7, 0x0000));
            }
            peer.send(store)
                    .send(store)
                    .expect(Dimse.storeResponse(7, 0x0000) + Dimse.storeResponse(7, 0x0000))
                    .release();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mayBeEchoesBetweenStores(boolean rest) throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            for (int id = 1; id <= 20; id += 2) {
                peer.send(store(id)).send("<C-ECHO-RQ %d>".formatted(id + 1));
                peer.expectInAnyOrder(Dimse.storeResponse(id, 0x0000), "<C-ECHO-RSP %d 0000H>".formatted(id + 1));
                if (rest) {
                    TestServer.awaitNoWorkerAtWork();
                }
            }
            peer.release();
        }
    }

    /** Requests that are refused, and a C-CANCEL of what is over, come between others and harm nothing. */
    @Test
    void mayBeRefusedBetweenOthers() throws Exception {
        String foreign = Dimse.command(Dimse.STORAGE, "<sop class 1.2> <field 0001H> <message id 8> <data set>");
        String refused = Dimse.command(
                Dimse.STORAGE, "<sop class 1.2> <field 8001H> <responding to 8> <no data set> <status 0122H>");
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(store(1))
                    .send(foreign + Dimse.fragment(Dimse.STORAGE, "00".repeat(500)) + Dimse.last(Dimse.STORAGE, "0000"))
                    .send(Dimse.cancel(1))
                    .send(store(2))
                    .expect(Dimse.storeResponse(1, 0x0000) + refused + Dimse.storeResponse(2, 0x0000))
                    .release();
        }
        assertThat(served).containsExactly(1, 2);
    }

    @Test
    void mayEndWithTheReleaseInTheSameSegment() throws Exception {
        byte[] all = Bytes.join(store(1), store(2), Words.bytes("<A-RELEASE-RQ>"));

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer)
                    .send(all)
                    .expect(Dimse.storeResponse(1, 0x0000) + Dimse.storeResponse(2, 0x0000) + "<A-RELEASE-RP>")
                    .finish();
        }
    }

    /** The loop, which has the receiving side meanwhile, has read all of the next request but for its last byte. */
    @Test
    void mayComeWhileAHandlerStillWorks() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        handler.does(action -> {
            DimseStatus status = read(action);
            if (action.command().messageId() == 1) {
                working.countDown();
                told.await();
                assertThat(action.dataSet().read()).isEqualTo(-1);
            }
            return status;
        });
        byte[] request = Words.bytes(Dimse.storeRequest(2));

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer).send(store(1)).flush();
            working.await();
            ClientSession session = server.witness().opened();
            long received = session.counters().bytesReceived() + request.length - 1;
            peer.send(request, 0, request.length - 1);
            TestServer.patiently().until(() -> session.counters().bytesReceived() == received);
            told.countDown();
            peer.expect(Dimse.storeResponse(1, 0x0000))
                    .send(request, request.length - 1, 1)
                    .send(Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(2), 2))
                    .expect(Dimse.storeResponse(2, 0x0000))
                    .release();
        }
        assertThat(served).containsExactly(1, 2);
    }

    private static byte[] store(int id) {
        return Bytes.join(Words.bytes(Dimse.storeRequest(id)), Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(id), 64));
    }

    private static List<Integer> oneTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
