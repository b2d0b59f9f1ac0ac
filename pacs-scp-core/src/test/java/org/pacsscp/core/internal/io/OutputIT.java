package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;

@Timeout(120)
class OutputIT {
    private static final int MUCH = 1 << 20;

    private Loopback loopback;
    private Link link;
    private Connection connection;
    private final ScriptedTransport transport = new ScriptedTransport();

    @BeforeEach
    void start() throws Exception {
        loopback = Loopback.start();
        link = loopback.connect();
        connection = link.connection();
        assertThat(link.handler().event()).isEqualTo("connected");
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        loopback.close();
    }

    @Test
    void theLoopQueuesWhatIsNotTaken() throws Exception {
        Output output = scripted();
        transport.takeAtMost(2);
        loopback.onLoop(() -> {
            ByteBuffer reused = bytes("abc");
            output.write(reused);
            reused.clear().put(bytes("xyz"));
            output.write(bytes("de"));
            assertThat(output.isPending()).isTrue();
            assertThat(output.flush()).isTrue();
            assertThat(output.isPending()).isFalse();
        });

        assertThat(transport.taken()).isEqualTo("abcde");
        assertThat(output.bytesSent()).isEqualTo(5);
    }

    @Test
    void aWorkerWaitsUntilAllIsTaken() throws Exception {
        Output output = scripted();
        transport.takeAtMost(2);
        output.writeAndWait(bytes("abc"), bytes("def"), bytes("g"));

        assertThat(transport.taken()).isEqualTo("abcdefg");
        assertThat(output.bytesSent()).isEqualTo(7);
    }

    /** The header of an empty fragment is not sent before its last byte is. */
    @Test
    void aWorkerWaitsForAllBytesBeforeAnEmptyBuffer() throws Exception {
        Output output = scripted();
        transport.takeAtMost(5);
        output.writeAndWait(bytes("abcdefgh"), bytes(""));

        assertThat(transport.taken()).isEqualTo("abcdefgh");
    }

    @Test
    void aWorkerSendsFirstWhatTheLoopHasQueued() throws Exception {
        Output output = scripted();
        transport.takeAtMost(0);
        loopback.onLoop(() -> output.write(bytes("loop ")));
        transport.takeAtMost(100);
        output.writeAndWait(bytes("worker"));

        assertThat(transport.taken()).isEqualTo("loop worker");
        loopback.onLoop(() -> {
            assertThat(output.hasUnsent()).isFalse();
            assertThat(output.isPending()).as("until the loop has heard of it").isTrue();
            assertThat(output.flush()).isTrue();
            assertThat(output.isPending()).isFalse();
        });
    }

    @Test
    void theLoopDoesNotWaitForAWorker() throws Exception {
        Output output = scripted();
        CompletableFuture<Void> worker = workerBeforeTheGate(output, "worker ");
        loopback.onLoop(() -> {
            output.write(bytes("loop"));
            assertThat(output.isPending()).isTrue();
            assertThat(output.flush()).isFalse();
        });
        transport.openGate();
        worker.get(30, TimeUnit.SECONDS);

        await().until(() -> transport.taken().equals("worker loop"));
        await().until(() -> !loopback.ask(output::isPending));
    }

    @Test
    void whatWaitsForAWorkerIsNotSentOnceTheOutputIsClosed() throws Exception {
        Output output = scripted();
        CompletableFuture<Void> worker = workerBeforeTheGate(output, "worker ");
        loopback.onLoop(() -> {
            output.write(bytes("loop"));
            output.close();
        });
        transport.openGate();
        worker.get(30, TimeUnit.SECONDS);
        loopback.onLoop(() -> assertThat(output.hasUnsent()).isFalse());

        assertThat(transport.taken()).isEqualTo("worker ");
    }

    @Test
    void theLoopKeepsItsOrderAroundAWorker() throws Exception {
        Output output = scripted();
        CompletableFuture<Void> worker = workerBeforeTheGate(output, "worker ");
        loopback.onLoop(() -> {
            output.write(bytes("first "));
            transport.openGate();
            worker.get(30, TimeUnit.SECONDS);
            output.write(bytes("second"));
        });

        await().until(() -> transport.taken().equals("worker first second"));
    }

