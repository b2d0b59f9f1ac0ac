package org.pacsscp.robustness.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pacsscp.robustness.target.HealthyPeer;
import org.pacsscp.robustness.target.Target;
import org.pacsscp.testkit.wire.Bytes;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Credulous;
import org.pacsscp.testkit.wire.Endpoint;

/**
 * Thousands of peers from hundreds of addresses, each of which keeps its own limits, at a server with little heap: an
 * honest one is answered all the same.
 */
class CrowdIT {
    private static final String HOST = "127.0.0.1";
    private static final int CROWD = 4_000;
    private static final int ADDRESSES = 200;
    private static final int HANDSHAKES = 500;
    private static final int ECHOES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Most of a request of 128 KiB. */
    private static final byte[] UNFINISHED = Bytes.join(
            Bytes.hex("01 00 00020000 0001 0000"),
            Bytes.text("PACS_SCP        CROWD           "),
            Bytes.zeros(60 * 1024 - 42));

    private static final byte[] CLAIM = Bytes.join(Bytes.hex("01 00 FFFFFFFF"), Bytes.zeros(100));

    private final List<Connection> crowd = new ArrayList<>();

    @AfterEach
    void closeAll() throws IOException {
        for (Connection peer : crowd) {
            peer.close();
        }
    }

    @Test
    void doesNotKeepAnHonestPeerOut() throws IOException {
        try (ChildServer server = ChildServer.start("64m")) {
            Endpoint endpoint = Endpoint.plain(HOST, server.port());
            for (int echo = 0; echo < ECHOES; echo++) {
                grow(endpoint, CROWD / ECHOES);
                new HealthyPeer(endpoint, Target.AE_TITLE, PATIENCE).echo();
            }
            assertThat(crowd).hasSize(CROWD);
            closeAll();
            new HealthyPeer(endpoint, Target.AE_TITLE, PATIENCE).echo();
        }
    }

    /** Each has made the server answer with its certificate, and says no more: an engine of TLS each, and its buffers. */
    @Test
    void ofHalfDoneHandshakesDoesNotKeepAnHonestPeerOut() throws Exception {
        byte[] hello = clientHello();
        try (ChildServer server = ChildServer.start("64m", "--tls")) {
            int port = server.tlsPort();
            Endpoint honest = Endpoint.tls(HOST, port, Credulous.context());
            for (int echo = 0; echo < ECHOES; echo++) {
                for (int i = 0; i < HANDSHAKES / ECHOES; i++) {
                    String from = "127.2." + i % 20 + ".1";
                    Connection peer = Connection.connect(
                            Endpoint.plain(HOST, port), LIFETIME, Optional.of(new InetSocketAddress(from, 0)));
                    crowd.add(peer);
                    send(peer, hello);
                }
                new HealthyPeer(honest, Target.AE_TITLE, PATIENCE).echo();
            }
            assertThat(crowd).hasSize(HANDSHAKES);
        }
    }

    private static byte[] clientHello() throws SSLException {
        SSLEngine engine = Credulous.context().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** A quarter is silent, a quarter claims 4 GiB, half leaves a request unfinished. */
    private void grow(Endpoint endpoint, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int number = crowd.size();
            String from = "127.1." + number % ADDRESSES + ".1";
            Connection peer = Connection.connect(endpoint, LIFETIME, Optional.of(new InetSocketAddress(from, 0)));
            crowd.add(peer);
            // Not by the number's remainder: each address shall have peers of each kind.
            switch (number / ADDRESSES % 4) {
                case 0 -> {}
                case 1 -> send(peer, CLAIM);
                default -> send(peer, UNFINISHED);
            }
        }
    }

    /** The server may have closed the connection in favour of another one. */
    private static void send(Connection peer, byte[] bytes) {
        try {
            peer.send(bytes);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|closed|aborted).*");
        }
    }
}
