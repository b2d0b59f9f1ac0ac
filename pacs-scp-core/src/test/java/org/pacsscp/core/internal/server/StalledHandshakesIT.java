package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Limits;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Hundreds of peers that begin a TLS handshake and leave it there: each costs a connection until its deadline. */
class StalledHandshakesIT {
    private static final int STALLED = 500;
    private static final int HEALTHY = 20;
    private static final Duration HANDSHAKE = Timeouts.defaults().tlsHandshake();
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** Nothing, a part of a record's header, a header, and a part of a hello. */
    private static final List<String> BEGINNINGS =
            List.of("''", "16 03", "16 0301 0200", "16 0301 0200 01 0001FC 0303");

    @TempDir
    private static Path directory;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final FakeTime time = new FakeTime();

    @Test
    void endAtTheirDeadlineWhileOthersAreServed() throws Exception {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued own = pki.issue(authority, "own", "EC:P-256");
        Clients clients = Clients.trusting(authority);
        List<ScriptedPeer> stalled = new ArrayList<>();
        try (Server server = start(
                        TlsConfig.builder().key(own.key(), own.certificate()).build());
                ScriptedPeer before = connect(server, clients.socket("TLSv1.3")).associate()) {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(connect(server, new Socket()).send(BEGINNINGS.get(i % BEGINNINGS.size())));
            }
            TestServer.patiently().until(() -> server.statistics().connectionsAccepted() == 1 + STALLED);
            for (int i = 0; i < HEALTHY; i++) {
                echo(server, clients);
                before.send("<C-ECHO-RQ>").expect("<0000H>");
            }
            time.advance(HANDSHAKE.minus(MOMENT));
            echo(server, clients);
            for (ScriptedPeer peer : stalled) {
                peer.expectNothingYet();
            }
            time.advance(MOMENT);
            echo(server, clients);
            for (ScriptedPeer peer : stalled) {
                peer.expectEnd();
            }
            before.send("<C-ECHO-RQ>").expect("<0000H>").release();
            // Most have begun to speak; a flood of them is not one of lines.
            assertThat(log.text().lines().filter(line -> line.contains("Timeouts.tlsHandshake")))
                    .isNotEmpty()
                    .hasSizeLessThan(STALLED / 2);
        } finally {
            for (ScriptedPeer peer : stalled) {
                peer.close();
            }
        }
    }

    private Server start(TlsConfig tls) throws IOException {
        ServerConfig config = Server.builder()
                .endpoints(Endpoint.tls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls))
                .loops(1)
                .limits(Limits.builder()
                        .maxPendingConnections(2 * STALLED)
                        .maxPendingConnectionsPerAddress(2 * STALLED)
                        .build())
                .toConfig();
        return Servers.start(config, time);
    }

    private static void echo(Server server, Clients clients) throws IOException {
        try (ScriptedPeer peer = connect(server, clients.socket("TLSv1.2", "TLSv1.3"))) {
            peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
        }
    }

    private static ScriptedPeer connect(Server server, Socket socket) throws IOException {
        return Peers.connect(socket, server.endpoints().get(0).address());
    }
}
