package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.core.internal.association.Resources;
import org.pacsscp.core.internal.io.BrokenSelectors;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedPeer;

/** A server whose I/O thread is gone says so, and does not look as if it served. */
class FailedServerIT {
    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final BrokenSelectors selectors = new BrokenSelectors();

    @Test
    void saysSoAndListensNoMore() throws Exception {
        try (Server server = start()) {
            InetSocketAddress address = server.endpoints().get(0).address();
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> awaitStopped(server));
            ScriptedPeer peer = Peers.connect(address).associate();
            assertThat(server.ready()).isTrue();

            selectors.breakAll();

            TestServer.patiently().until(() -> server.state() == Server.State.FAILED);
            assertThat(waiting)
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withMessageContaining("failed");
            assertThat(server.ready()).isFalse();
            assertThatIllegalStateException().isThrownBy(server::awaitStopped).withMessageContaining("no selector");
            assertThatIllegalStateException().isThrownBy(server::start).withMessageContaining("stop it");
            TestServer.patiently()
                    .untilAsserted(() -> assertThat(refuses(address)).isTrue());
            peer.expectEnd();
            peer.close();
            TestServer.patiently().untilAsserted(() -> log.assertError("the server has failed and listens no more"));

            selectors.mend();
            server.stop(Duration.ofSeconds(30));
            assertThat(server.state()).isEqualTo(Server.State.STOPPED);
            server.awaitStopped();
            server.start();
            TestServer.assertEchoes(server);
            server.stop(Duration.ZERO);
        }
    }

    private static boolean refuses(InetSocketAddress address) throws IOException {
        try {
            Peers.connect(address).close();
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }

    private static void awaitStopped(Server server) {
        try {
            server.awaitStopped();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Server start() throws IOException {
        ServerConfig config = TestServer.builder().loops(1).toConfig();
        Resources jdk = Resources.OF_THE_JDK;
        Resources resources = new Resources(jdk.directMemory(), jdk.commandSets(), jdk.requests(), selectors::pool);
        return Servers.start(config, resources);
    }
}
