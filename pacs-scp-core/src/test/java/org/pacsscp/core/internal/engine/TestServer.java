package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;

/**
 * A server for each test, on a free port of the loopback address. Whatever a test's peers have done to it, afterwards no
 * session is left and no worker is at work, the next peer is served as if nothing had happened, and nothing was logged as
 * an ERROR.
 */
final class TestServer implements BeforeEachCallback, AfterEachCallback {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UnaryOperator<ServerConfig.Builder> options;
    private final Witness witness = new Witness();
    private final CapturedLog log = new CapturedLog();
    private @Nullable Server server;

    private TestServer(UnaryOperator<ServerConfig.Builder> options) {
        this.options = options;
    }

    static TestServer withDefaults() {
        return with(builder -> builder);
    }

    static TestServer with(UnaryOperator<ServerConfig.Builder> options) {
        return new TestServer(options);
    }

    /** A builder for a server on a free port of the loopback address. */
    static ServerConfig.Builder builder() {
        return Server.builder().address(LOOPBACK);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        log.beforeEach(context);
        server = options.apply(builder().listener(witness)).build().start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        try {
            if (context.getExecutionException().isEmpty()) {
                awaitNoSession(server());
                awaitNoWorkerAtWork();
                assertEchoes(server());
            }
        } finally {
            server().stop(Duration.ZERO);
            log.afterEach(context);
        }
    }

    Server server() {
        return Objects.requireNonNull(server, "server of this test");
    }

    Witness witness() {
        return witness;
    }

    CapturedLog log() {
        return log;
    }

    ScriptedPeer connect(Segments segments) throws IOException {
        return ScriptedPeer.connect(server().addresses().get(0), segments);
    }

    /** Connects from an address of this machine, any of 127.0.0.0/8. */
    ScriptedPeer connectFrom(String host) throws IOException {
        return ScriptedPeer.connectFrom(host, server().addresses().get(0), Segments.WHOLE);
    }

    static ConditionFactory patiently() {
        return await().pollInSameThread()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2));
    }

    static void awaitNoSession(Server server) {
        patiently().untilAsserted(() -> assertThat(server.sessions()).isEmpty());
    }

    /** Every operation is over, whichever threads had served them. */
    static void awaitNoWorkerAtWork() {
        patiently().until(() -> frames().noneMatch(frame -> frame.getClassName().equals(Worker.class.getName())));
    }

    /** A worker has written what the peer's buffers and ours take, and waits for the peer to read. */
    static void awaitWaitingWriter() {
        patiently().until(() -> frames().anyMatch(frame -> frame.getMethodName().equals("waitAndWrite")));
    }

    private static Stream<StackTraceElement> frames() {
        return Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream);
    }

    /** A peer that does nothing wrong is served on each of the server's addresses, and leaves nothing behind. */
    static void assertEchoes(Server server) throws IOException {
        echo(server);
        awaitNoSession(server);
    }

    /** As {@link #assertEchoes}, while others are served too. */
    static void echo(Server server) throws IOException {
        for (InetSocketAddress address : server.addresses()) {
            try (ScriptedPeer peer = ScriptedPeer.connect(address, Segments.WHOLE)) {
                peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
            }
        }
    }
}
