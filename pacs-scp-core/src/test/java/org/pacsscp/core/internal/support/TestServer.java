package org.pacsscp.core.internal.support;

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
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.core.internal.operation.WorkersAtWork;
import org.pacsscp.testkit.script.ScriptedPeer;
import org.pacsscp.testkit.script.Segmentation;

/**
 * A server for each test, on a free port of the loopback address. Whatever a test's peers have done to it, afterwards no
 * session is left, no worker is at work, and nothing is held, the next peer is served as if nothing had happened, and nothing was logged as
 * an ERROR.
 */
public final class TestServer implements BeforeEachCallback, AfterEachCallback {
    public static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UnaryOperator<ServerBuilder> options;
    private final Witness witness = new Witness();
    private final CapturedLog log = new CapturedLog();
    private @Nullable Server server;

    private TestServer(UnaryOperator<ServerBuilder> options) {
        this.options = options;
    }

    public static TestServer withDefaults() {
        return with(builder -> builder);
    }

    public static TestServer with(UnaryOperator<ServerBuilder> options) {
        return new TestServer(options);
    }

    /** A builder for a server on a free port of the loopback address. */
    public static ServerBuilder builder() {
        return Server.builder().endpoints(Endpoint.plain(LOOPBACK));
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
                awaitNothingHeld(server());
                assertEchoes(server());
            }
        } finally {
            server().stop(Duration.ZERO);
            log.afterEach(context);
        }
    }

    public Server server() {
        return Objects.requireNonNull(server, "server of this test");
    }

    public Witness witness() {
        return witness;
    }

    public CapturedLog log() {
        return log;
    }

    public ScriptedPeer connect() throws IOException {
        return connect(Segmentation.AS_WRITTEN);
    }

    public ScriptedPeer connect(Segmentation segmentation) throws IOException {
        return Peers.connect(server().endpoints().get(0).address(), segmentation);
    }

    /** Connects from an address of this machine, any of 127.0.0.0/8. */
    public ScriptedPeer connectFrom(String host) throws IOException {
        return Peers.connectFrom(host, server().endpoints().get(0).address());
    }

    public static ConditionFactory patiently() {
        return await().pollInSameThread()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2));
    }

    public static void awaitNoSession(Server server) {
        patiently().untilAsserted(() -> assertThat(server.sessions()).isEmpty());
    }

    /** Every operation is over, whichever threads had served them. */
    public static void awaitNoWorkerAtWork() {
        patiently().until(() -> !WorkersAtWork.isAny());
    }

    /** Nothing waits or is kept for anybody. */
    public static void awaitNothingHeld(Server server) {
        patiently()
                .untilAsserted(() -> assertThat(server.load())
                        .extracting(Server.Load::operations, Server.Load::waitingOperations, Server.Load::dataInMemory)
                        .containsExactly(0, 0, 0L));
    }

    /** A worker has written what the peer's buffers and ours take, and waits for the peer to read. */
    public static void awaitWaitingWriter() {
        patiently().until(() -> frames().anyMatch(frame -> frame.getMethodName().equals("waitAndWrite")));
    }

    private static Stream<StackTraceElement> frames() {
        return Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream);
    }

    /** A peer that does nothing wrong is served on each of the server's endpoints without TLS, and leaves nothing behind. */
    public static void assertEchoes(Server server) throws IOException {
        echo(server);
        awaitNoSession(server);
    }

    /** As {@link #assertEchoes}, while others are served too. */
    public static void echo(Server server) throws IOException {
        for (Endpoint endpoint : server.endpoints()) {
            if (endpoint.tls().isPresent()) {
                continue;
            }
            try (ScriptedPeer peer = Peers.connect(endpoint.address())) {
                peer.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
            }
        }
    }
}
