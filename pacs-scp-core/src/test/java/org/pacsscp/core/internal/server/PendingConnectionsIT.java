package org.pacsscp.core.internal.server;

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
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

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
        TestServer.patiently().until(() -> server.server().statistics().connectionsAccepted() >= FLOOD);
        // A flood of connections is not one of lines.
        assertThat(server.log().text().lines().filter(line -> line.contains("127.0.0.2")))
                .hasSizeLessThan(FLOOD / 2);
    }

    /** Where all places are taken by addresses that keep to their share, the newcomer has that of the longest silent. */
    @Test
    void ofManyAddressesMakePlaceForANewcomer() throws Exception {
        Deque<Socket> held = new ArrayDeque<>();
        for (int i = 0; i < 64; i++) {
            held.add(connectFrom("127.0.1." + (1 + i)));
            long accepted = i + 1L;
            TestServer.patiently().until(() -> server.server().statistics().connectionsAccepted() == accepted);
        }
        try (ScriptedPeer peer = server.connectFrom("127.0.0.1")) {
            peer.associate().release();
        }
        assertThat(server.witness().refused()).contains("Limits.maxPendingConnections)");
        Socket first = held.remove();
        first.setSoTimeout(30_000);
        assertThat(first.getInputStream().read()).isEqualTo(-1);
        first.close();
        for (Socket socket : held) {
            socket.close();
        }
    }

    /** NAT, a balancer or a router: many peers of one address at once are served, as long as places are not short. */
    @Test
    void ofOneAddressAreServedWhilePlacesAreNotShort() throws Exception {
        Limits limits = Limits.builder().maxAssociations(200).build();
        try (Server own = TestServer.builder().limits(limits).build().start()) {
            Deque<ScriptedPeer> crowd = new ArrayDeque<>();
            for (int i = 0; i < 200; i++) {
                crowd.add(Peers.connect(own.endpoints().get(0).address()));
            }
            for (ScriptedPeer peer : crowd) {
                peer.associate();
            }
            for (ScriptedPeer peer : crowd) {
                peer.release();
                peer.close();
            }
        }
    }

    /** Each request is far below its own limit; all together are not. */
    @Test
    void doNotHoldMoreThanTheirBudget() throws Exception {
        int budget = 1 << 16;
        ServerConfig config = TestServer.builder()
                .limits(Limits.builder().maxPendingBytes(budget).build())
                .toConfig();
        ServerContext context = ServerContext.create(config, HandlerDiscovery.discover(), TimeSource.SYSTEM);
        Deque<ScriptedPeer> crowd = new ArrayDeque<>();
        try (Server own = new DefaultServer(context).start()) {
            for (int i = 0; i < 100; i++) {
                crowd.add(Peers.connect(own.endpoints().get(0).address())
                        .send("01 00 00010000 <fixed> " + "00".repeat(1000)));
            }
            for (int i = 0; i < 10; i++) {
                TestServer.echo(own);
                assertThat(context.waitingRoom().held()).isLessThanOrEqualTo(2L * budget);
            }
            TestServer.patiently().until(() -> context.waitingRoom().held() <= budget);
            assertThat(server.log().text()).contains("Limits.maxPendingBytes");
        } finally {
            for (ScriptedPeer peer : crowd) {
                peer.close();
            }
        }
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
        socket.connect(server.server().endpoints().get(0).address(), 30_000);
        return socket;
    }
}