    /** Workers that send without pause must not hold up the loop until its write deadline. */
    @Test
    void theNextWorkerSendsFirstWhatTheLoopHasDeferred() throws Exception {
        Output output = scripted();
        CompletableFuture<Void> worker = workerBeforeTheGate(output, "worker ");
        loopback.onLoop(() -> {
            output.write(bytes("loop "));
            CompletableFuture<Void> next = Loopback.worker(() -> output.writeAndWait(bytes("next")));
            transport.openGate();
            worker.get(30, TimeUnit.SECONDS);
            next.get(30, TimeUnit.SECONDS);
        });

        await().until(() -> transport.taken().equals("worker loop next"));
    }

    @Test
    void afterTheEndOfWorkersOutputOnlyTheLoopSends() throws Exception {
        Output output = scripted();
        CompletableFuture<Void> worker = workerBeforeTheGate(output, "worker ");
        output.endWorkersOutput();
        transport.openGate();
        worker.get(30, TimeUnit.SECONDS);

        assertThatIOException()
                .isThrownBy(() -> output.writeAndWait(bytes("late")))
                .withMessage("the association has ended");
        loopback.onLoop(() -> output.write(bytes("loop")));
        assertThat(transport.taken()).isEqualTo("worker loop");
    }

    @Test
    void aWorkerCannotSendOnAClosedConnection() throws Exception {
        loopback.onLoop(connection::close);

        assertThatIOException().isThrownBy(() -> connection.writeAndWait(bytes("late")));
    }

    @Test
    void aWorkerThatFindsTheConnectionClosedGivesItsSelectorBack() throws Exception {
        Selector pooled = loopback.selectors().take();
        loopback.selectors().give(pooled);
        Output output = scripted();
        transport.takeAtMost(0);
        CompletableFuture<Void> worker = workerBeforeTheGate(output, "worker");
        loopback.onLoop(connection::close);
        transport.openGate();

        assertFails(worker);
        assertThat(loopback.selectors().take()).isSameAs(pooled);
        pooled.close();
    }

    @Test
    void closingFreesAWorkerThatWaitsForThePeerToRead() throws Exception {
        try (Link spare = loopback.connect()) {
            assertThat(spare.handler().event()).isEqualTo("connected");
        }
        for (int i = 0; i < 20; i++) {
            long before = OpenFiles.count();
            try (Link full = loopback.connect()) {
                CompletableFuture<Void> worker = Loopback.worker(
                        () -> full.connection().writeAndWait(ByteBuffer.allocate(MUCH), ByteBuffer.allocate(0)));
                awaitSent(full.connection());
                loopback.onLoop(full.connection()::close);
                assertFails(worker);
            }
            // The first worker leaves the selector in the pool by which it has waited.
            OpenFiles.assertAtMost(before + (i == 0 ? 2 : 0));
        }
    }

