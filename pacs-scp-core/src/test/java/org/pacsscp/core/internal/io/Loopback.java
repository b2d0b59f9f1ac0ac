package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.IoLoops;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.SelectorPool;

/** A loop with a clock that tests turn, and connections to it over the loopback address. */
final class Loopback implements AutoCloseable {
    static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    /** As little as the system grants, so that a peer that does not read is felt soon. */
    private static final int SMALL_BUFFER = 4096;

    private static final int PATIENCE_SECONDS = 30;

    private final FakeTime time = new FakeTime();
    private final SelectorPool selectors = new SelectorPool();
    private final BufferPool buffers;
    private final LoopUser user;
    private final IoLoop loop;

    private Loopback(BufferPool buffers) throws IOException {
        this.buffers = buffers;
        user = IoLoops.open("loop", 1, time, buffers, selectors, cause -> {});
        loop = user.firstLoop();
    }

    static Loopback start() throws IOException {
        return start(BufferPool.ofLongBuffers());
    }

    static Loopback start(BufferPool buffers) throws IOException {
        return new Loopback(buffers);
    }

    /** A connection, its handler and the blocking channel at its other end. */
    record Link(Connection connection, RecordingHandler handler, SocketChannel peer) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            peer.close();
        }
    }

    /** A step that may throw. */
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }

    FakeTime time() {
        return time;
    }

    IoLoop loop() {
        return loop;
    }

    LoopUser user() {
        return user;
    }

    BufferPool buffers() {
        return buffers;
    }

    SelectorPool selectors() {
        return selectors;
    }

    Link connect() throws Exception {
        return connect(RecordingHandler::new);
    }

    Link connect(Function<Connection, RecordingHandler> handlers) throws Exception {
        CompletableFuture<RecordingHandler> made = new CompletableFuture<>();
        SocketChannel peer = adopted(connection -> {
            RecordingHandler handler = handlers.apply(connection);
            made.complete(handler);
            return handler;
        });
        RecordingHandler handler = made.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Link(handler.connection(), handler, peer);
    }

    /** Connects a peer, whose connection gets its handler from here. */
    SocketChannel adopted(Function<Connection, ConnectionHandler> handlers) throws Exception {
        return adopted(handlers, Optional.empty());
    }

    /** As {@link #adopted(Function)}, to a port with TLS. */
    SocketChannel adopted(Function<Connection, ConnectionHandler> handlers, Optional<TlsSettings> tls)
            throws Exception {
        InboundSettings settings = new InboundSettings(
                handlers,
                new WaitingRoom(100, 100, 1 << 20),
                WRITE_TIMEOUT.toNanos(),
                address -> false,
                0,
                (proxy, why) -> {},
                tls);
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel peer = SocketChannel.open();
            peer.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            peer.connect(listener.getLocalAddress());
            SocketChannel accepted = listener.accept();
            accepted.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
            accepted.configureBlocking(false);
            onLoop(() -> Accepting.accept(loop, user, accepted, settings));
            return peer;
        }
    }

    /** Takes a step on the loop's thread and waits for it. */
    void onLoop(Step step) throws Exception {
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                step.take();
                taken.complete(true);
            } catch (Exception | AssertionError e) {
                taken.completeExceptionally(e);
            }
        });
        taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks on the loop's thread. */
    <T> T ask(Supplier<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        onLoop(() -> answer.complete(question.get()));
        return answer.join();
    }

    /** Turns the clock and lets all deadlines pass that are due. */
    void advance(Duration duration) throws Exception {
        // What the loop has in hand sets its deadlines by the time before.
        onLoop(() -> {});
        time.advance(duration);
        CountDownLatch settled = new CountDownLatch(1);
        onLoop(() -> loop.deadline(settled::countDown).set(1));
        time.advance(1);
        loop.execute(() -> {});
        if (!settled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the loop does not go round");
        }
    }

    @Override
    public void close() {
        user.leave("the test ends");
    }

    /** What a worker does. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /** Lets another thread than the loop's do something. */
    static CompletableFuture<Void> worker(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }
}
