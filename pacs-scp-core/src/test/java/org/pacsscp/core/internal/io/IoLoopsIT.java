package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.IoLoops;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.io.loop.Loops;
import org.pacsscp.core.internal.io.loop.SelectorPool;
import org.pacsscp.core.internal.io.loop.TimeSource;

/** A server and a client that share loops, and part. */
@Timeout(120)
class IoLoopsIT {
    private static final String NAME = "shared loop";

    private final BlockingQueue<RecordingHandler> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> serverTold = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> clientTold = new LinkedBlockingQueue<>();
    private final CountDownLatch free = new CountDownLatch(1);
    private final BrokenSelectors selectors = new BrokenSelectors();
    private LoopUser server;
    private LoopUser client;
    private Acceptor acceptor;
    private ServerSocketChannel elsewhere;

    @BeforeEach
    void start() throws Exception {
        server = open(2, selectors.pool());
        client = server.loops().join(clientTold::add);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        acceptor = Acceptor.bind(any, 5, server, settings());
        acceptor.open();
        elsewhere = ServerSocketChannel.open().bind(any);
    }

    @AfterEach
    void stop() throws IOException {
        free.countDown();
        acceptor.close();
        client.leave("the test ends");
        server.leave("the test ends");
        elsewhere.close();
        await().until(() -> threads() == 0);
    }

    private LoopUser open(int count, SelectorPool pool) throws IOException {
        return IoLoops.open(NAME, count, TimeSource.SYSTEM, BufferPool.ofLongBuffers(), pool, serverTold::add);
    }

    private InboundSettings settings() {
        return new InboundSettings(
                connection -> {
                    RecordingHandler handler = new RecordingHandler(connection);
                    accepted.add(handler);
                    return handler;
                },
                new WaitingRoom(100, 100, 1 << 20),
                0,
                address -> false,
                0,
                (proxy, why) -> {},
                Optional.empty());
    }

    @Test
    void oneLeavesWithItsOwnConnectionsOnly() throws Exception {
        try (SocketChannel ofServer = SocketChannel.open(acceptor.address());
                SocketChannel alsoOfServer = SocketChannel.open(acceptor.address())) {
            RecordingHandler first = accept();
            RecordingHandler second = accept();
            RecordingHandler outbound = Outbound.to(elsewhere()).connect(client);
            SocketChannel ofClient = elsewhere.accept();
            assertThat(outbound.event()).isEqualTo("connected");

            acceptor.close();
            server.leave("the server stopped");
            for (RecordingHandler handler : List.of(first, second)) {
                assertThat(handler.event()).isEqualTo("terminated");
                assertThat(handler.why()).isEqualTo("the server stopped");
                assertThat(handler.event()).isEqualTo("closed");
                assertThat(handler.connection().isClosed()).isTrue();
            }
            assertThat(ofServer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(alsoOfServer.read(ByteBuffer.allocate(1))).isEqualTo(-1);

            ofClient.write(ByteBuffer.allocate(1));
            await().until(() -> outbound.received().length == 1);
            assertThat(threads()).isEqualTo(2);

            client.leave("the client was closed");
            assertThat(outbound.event()).isEqualTo("terminated");
            assertThat(outbound.why()).isEqualTo("the client was closed");
            assertThat(threads()).isZero();
            ofClient.close();
        }
    }

    @Test
    void theServerGoesOnWithoutTheClient() throws Exception {
        RecordingHandler outbound = Outbound.to(acceptor.address()).connect(client);
        assertThat(outbound.event()).isEqualTo("connected");
        RecordingHandler inbound = accept();
        client.leave("the client was closed");
        assertThat(inbound.event()).isEqualTo("end of stream");

        try (SocketChannel another = SocketChannel.open(acceptor.address())) {
            another.write(ByteBuffer.allocate(1));
            RecordingHandler served = accept();
            await().until(() -> served.received().length == 1);
        }
    }

    @Test
    void theLoopsEndWithTheirLastUser() throws Exception {
        client.leave("the client was closed");
        LoopUser another = server.loops().join(cause -> {});
        server.leave("the server stopped");
        assertThat(threads()).isEqualTo(2);
        another.leave("the other was closed");
        assertThat(threads()).isZero();

        assertThatIllegalStateException()
                .isThrownBy(() -> server.loops().join(cause -> {}))
                .withMessageContaining("the last one has left");
        assertThatIOException().isThrownBy(() -> Outbound.to(elsewhere()).begin(another));
    }

    @Test
    void whoeverHasLeftTakesNobodyIn() throws Exception {
        server.leave("the server stopped");
        try (SocketChannel late = SocketChannel.open(acceptor.address())) {
            assertThat(late.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(accepted).isEmpty();
        }
    }

    @Test
    void leavingTwiceIsLeavingOnce() throws Exception {
        server.leave("the server stopped");
        server.leave("again");

        assertThat(threads()).isEqualTo(2);
        assertThat(Outbound.to(elsewhere()).connect(client).event()).isEqualTo("connected");
    }

    @Test
    void leavingDoesNotWaitForWhatHoldsALoopUp() throws Exception {
        CountDownLatch held = holdUp(server.firstLoop());
        server.leave("the server stopped");
        assertThat(held.getCount()).isOne();
        client.leave("the client was closed");
        assertThat(Loops.isAlive(server.firstLoop())).isTrue();

        free.countDown();
        await().until(() -> threads() == 0);
    }

    /** Such as a listener's, which stops the server. */
    @Test
    void aLoopMayLeaveItself() throws Exception {
        client.leave("the client was closed");
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        server.firstLoop().execute(() -> {
            server.leave("the server stopped");
            left.complete(Thread.currentThread().isInterrupted());
        });

        assertThat(left.get(30, TimeUnit.SECONDS)).isFalse();
        await().until(() -> threads() == 0);
    }

    @Test
    void allUsersAreToldOfALoopThatFails() throws Exception {
        RecordingHandler outbound = Outbound.to(elsewhere()).connect(client);
        assertThat(outbound.event()).isEqualTo("connected");
        selectors.breakAll();

        assertThat(serverTold.poll(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(clientTold.poll(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(outbound.event()).isEqualTo("terminated");
        assertThatIllegalStateException()
                .isThrownBy(() -> server.loops().join(cause -> {}))
                .withMessageContaining("one of them has failed");
        await().atMost(Duration.ofSeconds(60)).until(() -> threads() == 0);
        assertThatIOException()
                .isThrownBy(() -> Outbound.to(elsewhere()).begin(client))
                .withMessageContaining("has ended");
        selectors.mend();
    }

    @Test
    void whatCannotBeStartedWholeIsNotThere() throws Exception {
        BrokenSelectors few = new BrokenSelectors();
        few.giveOnly(2);
        long before = OpenFiles.count();
        assertThatIOException().isThrownBy(() -> open(3, few.pool()));

        assertThat(threads()).as("those of the others").isEqualTo(2);
        OpenFiles.assertAtMost(before);
    }

    private CountDownLatch holdUp(IoLoop loop) throws InterruptedException {
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        loop.execute(() -> {
            holding.countDown();
            try {
                free.await();
                held.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        holding.await();
        return held;
    }

    private RecordingHandler accept() throws InterruptedException {
        RecordingHandler handler = accepted.poll(30, TimeUnit.SECONDS);
        assertThat(handler).isNotNull();
        assertThat(handler.event()).isEqualTo("connected");
        return handler;
    }

    private InetSocketAddress elsewhere() throws IOException {
        return (InetSocketAddress) elsewhere.getLocalAddress();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(NAME))
                .count();
    }
}
