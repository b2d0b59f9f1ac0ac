package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;
import org.pacsscp.testkit.script.Script;

/** Whatever the engine's tasks come to, it costs the peer its connection and nobody anything else. */
@Timeout(60)
class TlsHandshakeIT {
    private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    private final ExecutorService tasks = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tasks of TLS");
        thread.setUncaughtExceptionHandler((where, fault) -> uncaught.add(fault));
        return thread;
    });
    private Loopback loopback;

    @BeforeEach
    void start() throws Exception {
        loopback = Loopback.start();
    }

    @AfterEach
    void stop() {
        loopback.close();
        tasks.shutdownNow();
    }

    /** A HelloRequest, which only servers send: a task of the JDK's engine casts it to what it is not. */
    @Test
    void aTaskMayThrow() throws Exception {
        RecordingHandler handler = connect(Script.of("16 0303 0004 00 000000").bytes(), tasks);

        assertThat(handler.event()).isEqualTo("connected");
        assertThat(handler.event()).isEqualTo("failed");
        assertThat(handler.failure()).hasMessageStartingWith("TLS handshake failed: ");
        assertThat(handler.event()).isEqualTo("closed");
        assertThat(uncaught).isEmpty();
        assertStillServes();
    }

    @Test
    void anExecutorMayRunATaskTwice() throws Exception {
        RecordingHandler handler = connect(
                Script.of("16 0303 0004 00 000000").bytes(),
                task -> tasks.execute(() -> {
                    task.run();
                    task.run();
                }));

        assertThat(handler.event()).isEqualTo("connected");
        assertThat(handler.event()).isEqualTo("failed");
        assertThat(handler.event()).isEqualTo("closed");
        assertThat(handler.hasNoEvent()).isTrue();
        assertStillServes();
    }

    private void assertStillServes() throws Exception {
        try (Link link = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
        }
    }

    private RecordingHandler connect(byte[] said, Executor executor) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        CompletableFuture<RecordingHandler> made = new CompletableFuture<>();
        TlsSettings tls = new TlsSettings(address -> serverEngine(context), 0, executor);
        SocketChannel peer = loopback.adopted(
                connection -> {
                    RecordingHandler handler = new RecordingHandler(connection);
                    made.complete(handler);
                    return handler;
                },
                Optional.of(tls));
        peer.write(ByteBuffer.wrap(said));
        return made.get(30, TimeUnit.SECONDS);
    }

    private static SSLEngine serverEngine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}
