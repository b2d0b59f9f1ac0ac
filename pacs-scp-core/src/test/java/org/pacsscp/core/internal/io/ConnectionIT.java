package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;

@Timeout(120)
class ConnectionIT {
    private static final int MUCH = 1 << 20;

    private Loopback loopback;

    @BeforeEach
    void start() throws IOException {
        loopback = Loopback.start();
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void tellsItsHandlerWhatComesAndGoes() throws Exception {
        try (Link link = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
            send(link, "first");
            awaitReceived(link, "first");
            send(link, " second");
            awaitReceived(link, "first second");
            assertThat(link.connection().bytesReceived()).isEqualTo(12);

            loopback.onLoop(() -> link.connection().write(bytes("answer")));
            assertThat(read(link.peer(), 6)).isEqualTo("answer");
            assertThat(link.connection().bytesSent()).isEqualTo(6);

            link.peer().shutdownOutput();
            assertThat(link.handler().event()).isEqualTo("end of stream");
            assertThat(link.handler().event()).isEqualTo("closed");
            assertThat(read(link.peer(), 1)).isEmpty();
        }
    }

    @Test
    void tellsItsHandlerThatThePeerHasBrokenOff() throws Exception {
        Link link = loopback.connect();
        assertThat(link.handler().event()).isEqualTo("connected");
        link.peer().setOption(StandardSocketOptions.SO_LINGER, 0);
        link.peer().close();

        assertThat(link.handler().event()).isEqualTo("failed");
        assertThat(link.handler().event()).isEqualTo("closed");
    }

    @Test
    void keepsWhatItsHandlerLeavesUntilTheOutputIsFlushed() throws Exception {
        try (Link link = loopback.connect()) {
            link.handler().whenReceived(in -> {
                link.handler().take(in, Math.min(in.remaining(), 3));
                if (!link.connection().hasPendingOutput()) {
                    link.connection().write(ByteBuffer.allocate(1 << 20));
                }
            });
            send(link, "abcdef");
            awaitReceived(link, "abc");
            assertThat(loopback.ask(() -> link.connection().hasPendingOutput())).isTrue();
            link.handler().whenReceived(link.handler()::takeAll);
            send(link, "ghi");
            loopback.onLoop(() -> {});
            assertThat(text(link.handler().received())).isEqualTo("abc");

            assertThat(read(link.peer(), 1 << 20)).hasSize(1 << 20);
            awaitReceived(link, "abcdefghi");
        }
    }

    /** A worker, not the loop, sends what the loop has queued, before the loop has done with what its handler leaves. */
    @Test
    void offersWhatItsHandlerLeavesThoughAWorkerHasSentTheOutput() throws Exception {
        try (Link link = loopback.connect()) {
            link.handler().whenReceived(in -> {
                link.handler().take(in, 3);
                link.connection().write(ByteBuffer.allocate(MUCH));
                assertThat(link.connection().hasPendingOutput()).isTrue();
                link.handler().whenReceived(link.handler()::takeAll);
                letAWorkerSendAll(link, MUCH + 6, () -> link.connection().writeAndWait(bytes("worker")));
            });
            send(link, "abcdef");
            awaitReceived(link, "abcdef");
        }
    }

    /** As before, and the loop has sent something else meanwhile. */
    @Test
    void offersWhatItsHandlerLeavesThoughTheLoopHasSentMore() throws Exception {
        try (Link link = loopback.connect()) {
            link.handler().whenReceived(in -> {
                link.handler().take(in, 3);
                link.connection().write(ByteBuffer.allocate(MUCH));
                link.handler().whenReceived(link.handler()::takeAll);
                link.connection().execute(() -> {
                    letAWorkerSendAll(link, MUCH + 6, () -> link.connection().writeAndWait(bytes("worker")));
                    link.connection().write(bytes("loop"));
                });
            });
            send(link, "abcdef");
            awaitReceived(link, "abcdef");
            assertThat(read(link.peer(), 4)).isEqualTo("loop");
        }
    }

    /** The worker is done before the loop looks at the channel again. */
    @Test
    void offersWhatItsHandlerLeavesOnceAWorkerLetsGo() throws Exception {
        try (Link link = loopback.connect();
                Link other = loopback.connect()) {
            link.handler().whenReceived(in -> {
                link.handler().take(in, 1);
                link.handler().whenReceived(link.handler()::takeAll);
                link.connection().write(bytes("loop"));
                assertThat(link.connection().hasPendingOutput()).isTrue();
            });
            CompletableFuture<Void> worker =
                    Loopback.worker(() -> link.connection().writeAndWait(ByteBuffer.allocate(MUCH)));
            await().until(() -> link.connection().bytesSent() > 0);
            other.handler().whenReceived(in -> {
                readAll(link, MUCH);
                worker.orTimeout(30, TimeUnit.SECONDS).join();
                other.handler().takeAll(in);
            });
            send(link, "abc");
            awaitReceived(link, "a");
            send(other, "x");
            awaitReceived(other, "x");
            assertThat(read(link.peer(), 4)).isEqualTo("loop");
            awaitReceived(link, "abc");
        }
    }

    @Test
    void readsNothingWhileItIsPaused() throws Exception {
        try (Link link = loopback.connect()) {
            loopback.onLoop(link.connection()::pauseReading);
            send(link, "late");
            loopback.onLoop(() -> {});
            assertThat(link.handler().received()).isEmpty();

            loopback.onLoop(link.connection()::resumeReading);
            awaitReceived(link, "late");
        }
    }

    @Test
    void closesOnceItsOutputIsFlushed() throws Exception {
        try (Link link = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
            loopback.onLoop(() -> {
                link.connection().write(ByteBuffer.allocate(1 << 20));
                link.connection().closeWhenFlushed();
                link.connection().write(bytes("too late"));
            });
            assertThat(link.connection().isClosing()).isTrue();
            assertThat(link.handler().hasNoEvent()).isTrue();

            assertThat(read(link.peer(), (1 << 20) + 1)).hasSize(1 << 20);
            assertThat(link.handler().event()).isEqualTo("closed");
        }
    }

    /** The worker is done before the loop looks at the channel again. */
    @Test
    void closesOnceAWorkerLetsGo() throws Exception {
        try (Link link = loopback.connect();
                Link other = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
            CompletableFuture<Void> worker =
                    Loopback.worker(() -> link.connection().writeAndWait(ByteBuffer.allocate(MUCH)));
            await().until(() -> link.connection().bytesSent() > 0);
            other.handler().whenReceived(in -> {
                link.connection().write(bytes("farewell"));
                link.connection().closeWhenFlushed();
                assertThat(link.connection().isClosing()).isTrue();
                readAll(link, MUCH);
                worker.orTimeout(30, TimeUnit.SECONDS).join();
                other.handler().takeAll(in);
            });
            send(other, "x");
            awaitReceived(other, "x");
            assertThat(read(link.peer(), 8)).isEqualTo("farewell");
            assertThat(link.handler().event()).isEqualTo("closed");
        }
    }

    @Test
    void endsAtTheWriteDeadlineOfAPeerThatDoesNotRead() throws Exception {
        try (Link link = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
            loopback.onLoop(() -> link.connection().write(ByteBuffer.allocate(1 << 20)));
            loopback.advance(Loopback.WRITE_TIMEOUT.minusSeconds(1));
            assertThat(link.handler().hasNoEvent()).isTrue();

            loopback.advance(Duration.ofSeconds(1));
            assertThat(link.handler().event()).isEqualTo("write timed out");
            assertThat(link.handler().event()).isEqualTo("closed");
        }
    }

    @Test
    void setsNoDeadlineForWhatThePeerReads() throws Exception {
        try (Link link = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
            loopback.onLoop(() -> link.connection().write(ByteBuffer.allocate(1 << 20)));
            assertThat(read(link.peer(), 1 << 20)).hasSize(1 << 20);
            await().until(() -> !loopback.ask(() -> link.connection().hasPendingOutput()));

            loopback.advance(Duration.ofHours(1));
            assertThat(link.handler().hasNoEvent()).isTrue();
        }
    }

    @Test
    void tellsItsHandlerThatTheLoopEnds() throws Exception {
        try (Link link = loopback.connect()) {
            assertThat(link.handler().event()).isEqualTo("connected");
            loopback.close();

            assertThat(link.handler().event()).isEqualTo("terminated");
            assertThat(link.handler().event()).isEqualTo("closed");
            assertThat(read(link.peer(), 1)).isEmpty();
        }
    }

    @Test
    void aFaultOfItsHandlerCostsTheConnectionOnly() throws Exception {
        try (Link faulty = loopback.connect();
                Link sound = loopback.connect()) {
            faulty.handler().whenReceived(in -> {
                throw new IllegalStateException("thrown by a handler of a test");
            });
            send(faulty, "x");
            assertEndsByAFault(faulty);

            assertStillServes(sound);
        }
    }

    @Test
    void aFaultOfADeadlineCostsTheConnectionOnly() throws Exception {
        try (Link faulty = loopback.connect();
                Link sound = loopback.connect()) {
            loopback.onLoop(() -> faulty.connection()
                    .deadline(() -> {
                        throw new IllegalStateException("thrown by a deadline of a test");
                    })
                    .set(1));
            loopback.advance(Duration.ofNanos(1));
            assertEndsByAFault(faulty);

            assertStillServes(sound);
        }
    }

    @Test
    void aFaultOfATaskCostsTheConnectionOnly() throws Exception {
        try (Link faulty = loopback.connect();
                Link sound = loopback.connect()) {
            faulty.connection().execute(() -> {
                throw new AssertionError("thrown by a task of a test");
            });
            assertEndsByAFault(faulty);

            assertStillServes(sound);
        }
    }

    @Test
    void aConnectionForWhichNoHandlerCanBeMadeIsClosed() throws Exception {
        try (Link sound = loopback.connect()) {
            AtomicInteger asked = new AtomicInteger();
            try (SocketChannel peer = loopback.adopted(connection -> {
                asked.incrementAndGet();
                throw new IllegalStateException("thrown by a maker of handlers of a test");
            })) {
                assertThat(read(peer, 1)).isEmpty();
                assertThat(asked).hasValue(1);
            }
            assertStillServes(sound);
        }
    }

    @Test
    void leavesNoDescriptorBehind() throws Exception {
        try (Link first = loopback.connect()) {
            assertStillServes(first);
            long before = OpenFiles.count();
            for (int i = 0; i < 50; i++) {
                try (Link link = loopback.connect()) {
                    send(link, "x");
                    if (i % 2 == 0) {
                        link.peer().close();
                    } else {
                        loopback.onLoop(link.connection()::close);
                    }
                }
            }
            OpenFiles.assertAtMost(before);
        }
    }

    /** A worker sends, and with it all that was queued, while the peer reads so much. */
    private static void letAWorkerSendAll(Link link, int length, Loopback.Work work) {
        CompletableFuture<Void> worker = Loopback.worker(work);
        readAll(link, length);
        worker.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void readAll(Link link, int length) {
        try {
            assertThat(read(link.peer(), length)).hasSize(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertEndsByAFault(Link link) throws Exception {
        assertThat(link.handler().event()).isEqualTo("connected");
        assertThat(link.handler().event()).isEqualTo("terminated");
        assertThat(link.handler().event()).isEqualTo("closed");
        assertThat(read(link.peer(), 1)).isEmpty();
    }

    private static void assertStillServes(Link link) throws IOException {
        send(link, "still there");
        awaitReceived(link, "still there");
    }

    private static void send(Link link, String text) throws IOException {
        link.peer().write(bytes(text));
    }

    private static void awaitReceived(Link link, String text) {
        await().untilAsserted(() -> assertThat(text(link.handler().received())).isEqualTo(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Reads so many bytes, or up to the end of the stream. */
    private static String read(SocketChannel peer, int count) throws IOException {
        return text(peer.socket().getInputStream().readNBytes(count));
    }
}
