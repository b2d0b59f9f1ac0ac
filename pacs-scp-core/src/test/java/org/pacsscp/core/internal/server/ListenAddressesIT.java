package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Where a server listens, and what it says where it cannot. */
class ListenAddressesIT {
    private static final String FIRST = "127.0.0.1";
    private static final String SECOND = "127.0.0.2";

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    @Test
    void listensOnSeveralAddresses() throws IOException {
        try (Server server = Server.builder()
                .endpoints(Endpoint.plain(at(FIRST, 0)), Endpoint.plain(at(SECOND, 0)))
                .build()
                .start()) {
            assertThat(server.endpoints())
                    .hasSize(2)
                    .allMatch(endpoint -> endpoint.address().getPort() > 0);
            assertThat(server.endpoints().get(0).address().getHostString()).isEqualTo(FIRST);
            assertThat(server.endpoints().get(1).address().getHostString()).isEqualTo(SECOND);
            assertThat(server.port())
                    .isEqualTo(server.endpoints().get(0).address().getPort());
            TestServer.assertEchoes(server);
        }
    }

    @Test
    void listensOnIpv6() throws IOException {
        assumeTrue(canBind("::1"), "no IPv6 on this machine");
        try (Server server = Server.builder()
                .endpoints(Endpoint.plain(at(FIRST, 0)), Endpoint.plain(at("::1", 0)))
                .build()
                .start()) {
            assertThat(server.endpoints()).hasSize(2);
            TestServer.assertEchoes(server);
        }
    }

    @Test
    void listensOnEveryAddressByDefault() throws IOException {
        try (Server server = Server.builder().port(0).build().start();
                ScriptedPeer first = Peers.connect(at(FIRST, server.port()));
                ScriptedPeer second = Peers.connect(at(SECOND, server.port()))) {
            first.associate().release();
            second.associate().release();
        }
    }

    @Test
    void namesTheAddressAndThePortThatAreInUse() throws IOException {
        int port;
        try (ServerSocket probe = hold(FIRST, 0)) {
            port = probe.getLocalPort();
        }
        try (Server server =
                Server.builder().endpoints(Endpoint.plain(at(FIRST, port))).build()) {
            try (ServerSocket other = hold(FIRST, port)) {
                assertThat(other.isBound()).isTrue();
                assertThatIOException()
                        .isThrownBy(server::start)
                        .withMessageContaining(FIRST)
                        .withMessageContaining("port " + port)
                        .withMessageContaining("stop the program that has this port, or choose another")
                        .withCauseInstanceOf(BindException.class);
                assertThat(server.state()).isEqualTo(Server.State.STOPPED);
                assertThat(server.endpoints()).isEmpty();
            }
            server.start();
            TestServer.assertEchoes(server);
        }
    }

    @Test
    void leavesNothingBoundWhenOneAddressIsInUse() throws IOException {
        int free;
        try (ServerSocket probe = hold(SECOND, 0)) {
            free = probe.getLocalPort();
        }
        try (ServerSocket other = hold(FIRST, 0);
                Server server = Server.builder()
                        .endpoints(Endpoint.plain(at(SECOND, free)), Endpoint.plain(at(FIRST, other.getLocalPort())))
                        .build()) {
            assertThatIOException().isThrownBy(server::start).withMessageContaining(FIRST);

            try (ServerSocket again = hold(SECOND, free)) {
                assertThat(again.isBound()).isTrue();
            }
        }
    }

    /** Connections of the last run may be in TIME_WAIT. */
    @Test
    void listensOnTheSamePortAgain() throws IOException {
        int port;
        try (Server server = Server.builder()
                        .endpoints(Endpoint.plain(at(FIRST, 0)))
                        .build()
                        .start();
                ScriptedPeer peer = Peers.connect(server.endpoints().get(0).address())) {
            port = server.port();
            peer.associate().send("<A-ABORT>").expectEnd();
        }
        try (Server server = Server.builder()
                .endpoints(Endpoint.plain(at(FIRST, port)))
                .build()
                .start()) {
            assertThat(server.port()).isEqualTo(port);
            TestServer.assertEchoes(server);
        }
    }

    private static InetSocketAddress at(String host, int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** Another program that has a port. */
    private static ServerSocket hold(String host, int port) throws IOException {
        return new ServerSocket(port, 1, at(host, port).getAddress());
    }

    private static boolean canBind(String host) {
        try (ServerSocket probe = hold(host, 0)) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
