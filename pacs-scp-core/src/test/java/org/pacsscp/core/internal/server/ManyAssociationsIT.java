package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Many associations at once. */
class ManyAssociationsIT {
    private static final int AT_ONCE = 200;
    private static final int ROUNDS = 20;

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
        InetSocketAddress address = server.endpoints().get(0).address();
        List<ScriptedPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < AT_ONCE; i++) {
                peers.add(Peers.connect(address));
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
}
