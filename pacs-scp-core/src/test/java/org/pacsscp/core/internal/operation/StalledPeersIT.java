package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.server.Servers;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.ScriptedHandler;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * Peers that hold a connection and get no further, by the clock of the machine: each ends at its deadline, and none before
 * it. {@code DeadlinesIT} has the deadlines to the millisecond, by a clock of its own.
 */
class StalledPeersIT {
    private static final Duration DEADLINE = Duration.ofMillis(700);

    /** Bytes that drip are this far apart. */
    private static final int DRIP_MILLIS = 40;

    private static final Duration NONE = Duration.ZERO;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final Witness witness = new Witness();
    private final ScriptedHandler handler = ScriptedHandler.create();
    private Server server;
    private long begun;

    @BeforeEach
    void start() throws IOException {
        start(Timeouts.builder()
                .request(DEADLINE)
                .artim(DEADLINE)
                .idle(DEADLINE)
                .write(DEADLINE)
                .build());
        handler.does(action -> {
            action.dataSet().transferTo(OutputStream.nullOutputStream());
            return DimseStatus.SUCCESS;
        });
    }

    private void start(Timeouts timeouts) throws IOException {
        ServerConfig config = TestServer.builder()
                .listener(witness)
                .handler(handler)
                .timeouts(timeouts)
                .limits(Limits.builder().minReceiveRate(1024).build())
                .toConfig();
        server = Servers.start(config, TimeSource.SYSTEM, DEADLINE);
        begun = System.nanoTime();
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @Test
    void dripsARequest() throws Exception {
        begun = System.nanoTime();
        try (ScriptedPeer peer = connect()) {
            peer.send("01 00 00001000 <fixed>");
            drip(peer, "00");
            assertDeadlineHasPassed();
            peer.expectClosed();
        }
        assertThat(witness.refused()).contains("Timeouts.request");
    }

    @Test
    void dripsAfterItWasToldToGo() throws Exception {
        try (ScriptedPeer peer = connect()) {
            begun = System.nanoTime();
            peer.send("<A-RELEASE-RQ>").expect("<A0>").send("04 00 00001000");
            drip(peer, "00");
            assertDeadlineHasPassed();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a header        | 04 00 00
            a command set   | 04 00 {4: {4: 03 01 0000 0000}}
            """)
    void isSilentInTheMiddle(String what, String sent) throws Exception {
        try (ScriptedPeer peer = connect()) {
            begun = System.nanoTime();
            Dimse.associate(peer);
            peer.send(sent).expect("<A0>");
            assertDeadlineHasPassed();
            peer.finish();
        }
        assertTimedOut("Timeouts.idle");
    }

    @Test
    void dripsOneFragmentOfADataSet() throws Exception {
        try (ScriptedPeer peer = connect()) {
            begun = System.nanoTime();
            Dimse.associate(peer).send(Dimse.storeRequest(1));
            peer.send("04 00 00001000 00000FFC 03 00");
            drip(peer, "00");
            assertDeadlineHasPassed();
        }
        assertTimedOut("Timeouts.idle");
        assertThat(handler.outcome()).isInstanceOf(DataSetException.class);
    }

    /** Whole PDUs come, so the association is not idle; there is one byte of the data set in each. */
    @Test
    void dripsADataSetInWholePdus() throws Exception {
        try (ScriptedPeer peer = connect()) {
            begun = System.nanoTime();
            Dimse.associate(peer).send(Dimse.storeRequest(1));
            drip(peer, Dimse.fragment(Dimse.STORAGE, "00"));
            assertDeadlineHasPassed();
        }
        assertTimedOut("Limits.minReceiveRate");
        assertThat(handler.outcome()).isInstanceOf(DataSetException.class);
    }

    /** The peer asks on and on but never reads, until neither side's buffers take any more. */
    @Test
    void asksButDoesNotRead() throws Exception {
        restart(Timeouts.builder().idle(NONE).write(DEADLINE).build());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        byte[] requests = Words.bytes("<C-ECHO-RQ>".repeat(500));
        try (ScriptedPeer peer = Peers.connect(socket, server.endpoints().get(0).address())) {
            peer.associate();
            begun = System.nanoTime();
            CompletableFuture.runAsync(() -> sendUntilItBreaks(peer, requests)).join();
            assertDeadlineHasPassed();
        }
        AssociationEnd end = witness.ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
        assertThat(end.detail()).contains("Timeouts.write");
    }

    @Test
    void doesNotReadWhatAWorkerSends() throws Exception {
        handler.does(action -> {
            assertThat(action.dataSet().read()).isEqualTo(-1);
            while (true) {
                action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[100_000])));
            }
        });
        try (ScriptedPeer peer = connect()) {
            Dimse.associate(peer);
            begun = System.nanoTime();
            peer.send(Dimse.findRequest(1) + Dimse.last(Dimse.FIND, ""));
            assertThat(handler.outcome()).isInstanceOf(IOException.class);
            assertDeadlineHasPassed();
            // Before the peer goes, which would be heard too.
            assertThat(witness.ended().detail()).contains("Timeouts.write");
        }
    }

    /** A peer that closes its sending side will never say another word: nothing is waited for. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            before a request           | ''                                    | ''
            in a request               | 01 00 00001000 <fixed>                | ''
            after a rejection          | 01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>} | <RJ(1,2,2)>
            after an abort             | 00                                    | <A0>
            in an association          | <A-ASSOCIATE-RQ>                      | <A-ASSOCIATE-AC>
            in a header                | <A-ASSOCIATE-RQ> 04 00 00             | <A-ASSOCIATE-AC>
            """)
    void closesItsSendingSide(String what, String sent, String answer) throws Exception {
        restartWithoutDeadlines();
        try (ScriptedPeer peer = connect()) {
            peer.send(sent).expect(answer).finish();
        }
        TestServer.awaitNoSession(server);
    }

    @Test
    void closesItsSendingSideInADataSet() throws Exception {
        restartWithoutDeadlines();
        try (ScriptedPeer peer = connect()) {
            Dimse.associate(peer)
                    .send(Dimse.storeRequest(1) + Dimse.fragment(Dimse.STORAGE, "00 00"))
                    .finish();
        }
        assertThat(handler.outcome())
                .isInstanceOfSatisfying(
                        DataSetException.class,
                        e -> assertThat(e.reason()).isEqualTo(DataSetException.Cause.PEER_LOST));
        assertThat(witness.ended().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
    }

    @Test
    void closesItsSendingSideWhileAHandlerWorks() throws Exception {
        restartWithoutDeadlines();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        handler.does(action -> {
            action.dataSet().transferTo(OutputStream.nullOutputStream());
            action.onCancel(cancelled::countDown);
            working.countDown();
            cancelled.await();
            return DimseStatus.SUCCESS;
        });
        try (ScriptedPeer peer = connect()) {
            Dimse.associate(peer).send(Dimse.storeRequest(1) + Dimse.last(Dimse.STORAGE, "00 00"));
            working.await();
            peer.finish();
        }
        assertThat(handler.outcome()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(witness.ended().kind()).isEqualTo(AssociationEnd.Kind.CONNECTION_LOST);
    }

    private void restartWithoutDeadlines() throws IOException {
        restart(Timeouts.builder()
                .request(NONE)
                .artim(NONE)
                .idle(NONE)
                .write(NONE)
                .build());
    }

    private void restart(Timeouts timeouts) throws IOException {
        server.stop(Duration.ZERO);
        start(timeouts);
    }

    /** Sends the same again and again until the server has ended the connection, whatever it says before. */
    private static void drip(ScriptedPeer peer, String drop) {
        byte[] bytes = Words.bytes(drop);
        try {
            while (peer.isSilentFor(DRIP_MILLIS)) {
                peer.send(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    private static void sendUntilItBreaks(ScriptedPeer peer, byte[] bytes) {
        try {
            while (true) {
                peer.send(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Counted from before the last PDU that was whole, since the server counts from when it had that. */
    private void assertDeadlineHasPassed() {
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(DEADLINE);
    }

    private void assertTimedOut(String deadline) throws InterruptedException {
        AssociationEnd end = witness.ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.TIMED_OUT);
        assertThat(end.detail()).contains(deadline);
    }

    private ScriptedPeer connect() throws IOException {
        return Peers.connect(server.endpoints().get(0).address());
    }
}
