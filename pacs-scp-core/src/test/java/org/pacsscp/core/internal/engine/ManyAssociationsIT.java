package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;

/** Many associations at once, and many one after another, which must leave nothing behind. */
class ManyAssociationsIT {
    private static final int AT_ONCE = 200;
    private static final int ROUNDS = 20;
    private static final int ONE_AFTER_ANOTHER = 10_000;
    private static final int TO_WARM_UP = 1_000;
    private static final long MEBIBYTE = 1 << 20;

    private final PrintStream standardError = System.err;
    private final Server server = TestServer.builder()
            .loops(2)
            .limits(Limits.builder()
                    .maxAssociations(AT_ONCE)
                    .maxPendingConnectionsPerAddress(AT_ONCE)
                    .build())
            .build();

    /** Nobody reads thousands of lines about peers that went, and kept they would look like a leak. */
    @BeforeEach
    void start() throws IOException {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        System.setErr(standardError);
    }

    @Test
    void echoAtOnce() throws IOException {
        InetSocketAddress address = server.addresses().get(0);
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                peers.add(ScriptedPeer.connect(address, Segments.WHOLE));
            }
            for (ScriptedPeer peer : peers) {
                peer.send("<A-ASSOCIATE-RQ>");
            }
            for (ScriptedPeer peer : peers) {
                peer.expect("<A-ASSOCIATE-AC>");
            }
            assertThat(server.sessions()).hasSize(AT_ONCE);
            for (int id = 1; id <= ROUNDS; id++) {
                for (ScriptedPeer peer : peers) {
                    peer.send("<C-ECHO-RQ %d>".formatted(id));
                }
                for (ScriptedPeer peer : peers) {
                    peer.expect("<C-ECHO-RSP %d 0000H>".formatted(id));
                }
            }
            for (ScriptedPeer peer : peers) {
                peer.send("<A-RELEASE-RQ>");
            }
            for (ScriptedPeer peer : peers) {
                peer.expect("<A-RELEASE-RP>").finish();
            }
        } finally {
            for (ScriptedPeer peer : peers) {
                peer.close();
            }
        }

        assertThat(server.statistics().requestsAnswered()).isEqualTo((long) AT_ONCE * ROUNDS);
    }

    @Test
    void leaveThreadsDescriptorsAndHeapAsTheyWere() throws IOException {
        associate(TO_WARM_UP);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long descriptors = openDescriptors();
        long heap = usedHeap();

        associate(ONE_AFTER_ANOTHER);

        assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(threads);
        TestServer.patiently().untilAsserted(() -> assertThat(openDescriptors()).isLessThanOrEqualTo(descriptors));
        assertThat(usedHeap()).isLessThan(heap + 2 * MEBIBYTE);
    }

    /** In each way in which an association can end, or not come to be. */
    private void associate(int times) throws IOException {
        InetSocketAddress address = server.addresses().get(0);
        Conversation[] conversations = {
            peer -> peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release(),
            peer -> peer.associate().send("<A-ABORT>").expectEnd(),
            peer -> peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").reset(),
            peer -> peer.associate()
                    .send("04 00 {4: {4: 01 01 0000}} 08")
                    .expect("<A2/1>")
                    .finish(),
            peer -> peer.send("01 00 00000001").expect("<A0>").finish(),
            peer -> peer.send("01 00 00000100 <fixed>").reset()
        };
        for (int i = 0; i < times; i++) {
            try (ScriptedPeer peer = ScriptedPeer.connect(address, Segments.WHOLE)) {
                conversations[i % conversations.length].hold(peer);
            }
        }
        TestServer.awaitNoSession(server);
    }

    private interface Conversation {
        void hold(ScriptedPeer peer) throws IOException;
    }

    private static long openDescriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    /** The least of several, as a collection may leave to the next what it has just found. */
    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
