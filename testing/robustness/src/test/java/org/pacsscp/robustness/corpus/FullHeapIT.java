package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.robustness.target.FailedServer;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * The heap of a server is full to its last byte while peers come: the first time that it needs memory there is none, not even for
 * the words of its log. Afterwards it serves, or its process has ended.
 */
class FullHeapIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int PEERS = 8;

    private static final byte[] UNFINISHED = Bytes.join(Bytes.hex("01 00 00001000"), Bytes.zeros(100));

    /** It has just been started, so that nearly all is done for the first time. */
    @ParameterizedTest
    @ValueSource(ints = {500, 1500, 3000, 6000})
    void endsOrServes(int millis) throws Exception {
        try (ChildServer server = ChildServer.ofFullHeap("24m", millis)) {
            assertEndsOrServes(server, Endpoint.plain("127.0.0.1", server.port()));
        }
    }

    @Test
    void endsOrServesAfterItHasServed() throws Exception {
        try (ChildServer server = ChildServer.ofFullHeap("24m", 1500)) {
            Endpoint endpoint = Endpoint.plain("127.0.0.1", server.port());
            assertThat(serves(endpoint)).isTrue();
            assertEndsOrServes(server, endpoint);
        }
    }

    private static void assertEndsOrServes(ChildServer server, Endpoint endpoint) throws Exception {
        server.fillHeap();
        boolean serves = come(server, endpoint) && serves(endpoint);
        assertThat(serves || server.hasEnded(FailedServer.STATUS, PATIENCE))
                .as("serves, or has ended as a process whose server has failed")
                .isTrue();
    }

    private static boolean serves(Endpoint endpoint) throws Exception {
        return new Player(endpoint, Target.AE_TITLE, PATIENCE).awaitHealth(PATIENCE);
    }

    /** Each says something once the one before it has had a moment; tells whether the process lives until there is room. */
    private static boolean come(ChildServer server, Endpoint endpoint) throws IOException {
        List<Connection> peers = new ArrayList<>();
        try {
            for (int i = 0; i < PEERS; i++) {
                Connection peer = Connection.connect(endpoint, PATIENCE);
                peers.add(peer);
                peer.send(UNFINISHED);
                peer.hear(MOMENT);
            }
            return server.awaitRoom();
        } catch (IOException e) {
            // It has failed already, and listens no more or has ended.
            return server.awaitRoom();
        } finally {
            for (Connection peer : peers) {
                peer.close();
            }
        }
    }
}