    /** At any moment between its first attempt to send and its wait. */
    @Test
    void closingFreesAWorkerThatBeginsToWait() throws Exception {
        Random random = new Random(20_260_102);
        for (int i = 0; i < 200; i++) {
            try (Link full = loopback.connect()) {
                CompletableFuture<Void> worker =
                        Loopback.worker(() -> full.connection().writeAndWait(ByteBuffer.allocate(MUCH)));
                for (int spins = random.nextInt(20_000); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                loopback.onLoop(full.connection()::close);
                assertFails(worker);
            }
        }
    }

    @Test
    void theWriteDeadlineFreesAWorker() throws Exception {
        Output impatient =
                new Output(connection, transport, Duration.ofMillis(20).toNanos());
        transport.takeAtMost(0);

        assertThatIOException()
                .isThrownBy(() -> impatient.writeAndWait(bytes("x")))
                .withMessage("the peer did not read what we sent within the write deadline");
        assertThat(link.handler().event()).isEqualTo("write timed out");
        assertThat(link.handler().event()).isEqualTo("closed");
    }

    /** Such as the A-ABORT to a peer that does not read. */
    @Test
    void theWriteDeadlineIsNotPutOffByMore() throws Exception {
        Duration moment = Duration.ofMillis(1);
        loopback.onLoop(() -> {
            while (!connection.hasPendingOutput()) {
                connection.write(ByteBuffer.allocate(MUCH));
            }
        });
        loopback.advance(Loopback.WRITE_TIMEOUT.minus(moment));
        loopback.onLoop(() -> {
            assertThat(connection.isClosed()).isFalse();
            connection.write(bytes("farewell"));
        });
        loopback.advance(moment);

        assertThat(link.handler().event()).isEqualTo("write timed out");
        assertThat(link.handler().event()).isEqualTo("closed");
    }

    @Test
    void theWriteDeadlineHoldsForWhatWaitsForAWorker() throws Exception {
        CompletableFuture<Void> worker = Loopback.worker(() -> connection.writeAndWait(ByteBuffer.allocate(MUCH)));
        awaitSent(connection);
        loopback.onLoop(() -> {
            connection.write(bytes("deferred"));
            assertThat(connection.hasPendingOutput()).isTrue();
        });
        loopback.advance(Loopback.WRITE_TIMEOUT);

        assertThat(link.handler().event()).isEqualTo("write timed out");
        assertThat(link.handler().event()).isEqualTo("closed");
        assertFails(worker);
    }

    @Test
    void anInterruptDoesNotCutAPdu() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                connection.writeAndWait(ByteBuffer.allocate(MUCH));
                interrupted.complete(Thread.currentThread().isInterrupted());
            } catch (IOException e) {
                interrupted.completeExceptionally(e);
            }
        });
        worker.start();
        awaitSent(connection);
        worker.interrupt();

        assertThat(link.peer().socket().getInputStream().readNBytes(MUCH)).hasSize(MUCH);
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Each frame is a sender, its number, a length and as many bytes of the sender; the peer reads in fits and starts. */
    @Test
    void bytesOfACallAreNeverCutByThoseOfAnother() throws Exception {
        int senders = 5;
        int frames = 400;
        List<CompletableFuture<Void>> workers = new ArrayList<>();
        for (int sender = 1; sender < senders; sender++) {
            int id = sender;
            workers.add(Loopback.worker(() -> {
                Random random = new Random(id);
                for (int number = 0; number < frames; number++) {
                    byte[] body = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(3_000)];
                    Arrays.fill(body, (byte) id);
                    connection.writeAndWait(frameHeader(id, number, body.length), ByteBuffer.wrap(body));
                }
            }));
        }
        sendFromLoop(new Random(0), new AtomicInteger(), frames);

        int[] next = new int[senders];
        Random random = new Random(20_260_103);
        DataInputStream in = new DataInputStream(link.peer().socket().getInputStream());
        for (int i = 0; i < senders * frames; i++) {
            int id = in.readUnsignedByte();
            assertThat(in.readInt()).as("number of frame %d", i).isEqualTo(next[id]++);
            byte[] body = in.readNBytes(in.readInt());
            byte[] expected = new byte[body.length];
            Arrays.fill(expected, (byte) id);
            assertThat(body).as("body of frame %d", i).isEqualTo(expected);
            for (int spins = random.nextInt(3) == 0 ? random.nextInt(10_000) : 0; spins > 0; spins--) {
                Thread.onSpinWait();
            }
        }
        for (CompletableFuture<Void> worker : workers) {
            worker.get(30, TimeUnit.SECONDS);
        }
        await().until(() -> !loopback.ask(connection::hasPendingOutput));
        assertThat(link.handler().hasNoEvent()).isTrue();
    }

    /** One frame a task, so that the loop goes round meanwhile. */
    private void sendFromLoop(Random random, AtomicInteger number, int frames) {
        connection.execute(() -> {
            byte[] body = new byte[random.nextInt(3_000)];
            ByteBuffer frame = ByteBuffer.allocate(9 + body.length);
            frame.put(frameHeader(0, number.getAndIncrement(), body.length)).put(body);
            connection.write(frame.flip());
            if (number.get() < frames) {
                new Thread(() -> sendFromLoop(random, number, frames)).start();
            }
        });
    }

    private static ByteBuffer frameHeader(int sender, int number, int length) {
        return ByteBuffer.allocate(9)
                .put((byte) sender)
                .putInt(number)
                .putInt(length)
                .flip();
    }

    private Output scripted() {
        return new Output(connection, transport, Loopback.WRITE_TIMEOUT.toNanos());
    }

    private CompletableFuture<Void> workerBeforeTheGate(Output output, String text) throws InterruptedException {
        transport.closeGate();
        CompletableFuture<Void> worker = Loopback.worker(() -> output.writeAndWait(bytes(text)));
        transport.awaitCall();
        return worker;
    }

    private static void assertFails(CompletableFuture<Void> worker) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> worker.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(IOException.class);
    }

    private static void awaitSent(Connection connection) {
        await().until(() -> connection.bytesSent() > 0);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
