package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Action;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.io.OpenFiles;
import org.pacsscp.core.internal.support.Dimse;
import org.pacsscp.core.internal.support.LambdaHandler;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Words;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Associations with workers that end in every way, many times: nothing of them is left. */
class WorkersLeaveNothingIT {
    private static final int MANY = 1_000;
    private static final int TO_WARM_UP = 200;
    private static final int AT_ONCE = 20;
    private static final long MEBIBYTE = 1 << 20;

    /** More than the buffers of the sockets and the engine hold. */
    private static final int MUCH = 300_000;

    private static final int WAITS = 1;
    private static final int READS = 2;
    private static final int LEAVES = 3;
    private static final int THROWS = 4;
    private static final int ANSWERS = 5;

    private final byte[] request = Words.bytes(Dimse.storeRequest(READS));
    private final byte[] large = Dimse.dataSet(Dimse.STORAGE, Dimse.bytes(MUCH), 16_000);
    private final PrintStream standardError = System.err;
    private final Server server = TestServer.builder()
            .handler(LambdaHandler.worker(WorkersLeaveNothingIT::serve, Dimse.storage(), Dimse.find()))
            .loops(2)
            .limits(Limits.builder()
                    .maxAssociations(AT_ONCE)
                    .maxPendingConnectionsPerAddress(AT_ONCE)
                    .build())
            .timeouts(Timeouts.builder().operation(Duration.ofSeconds(3)).build())
            .build();

    private interface Conversation {
        void hold(ScriptedPeer peer) throws IOException;
    }

    private static DimseStatus serve(Action action) throws Exception {
        switch (action.command().messageId()) {
            case WAITS -> {
                action.dataSet().readAllBytes();
                CountDownLatch cancelled = new CountDownLatch(1);
                action.onCancel(cancelled::countDown);
                cancelled.await();
                return DimseStatus.CANCEL;
            }
            case READS -> action.dataSet().transferTo(OutputStream.nullOutputStream());
            case LEAVES -> action.dataSet().readNBytes(10);
            case THROWS -> throw new IllegalStateException("on purpose");
            default -> {
                action.dataSet().readAllBytes();
                for (int i = 0; i < 10; i++) {
                    action.sendPending(DimseStatus.PENDING.withDataSet(out -> out.write(new byte[100_000])));
                }
            }
        }
        return DimseStatus.SUCCESS;
    }

    /** Nobody reads thousands of lines about peers that went. */
    @BeforeEach
    void silence() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.close();
        System.setErr(standardError);
    }

    @Test
    void leaveNoThreadSocketBufferOrPlace() throws IOException {
        // What the JDK opens for the first server of a virtual machine, it keeps.
        server.start();
        associate(1);
        server.close();
        long descriptors = OpenFiles.count();
        server.start();
        associate(TO_WARM_UP);
        letOperationsTimeOut();
        long direct = directMemory();
        long descriptorsAtWork = OpenFiles.count();

        associate(MANY);
        letOperationsTimeOut();
        OpenFiles.assertAtMost(descriptorsAtWork);
        // One buffer for each association of one kind would be more; the JDK itself has some for each thread.
        assertThat(directMemory()).isLessThan(direct + 4 * MEBIBYTE);
        fillAllPlaces();

        server.close();
        TestServer.patiently().untilAsserted(() -> assertThat(threads()).isEmpty());
        OpenFiles.assertAtMost(descriptors);
    }

    private void associate(int times) throws IOException {
        Conversation[] conversations = {
            // Released
            peer -> peer.send(request)
                    .send(large)
                    .expect(Dimse.storeResponse(READS, 0x0000))
                    .send(store(LEAVES))
                    .expect(Dimse.storeResponse(LEAVES, 0x0000))
                    .release(),
            peer -> peer.send(store(THROWS))
                    .expect(Dimse.storeResponse(THROWS, 0x0110))
                    .release(),
            peer -> peer.send(store(WAITS) + Dimse.cancel(WAITS))
                    .expect(Dimse.storeResponse(WAITS, 0xFE00))
                    .release(),
            // Aborted by the peer, in a data set, in an operation, in an answer
            peer -> peer.send(request).send(large, 0, 16_012).send("<A-ABORT>").expectEnd(),
            peer -> peer.send(store(WAITS) + "<A-ABORT>").expectEnd(),
            peer -> peer.send(find(ANSWERS))
                    .expect(Dimse.findResponseWithDataSet(ANSWERS, 0xFF00))
                    .send("<A-ABORT>"),
            // Aborted by us
            peer -> peer.send(request)
                    .send(large, 0, 16_012)
                    .send("<A-RELEASE-RQ>")
                    .expect("<A2/2>")
                    .finish(),
            peer -> peer.send(store(READS))
                    .expect(Dimse.storeResponse(READS, 0x0000))
                    .send("FF")
                    .expect("<A2/1>")
                    .finish(),
            // Cut
            peer -> peer.send(request).send(large, 0, 20_000).reset(),
            peer -> peer.send(request).send(large, 0, 20_000).endSending().expectEnd(),
            peer -> peer.send(store(WAITS)).reset(),
            peer -> peer.send(find(ANSWERS)).reset()
        };
        for (int i = 0; i < times; i++) {
            try (ScriptedPeer peer = connect()) {
                conversations[i % conversations.length].hold(Dimse.associate(peer));
            }
            TestServer.awaitNoSession(server);
        }
        TestServer.awaitNoWorkerAtWork();
    }

    private static String store(int id) {
        return Dimse.storeRequest(id) + Dimse.last(Dimse.STORAGE, "00".repeat(20));
    }

    private static String find(int id) {
        return Dimse.findRequest(id) + Dimse.last(Dimse.FIND, "0102");
    }

    /** Half of them in their data set, half when they have read it. */
    private void letOperationsTimeOut() throws IOException {
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                ScriptedPeer peer = connect();
                peers.add(peer);
                Dimse.associate(peer);
                if (i % 2 == 0) {
                    peer.send(store(WAITS));
                } else {
                    peer.send(request).send(large, 0, 20_000);
                }
            }
            for (ScriptedPeer peer : peers) {
                peer.expect("<A0>").finish();
            }
        } finally {
            for (ScriptedPeer peer : peers) {
                peer.close();
            }
        }
        TestServer.awaitNoSession(server);
        TestServer.awaitNoWorkerAtWork();
    }

    /** As many associations as may be, each with an operation under way. */
    private void fillAllPlaces() throws IOException {
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                ScriptedPeer peer = connect();
                peers.add(peer);
                Dimse.associate(peer).send(request).send(large, 0, 20_000);
            }
            assertThat(server.sessions()).hasSize(AT_ONCE);
            for (ScriptedPeer peer : peers) {
                peer.send(large, 20_000, large.length - 20_000)
                        .expect(Dimse.storeResponse(READS, 0x0000))
                        .release();
            }
        } finally {
            for (ScriptedPeer peer : peers) {
                peer.close();
            }
        }
    }

    private ScriptedPeer connect() throws IOException {
        InetSocketAddress address = server.endpoints().get(0).address();
        return Peers.connect(address);
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pacs-scp-") && !name.startsWith("pacs-scp-testkit-"))
                .toList();
    }

    private static long directMemory() {
        System.gc();
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
