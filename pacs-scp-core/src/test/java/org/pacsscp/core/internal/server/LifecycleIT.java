package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.Server;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Start, drain, stop, close, and start again. */
class LifecycleIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final Witness witness = new Witness();
    private final Server server = TestServer.builder().listener(witness).build();

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
        assertThat(ioThreads()).isEmpty();
    }

    @Test
    void isStoppedUntilItIsStarted() throws InterruptedException {
        assertThat(server.state()).isEqualTo(Server.State.STOPPED);
        assertThat(server.endpoints()).isEmpty();
        assertThat(server.port()).isZero();
        assertThat(server.sessions()).isEmpty();
        assertThat(server.statistics()).isEqualTo(new Server.Statistics(0, 0, 0, 0, 0, 0));
        server.awaitStopped();
        server.stop(LONG);
        server.close();
    }

    @Test
    void startsStopsAndStartsAgain() throws IOException, InterruptedException {
        for (int i = 1; i <= 3; i++) {
            assertThat(server.start()).isSameAs(server);
            assertThat(server.state()).isEqualTo(Server.State.RUNNING);
            assertThat(server.port()).isPositive();
            InetSocketAddress address = server.endpoints().get(0).address();
            assertThat(address.getPort()).isEqualTo(server.port());
            TestServer.assertEchoes(server);

            server.stop(LONG);

            server.awaitStopped();
            assertThat(server.state()).isEqualTo(Server.State.STOPPED);
            assertThat(server.endpoints()).isEmpty();
            assertThat(server.port()).isZero();
            assertThat(ioThreads()).isEmpty();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Peers.connect(address));
            assertThat(server.statistics()).isEqualTo(new Server.Statistics(i, i, 0, i, 0, i));
        }
    }

    @Test
    void startsOnce() throws IOException {
        server.start();
        int port = server.port();

        assertThat(server.start()).isSameAs(server);

        assertThat(server.port()).isEqualTo(port);
        TestServer.assertEchoes(server);
    }

    @Test
    void closesAsOftenAsAsked() throws IOException {
        server.start();
        server.close();
        server.close();
        server.stop(Duration.ZERO);

        assertThat(server.state()).isEqualTo(Server.State.STOPPED);
    }

    @Test
    void closesAtTheEndOfATryStatement() throws IOException {
        Timeouts timeouts = Timeouts.builder().drain(Duration.ZERO).build();
        ScriptedPeer peer;
        try (Server closed = TestServer.builder().timeouts(timeouts).build().start()) {
            peer = connect(closed).associate();
        }
        try (peer) {
            peer.expect("<A0>").expectEnd();
        }
    }

    @Test
    void doesNotStartWhileItDrains() throws IOException {
        server.start();
        try (ScriptedPeer peer = connect(server).associate().send("04 00 {4: {4: 01 01}}")) {
            CompletableFuture<Void> stopped = stopInTheBackground(LONG);

            assertThatIllegalStateException().isThrownBy(server::start).withMessageContaining("awaitStopped()");
            assertThat(server.endpoints()).isNotEmpty();

            peer.send("<A-ABORT>").expectEnd();
            stopped.join();
        }
    }

    @Test
    void makesASecondStopWaitForTheFirst() throws IOException {
        server.start();
        try (ScriptedPeer peer = connect(server).associate().send("04 00 {4: {4: 01 01}}")) {
            CompletableFuture<Void> first = stopInTheBackground(LONG);
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
                server.stop(Duration.ZERO);
                assertThat(server.state()).isEqualTo(Server.State.STOPPED);
            });

            peer.send("<A-ABORT>").expectEnd();
            CompletableFuture.allOf(first, second).join();
        }
    }

    @Test
    void abortsAtTheEndOfTheDrain() throws IOException, InterruptedException {
        server.start();
        try (ScriptedPeer peer = connect(server).associate().send("04 00 {4: {4: 01 01}}")) {
            server.stop(Duration.ofMillis(50));

            peer.expect("<A0>").expectEnd();
        }
        assertStopEnded();
    }

    @Test
    void abortsAtOnceWithoutADrain() throws IOException, InterruptedException {
        server.start();
        try (ScriptedPeer peer = connect(server).associate()) {
            server.stop(Duration.ZERO);

            peer.expect("<A0>").expectEnd();
        }
        assertStopEnded();
    }

    private void assertStopEnded() throws InterruptedException {
        AssociationEnd end = witness.ended();
        assertThat(end.kind()).isEqualTo(AssociationEnd.Kind.ABORTED_BY_US);
        assertThat(end.detail()).contains("the server stops");
        assertThat(server.sessions()).isEmpty();
    }

    /** A connection that never asked for an association is no reason to wait. */
    @Test
    void closesConnectionsWithoutAnAssociation() throws IOException {
        server.start();
        try (ScriptedPeer silent = connect(server);
                ScriptedPeer rejected = connect(server)) {
            rejected.send("01 00 {4: 0000 0000 <called> <calling> <reserved> <application> <context>}")
                    .expect("<RJ(1,2,2)>");
            server.stop(LONG);

            silent.expectEnd();
            rejected.expectEnd();
        }
    }

    @Test
    void refusesANegativeDrain() throws IOException {
        server.start();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.stop(Duration.ofMillis(-1)))
                .withMessageContaining("zero or more");
        assertThat(server.state()).isEqualTo(Server.State.RUNNING);
    }

    private CompletableFuture<Void> stopInTheBackground(Duration drain) {
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> server.stop(drain));
        TestServer.patiently().until(() -> server.state() == Server.State.DRAINING);
        return stopped;
    }

    private static ScriptedPeer connect(Server server) throws IOException {
        return Peers.connect(server.endpoints().get(0).address());
    }

    private static Set<String> ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pacs-scp-") && !name.startsWith("pacs-scp-testkit-"))
                .collect(Collectors.toSet());
    }
}
