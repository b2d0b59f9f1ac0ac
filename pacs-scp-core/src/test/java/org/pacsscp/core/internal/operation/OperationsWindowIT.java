package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.Action;
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
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.wire.Bytes;

/** The asynchronous operations window (PS3.7 D.3.3.3): how many operations are under way at once, and what waits. */
@ParameterizedClass
@EnumSource
class OperationsWindowIT {
    private static final int MOST = 8;

    private final Segmentation segmentation;
    private final ScriptedHandler handler = ScriptedHandler.create();
    private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
    private final Map<Integer, CountDownLatch> told = new ConcurrentHashMap<>();

    private final CountDownLatch loopHeldUp = new CountDownLatch(1);
    private final CountDownLatch loopMayGoOn = new CountDownLatch(1);

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.handler(handler)
            .handler(LambdaHandler.inline(
                    this::echo, ServiceCapability.performer(SopClass.VERIFICATION, CommandField.C_ECHO_RQ)))
            .limits(Limits.builder().maxOperations(MOST).build()));

    OperationsWindowIT(Segmentation segmentation) {
        this.segmentation = segmentation;
        handler.does(this::whenTold);
    }

    private DimseStatus whenTold(Action action) throws Exception {
        int id = action.command().messageId();
        assertThat(action.dataSet().readAllBytes()).isEqualTo(Dimse.bytes(id));
        begun.add(id);
        told.computeIfAbsent(id, any -> new CountDownLatch(1)).await();
        return DimseStatus.SUCCESS;
    }

    /** What no handler may do holds up the loop, so that tasks of workers gather. */
    private DimseStatus echo(org.pacsscp.api.Request request) throws InterruptedException {
        if (request.command().messageId() == 99) {
            loopHeldUp.countDown();
            loopMayGoOn.await();
        }
        return DimseStatus.SUCCESS;
    }

    @AfterEach
    void letAllGo() {
        loopMayGoOn.countDown();
        for (int id = 1; id <= 8; id++) {
            tell(id);
        }
    }

    private void tell(int id) {
        told.computeIfAbsent(id, any -> new CountDownLatch(1)).countDown();
    }

    private int nextBegun() throws InterruptedException {
        return Witness.next("begun", begun);
    }

    @Test
    void isOneWhereNothingIsNegotiated() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer);
            isStrictlyInOrder(peer);
        }
    }

    @Test
    void isOneWhereThePeerWantsNoMore() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, 1);
            isStrictlyInOrder(peer);
        }
    }

    /** What wants a worker waits for its turn, whatever comes behind it; an echo needs none. */
    private void isStrictlyInOrder(ScriptedPeer peer) throws Exception {
        ClientSession session = server.witness().opened();
        peer.send(store(1)).flush();
        assertThat(nextBegun()).isEqualTo(1);
        peer.send(store(2)).send("<C-ECHO-RQ 3>").send(store(4)).expect("<C-ECHO-RSP 3 0000H>");
        TestServer.patiently().until(() -> session.counters().requestsReceived() == 4);
        assertThat(begun).isEmpty();
        tell(1);
        peer.expect(Dimse.storeResponse(1, 0x0000));
        assertThat(nextBegun()).isEqualTo(2);
        tell(4);
        assertThat(begun).isEmpty();
        tell(2);
        peer.expect(Dimse.storeResponse(2, 0x0000) + Dimse.storeResponse(4, 0x0000))
                .release();
    }

    @Test
    void letsEightOperationsBeAnsweredInAnyOrder() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, MOST);
            List<Integer> all = new ArrayList<>();
            for (int id = 1; id <= MOST; id++) {
                peer.send(store(id));
            }
            peer.flush();
            for (int id = 1; id <= MOST; id++) {
                all.add(nextBegun());
            }
            assertThat(all).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
            for (int id : new int[] {5, 8, 1, 2, 7, 6, 3, 4}) {
                tell(id);
                peer.expect(Dimse.storeResponse(id, 0x0000));
            }
            peer.release();
        }
    }

    /** An echo needs no worker, and overtakes what has begun before it. */
    @Test
    void letsEchoesOvertake() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, MOST)
                    .send(store(1))
                    .send("<C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 2 0000H>")
                    .send("<C-ECHO-RQ 2>")
                    .expect("<C-ECHO-RSP 2 0000H>");
            tell(1);
            peer.expect(Dimse.storeResponse(1, 0x0000)).release();
        }
    }

    /** As many wait as the peer sends, and each begins when one has ended. */
    @Test
    void keepsWhatIsBeyondItWaiting() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, 2);
            for (int id = 1; id <= 6; id++) {
                peer.send(store(id));
            }
            peer.flush();
            assertThat(List.of(nextBegun(), nextBegun())).containsExactlyInAnyOrder(1, 2);
            for (int id = 1; id <= 6; id++) {
                tell(id);
                peer.expect(Dimse.storeResponse(id, 0x0000));
                if (id + 2 <= 6) {
                    assertThat(nextBegun()).isEqualTo(id + 2);
                }
                assertThat(begun).isEmpty();
            }
            peer.release();
        }
    }

    /**
     * Two operations end, and before the loop hears of it as many others and one more have begun: what waits behind them
     * has to wait on.
     */
    @Test
    void keepsWhatIsBeyondItWaitingThoughOthersHaveEnded() throws Exception {
        handler.does(action -> {
            begun.add(action.command().messageId());
            told.computeIfAbsent(action.command().messageId(), any -> new CountDownLatch(1))
                    .await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = server.connect()) {
            Dimse.associate(peer, 3).send(find(1) + find(2));
            assertThat(List.of(nextBegun(), nextBegun())).containsExactlyInAnyOrder(1, 2);
            peer.send("<C-ECHO-RQ 99>" + find(3) + find(4) + find(5) + find(6) + find(7));
            loopHeldUp.await();
            tell(1);
            peer.expect(Dimse.findResponse(1, 0x0000));
            tell(2);
            peer.expect(Dimse.findResponse(2, 0x0000));
            TestServer.awaitNoWorkerAtWork();
            loopMayGoOn.countDown();
            peer.expect("<C-ECHO-RSP 99 0000H>").send(find(8));
            for (int id = 3; id <= 8; id++) {
                assertThat(nextBegun()).isBetween(3, 8);
                tell(id);
                peer.expect(Dimse.findResponse(id, 0x0000));
            }
            peer.release();
        }
    }

    private static String find(int id) {
        return Dimse.command(
                Dimse.FIND, Dimse.FIND_CLASS + "<field 0020H> <message id %d> <no data set>".formatted(id));
    }

    /** PS3.7 C.5.2: a message id that is in use. Its data set is taken off the wire first. */
    @Test
    void refusesAMessageIdThatIsOutstanding() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, MOST).send(store(1)).flush();
            assertThat(nextBegun()).isEqualTo(1);
            peer.send(store(1))
                    .expect(Dimse.storeResponse(1, 0x0210))
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"))
                    .expect(Dimse.findResponse(1, 0x0210));
            tell(1);
            peer.expect(Dimse.storeResponse(1, 0x0000))
                    .send(store(1))
                    .expect(Dimse.storeResponse(1, 0x0000))
                    .release();
        }
    }

    @Test
    void refusesAMessageIdThatIsOutstandingAlone() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer).send(store(1)).flush();
            assertThat(nextBegun()).isEqualTo(1);
            peer.send(store(1)).send(store(1)).expect(Dimse.storeResponse(1, 0x0210) + Dimse.storeResponse(1, 0x0210));
            tell(1);
            peer.expect(Dimse.storeResponse(1, 0x0000)).release();
        }
    }

    /** Right after its answer an id is free again, though its operation may not be over for the server. */
    @Test
    void letsAMessageIdBeUsedAgainAfterItsAnswer() throws Exception {
        tell(1);
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, 2);
            for (int i = 0; i < 200; i++) {
                peer.send(store(1)).expect(Dimse.storeResponse(1, 0x0000));
            }
            peer.release();
        }
    }

    @Test
    void isReleasedWhenAllHaveEnded() throws Exception {
        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, MOST).send(store(1)).send(store(2)).send("<C-ECHO-RQ 3> <A-RELEASE-RQ>");
            peer.expect("<C-ECHO-RSP 3 0000H>");
            assertThat(List.of(nextBegun(), nextBegun())).containsExactlyInAnyOrder(1, 2);
            tell(2);
            peer.expect(Dimse.storeResponse(2, 0x0000));
            tell(1);
            peer.expect(Dimse.storeResponse(1, 0x0000) + "<A-RELEASE-RP>").finish();
        }
    }

    /** Two workers send at once to a peer that takes little at a time, and a third message comes from the loop. */
    @Test
    void interleavesByMessageNeverByFragment() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        byte[] identifier = Dimse.bytes(3000);
        handler.does(action -> {
            action.dataSet().readAllBytes();
            together.countDown();
            together.await();
            for (int i = 0; i < 10; i++) {
                action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(identifier)));
            }
            return DimseStatus.SUCCESS;
        });
        String window = "53 00 {2: 0008 0008}";

        try (ScriptedPeer peer = server.connect(segmentation)) {
            Dimse.associate(peer, 106, window, window)
                    .send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, "0102"))
                    .send(Dimse.findRequest(2) + Dimse.last(Dimse.FIND, "0102"))
                    .send("<C-ECHO-RQ 3>");
            List<String> finals = new ArrayList<>();
            while (finals.size() < 3) {
                byte[] pdu = peer.hearPdu();
                if (Arrays.equals(pdu, Words.bytes(Dimse.findResponseWithDataSet(1, 0xFF00)))
                        || Arrays.equals(pdu, Words.bytes(Dimse.findResponseWithDataSet(2, 0xFF00)))) {
                    peer.expect(Dimse.dataSet(Dimse.FIND, identifier, 100));
                } else {
                    finals.add(nameOf(pdu));
                }
            }
            assertThat(finals).containsExactlyInAnyOrder("find 1", "find 2", "echo 3");
            peer.release();
        }
    }

    private static String nameOf(byte[] pdu) {
        return Map.of(
                        "find 1", Dimse.findResponse(1, 0x0000),
                        "find 2", Dimse.findResponse(2, 0x0000),
                        "echo 3", "<C-ECHO-RSP 3 0000H>")
                .entrySet()
                .stream()
                .filter(known -> Arrays.equals(pdu, Words.bytes(known.getValue())))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("a fragment of a message within another: " + Arrays.toString(pdu)));
    }

    private static byte[] store(int id) {
        return Bytes.join(Words.bytes(Dimse.storeRequest(id)), Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(id), 3));
    }
}
