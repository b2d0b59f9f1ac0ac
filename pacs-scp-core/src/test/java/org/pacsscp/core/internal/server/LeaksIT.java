package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.OpenFiles;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.UsedHeap;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.testkit.script.ScriptedPeer;

/**
 * Associations of every kind, one after another, in each way in which they can end or not come to be: 2,000, or as many
 * as {@code -Dpacsscp.leaks=10000} says, which CI does. They leave threads as they were,
 * not one socket more, no more selectors than are kept for the next ones, and at most 1 MiB of heap.
 */
class LeaksIT {
    private static final int MANY = Integer.getInteger("pacsscp.leaks", 2_000);
    private static final int TO_WARM_UP = 1_000;
    private static final int ONE_WITH_TLS_IN = 41;
    private static final long MEBIBYTE = 1 << 20;

    /** Message ids, which tell the handler what to do. */
    private static final int READS = 2;

    private static final int WAITS = 3;
    private static final int ANSWERS = 4;

    @TempDir
    private static Path directory;

    private final PrintStream standardError = System.err;
    private final byte[] store = Words.bytes(Dimse.storeRequest(READS) + Dimse.last(Dimse.STORAGE, "00".repeat(2_000)));
    private final Conversation[] conversations = {
        // Released
        peer -> peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release(),
        peer -> Dimse.associate(peer)
                .send(store)
                .expect(Dimse.storeResponse(READS, 0x0000))
                .release(),
        peer -> Dimse.associate(peer)
                .send(Dimse.findRequest(ANSWERS) + Dimse.last(Dimse.FIND, "0102"))
                .expect(Dimse.findResponseWithDataSet(ANSWERS, 0xFF00) + Dimse.last(Dimse.FIND, "0304"))
                .expect(Dimse.findResponse(ANSWERS, 0x0000))
                .release(),
        peer -> Dimse.associate(peer)
                .send(Dimse.findRequest(WAITS) + Dimse.last(Dimse.FIND, "0102") + Dimse.cancel(WAITS))
                .expect(Dimse.findResponse(WAITS, 0xFE00))
                .release(),
        // Aborted by the peer, at rest and in an operation
        peer -> peer.associate().send("<A-ABORT>").expectEnd(),
        peer -> Dimse.associate(peer)
                .send(Dimse.findRequest(WAITS) + Dimse.last(Dimse.FIND, "0102") + "<A-ABORT>")
                .expectEnd(),
        // Aborted by us: no PDU, no command, no context
        peer -> peer.associate()
                .send("04 00 {4: {4: 01 01 0000}} 08")
                .expect("<A2/1>")
                .finish(),
        peer -> peer.associate()
                .send(Words.message("0000 0001 FFFFFF7F"))
                .expect("<A0>")
                .finish(),
        peer -> peer.associate()
                .send("04 00 {4: {4: 09 03 0000}}")
                .expect("<A2/6>")
                .finish(),
        // Rejected, refused
        peer -> peer.send(Words.requestBetween("ANOTHER_SCP", "SCRIPTED_PEER"))
                .expect("<RJ(1,1,7)>")
                .finish(),
        peer -> peer.send("01 00 00000001").expect("<A0>").finish(),
        peer -> peer.send("'GET / HTTP/1.1' 0D0A").expect("<A0>").finish(),
        // Broken off: before the association, at rest, in a PDU, in a data set
        peer -> peer.send("01 00 00000100 <fixed>").reset(),
        peer -> peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").reset(),
        peer -> peer.associate()
                .send("04 00 00001000 00000FFC 01 01")
                .endSending()
                .expectEnd(),
        peer -> Dimse.associate(peer).send(store, 0, store.length - 500).reset()
    };

    private Clients clients;
    private Server server;

    private interface Conversation {
        void hold(ScriptedPeer peer) throws IOException;
    }

    private static DimseStatus serve(Action action) throws Exception {
        action.dataSet().readAllBytes();
        switch (action.command().messageId()) {
            case WAITS -> {
                CountDownLatch cancelled = new CountDownLatch(1);
                action.onCancel(cancelled::countDown);
                cancelled.await();
                return DimseStatus.CANCEL;
            }
            case ANSWERS -> action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[] {3, 4})));
            default -> {}
        }
        return DimseStatus.SUCCESS;
    }

    /** Nobody reads thousands of lines about peers that went, and kept they would look like a leak. */
    @BeforeEach
    void start() throws Exception {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued own = pki.issue(authority, "server", "EC:P-256");
        clients = Clients.trusting(authority);
        server = TestServer.builder()
                .loops(2)
                .handler(LambdaHandler.worker(LeaksIT::serve, Dimse.storage(), Dimse.find()))
                .endpoints(
                        Endpoint.plain(TestServer.LOOPBACK),
                        Endpoint.tls(
                                TestServer.LOOPBACK,
                                TlsConfig.builder()
                                        .key(own.key(), own.certificate())
                                        .build()))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        System.setErr(standardError);
    }

    @Test
    void leaveThreadsDescriptorsAndHeapAsTheyWere() throws Exception {
        OpenFiles.Before before = OpenFiles.Before.now();
        associate(TO_WARM_UP);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long heap = UsedHeap.bytes();

        associate(MANY);

        TestServer.patiently()
                .untilAsserted(
                        () -> assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                                .isLessThanOrEqualTo(threads));
        before.assertNothingIsLeft();
        assertThat(UsedHeap.bytes()).isLessThan(heap + MEBIBYTE);
    }

    private void associate(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            try (ScriptedPeer peer = connect(i % ONE_WITH_TLS_IN == 0)) {
                conversations[i % conversations.length].hold(peer);
            }
        }
        TestServer.awaitNoSession(server);
        TestServer.awaitNoWorkerAtWork();
    }

    private ScriptedPeer connect(boolean tls) throws IOException {
        return tls
                ? Peers.connect(
                        clients.socket("TLSv1.3"), server.endpoints().get(1).address())
                : Peers.connect(server.endpoints().get(0).address());
    }
}
