package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.Limits;

/** Connections without an association: many of them, from one address, do not keep others out. */
class PendingConnectionsIT {
    /** {@code -Dpacsscp.flood=20000} is a minute's worth; by default some seconds of that rate. */
    private static final int FLOOD = Integer.getInteger("pacsscp.flood", 1500);

    private static final int HELD = 200;

    @RegisterExtension
    private final TestServer server = TestServer.with(builder -> builder.limits(Limits.builder()
            .maxPendingConnections(64)
            .maxPendingConnectionsPerAddress(32)
            .build()));

    @Test
    void ofOneAddressDoNotHarmPeersOfOthers() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> echoUntil(over, "127.0.0.1"));
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> echoUntil(over, "127.0.0.3"));
        Deque<Socket> held = new ArrayDeque<>();
        try {
            for (int i = 0; i < FLOOD && !one.isDone() && !other.isDone(); i++) {
                held.add(connectFrom("127.0.0.2"));
                if (held.size() > HELD) {
                    held.remove().close();
                }
            }
        } finally {
            over.set(true);
            for (Socket socket : held) {
                socket.close();
            }
        }
        assertThat(one.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(other.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(server.server().statistics().connectionsAccepted()).isGreaterThanOrEqualTo(FLOOD);
        // A flood of connections is not one of lines.
        assertThat(server.log().text().lines().filter(line -> line.contains("127.0.0.2")))
                .hasSizeLessThan(FLOOD / 2);
    }

    /** The limit in all holds for addresses that keep to their own. */
    @Test
    void ofManyAddressesAreLimitedInAll() throws IOException, InterruptedException {
        Deque<Socket> held = new ArrayDeque<>();
        for (int i = 0; i < 64; i++) {
            held.add(connectFrom("127.0.1." + (1 + i)));
        }
        TestServer.patiently().until(() -> server.server().statistics().connectionsAccepted() == 64);
        try (ScriptedPeer peer = server.connectFrom("127.0.0.1")) {
            peer.expectEnd();
        }
        assertThat(server.witness().refused()).contains("Limits.maxPendingConnections)");
        for (Socket socket : held) {
            socket.close();
        }
        TestServer.patiently().untilAsserted(() -> {
            try (ScriptedPeer peer = server.connectFrom("127.0.0.1")) {
                peer.associate().release();
            }
        });
    }

    private int echoUntil(AtomicBoolean over, String host) {
        int echoed = 0;
        try {
            while (!over.get()) {
                try (ScriptedPeer peer = server.connectFrom(host)) {
                    peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
                }
                echoed++;
            }
        } catch (IOException e) {
            throw new AssertionError("peer of " + host + " failed after " + echoed + " echoes", e);
        }
        return echoed;
    }

    private Socket connectFrom(String host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        socket.connect(server.server().addresses().get(0), 30_000);
        return socket;
    }
}
