package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.Loopback.Link;

@Timeout(120)
class LentInputIT {
    private static final long LONG_WAIT = Duration.ofSeconds(60).toNanos();

    private Loopback loopback;
    private Link link;

    @BeforeEach
    void start() throws Exception {
        loopback = Loopback.start();
        link = loopback.connect();
        assertThat(link.handler().event()).isEqualTo("connected");
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        loopback.close();
    }

    @Test
    void beginsWithWhatTheHandlerHasNotUsed() throws Exception {
        LentInput lent = lendAfter("ab", "abcdef");

        assertThat(text(lent.buffer())).isEqualTo("cdef");
    }

    @Test
    void readsFromTheChannelIntoTheBuffer() throws Exception {
        LentInput lent = lendAfter("a", "a");
        assertThat(lent.read(1 << 16)).isZero();
        assertThat(lent.buffer().hasRemaining()).isFalse();

        send("bcd");
        assertThat(lent.await(LONG_WAIT)).isTrue();
        assertThat(lent.read(1 << 16)).isEqualTo(3);
        assertThat(text(lent.buffer())).isEqualTo("bcd");
        assertThat(lent.bytesReceived()).isEqualTo(4);
    }

    @Test
    void readsPastTheCallersBufferIntoItsOwn() throws Exception {
        LentInput lent = lendAfter("a", "a");
        send("bcdef");
        assertThat(lent.await(LONG_WAIT)).isTrue();
        ByteBuffer dst = ByteBuffer.allocateDirect(2);

        assertThat(lent.read(dst, 64)).isEqualTo(5);
        assertThat(text(dst.flip())).isEqualTo("bc");
        assertThat(text(lent.buffer())).isEqualTo("def");
    }

    @Test
    void readsNoFurtherThanItIsTold() throws Exception {
        LentInput lent = lendAfter("a", "a");
        send("bcdefghij");
        assertThat(lent.await(LONG_WAIT)).isTrue();
        ByteBuffer dst = ByteBuffer.allocateDirect(2);

        assertThat(lent.read(dst, 1)).isEqualTo(3);
        assertThat(text(lent.buffer())).isEqualTo("d");
        assertThat(lent.read(dst.clear(), 0)).isEqualTo(2);
        assertThat(text(dst.flip())).isEqualTo("ef");
        assertThat(lent.buffer().hasRemaining()).isFalse();
        assertThat(lent.read(3)).isEqualTo(3);
        assertThat(text(lent.buffer())).isEqualTo("ghi");
    }

    @Test
    void readsTheEndOfTheStream() throws Exception {
        LentInput lent = lendAfter("a", "a");
        link.peer().shutdownOutput();

        assertThat(lent.await(LONG_WAIT)).isTrue();
        assertThat(lent.read(1 << 16)).isEqualTo(-1);
        assertThat(lent.buffer().hasRemaining()).isFalse();
    }

    @Test
    void theLoopReadsNothingMeanwhile() throws Exception {
        LentInput lent = lendAfter("a", "a");
        send("worker's");
        assertThat(lent.await(LONG_WAIT)).isTrue();
        loopback.onLoop(() -> {});
        assertThat(link.handler().received()).isEqualTo(bytes("a"));
        assertThat(lent.read(1 << 16)).isEqualTo(8);
    }

    @Test
    void waitsNoLongerThanItIsTold() throws Exception {
        LentInput lent = lendAfter("a", "a");

        assertThat(lent.await(Duration.ofMillis(1).toNanos())).isFalse();
        assertThat(lent.await(0)).isFalse();
        assertThat(lent.isWaiting()).isFalse();
    }

    @Test
    void aWakeUpEndsAWait() throws Exception {
        LentInput lent = lendAfter("a", "a");
        CompletableFuture<Boolean> waiting = waiting(lent);
        lent.wakeUp();

        assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    }

    /** The worker was about to wait, and had no selector yet by which it could be woken. */
    @Test
    void aWakeUpEndsAWaitThatHasNotBegun() throws Exception {
        LentInput lent = lendAfter("a", "a");
        lent.wakeUp();
        CompletableFuture<Boolean> woken = new CompletableFuture<>();
        worker(woken, () -> woken.complete(lent.await(LONG_WAIT)));

        assertThat(woken.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void anInterruptEndsAWait() throws Exception {
        LentInput lent = lendAfter("a", "a");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread worker = new Thread(() -> {
            try {
                lent.await(LONG_WAIT);
            } catch (IOException e) {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
                failure.complete(e);
            }
        });
        worker.start();
        await().until(lent::isWaiting);
        worker.interrupt();

        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void closingEndsAWaitAndFreesTheDescriptor() throws Exception {
        try (Link spare = loopback.connect()) {
            assertThat(spare.handler().event()).isEqualTo("connected");
        }
        long before = OpenFiles.count();
        for (int i = 0; i < 20; i++) {
            try (Link lentOut = loopback.connect()) {
                LentInput lent = loopback.ask(() -> lentOut.connection().lend(ByteBuffer.allocate(0)));
                CompletableFuture<Void> reading = reading(lent);
                await().until(lent::isWaiting);
                loopback.onLoop(lentOut.connection()::close);
                assertFails(reading);
                assertThatIOException().isThrownBy(() -> lent.read(1));
                assertThatIOException().isThrownBy(() -> lent.await(LONG_WAIT));
                lent.giveBack();
                loopback.onLoop(() -> lentOut.connection().returned(lent));
            }
        }
        OpenFiles.assertAtMost(before);
    }

    /** At any moment before or in its wait. */
    @Test
    void closingFreesAWorkerThatBeginsToWait() throws Exception {
        Random random = new Random(20_260_104);
        for (int i = 0; i < 300; i++) {
            try (Link lentOut = loopback.connect()) {
                LentInput lent = loopback.ask(() -> lentOut.connection().lend(ByteBuffer.allocate(0)));
                CompletableFuture<Void> reading = reading(lent);
                for (int spins = random.nextInt(5_000); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                loopback.onLoop(lentOut.connection()::close);
                assertFails(reading);
            }
        }
    }

    @Test
    void whatTheWorkerLeavesIsOfferedToTheLoop() throws Exception {
        LentInput lent = lendAfter("a", "abcd");
        lent.buffer().get();
        lent.giveBack();
        loopback.onLoop(() -> link.connection().returned(lent));
        assertThat(text(link.handler().received())).isEqualTo("acd");

        send("e");
        await().until(() -> text(link.handler().received()).equals("acde"));
    }

    @Test
    void aLoanThatNobodyUsedChangesNothing() throws Exception {
        ByteBuffer in = ByteBuffer.wrap(bytes("abc"));
        loopback.onLoop(() -> {
            LentInput unused = link.connection().lend(in);
            link.connection().endUnusedLoan(unused);
        });
        send("d");

        await().until(() -> text(link.handler().received()).equals("d"));
    }

    @Test
    void aBufferGoesBackOnceThoughTheLoanIsReturnedByBoth() throws Exception {
        LentInput lent = lendAfter("a", "a");
        lent.rest();
        assertThat(lent.takeBack(0)).isTrue();

        assertThat(lent.giveBack()).isFalse();
        assertThat(lent.resume()).isFalse();
    }

    @Test
    void theLoopTakesBackOnlyFromAWorkerAtRest() throws Exception {
        LentInput lent = lendAfter("a", "a");
        assertThat(lent.takeBack(0)).isFalse();

        lent.rest();
        assertThat(lent.takeBack(LONG_WAIT)).isFalse();
        assertThat(lent.resume()).isTrue();
        assertThat(lent.resume()).isTrue();
        assertThat(lent.takeBack(0)).isFalse();

        lent.rest();
        assertThat(lent.takeBack(0)).isTrue();
        assertThat(lent.takeBack(0)).isFalse();
        assertThat(lent.resume()).isFalse();
    }

    @Test
    void aWorkerThatRestsOnDoesNotTakeItFromTheLoop() throws Exception {
        LentInput lent = lendAfter("a", "a");
        lent.rest();
        assertThat(lent.takeBack(0)).isTrue();
        lent.rest();

        assertThat(lent.takeBack(0)).isFalse();
        assertThat(lent.resume()).isFalse();
        assertThat(lent.giveBack()).isFalse();
    }

    @Test
    void closingTakesBackFromAWorkerAtRest() throws Exception {
        LentInput lent = lendAfter("a", "a");
        lent.rest();
        loopback.onLoop(link.connection()::close);

        assertThat(lent.resume()).isFalse();
        assertThat(lent.giveBack()).isFalse();
    }

    /** The peer sends numbers; loop and workers, who take the receiving side from each other, miss none and read none twice. */
    @Test
    void theReceivingSideHasOneOwnerAtATime() throws Exception {
        int numbers = 200_000;
        Tug tug = new Tug(link.connection());
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            link.handler().whenReceived(in -> tug.onLoop(in, workers));
            ByteBuffer out = ByteBuffer.allocate(1 << 12);
            Random random = new Random(20_260_105);
            for (int next = 0; next < numbers; ) {
                out.clear();
                for (int n = 1 + random.nextInt(1_000); n > 0 && next < numbers; n--) {
                    out.putInt(next++);
                }
                out.flip();
                while (out.hasRemaining()) {
                    link.peer().write(out);
                }
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> tug.failure() != null || tug.next() == numbers);
            assertThat(tug.failure()).isNull();
            assertThat(tug.takenBack()).isPositive();
            assertThat(tug.resumed()).isPositive();
        } finally {
            loopback.onLoop(link.connection()::close);
            workers.shutdownNow();
        }
    }

    /** Both ends of the rope. */
    private static final class Tug {
        private final Connection connection;
        private final AtomicInteger owners = new AtomicInteger();
        private final AtomicLong takenBack = new AtomicLong();
        private final AtomicLong resumed = new AtomicLong();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Random loopsRandom = new Random(1);
        private final Random workersRandom = new Random(2);

        /** Written by the owner only, so that a second one would be seen. */
        private volatile int next;

        private int number;
        private int shift = 24;
        private @Nullable LentInput lent;

        Tug(Connection connection) {
            this.connection = connection;
        }

        int next() {
            return next;
        }

        @Nullable
        Throwable failure() {
            return failure.get();
        }

        long takenBack() {
            return takenBack.get();
        }

        long resumed() {
            return resumed.get();
        }

        void onLoop(ByteBuffer in, ExecutorService workers) {
            own(() -> take(in, loopsRandom.nextInt(200)));
            LentInput loan = connection.lend(in);
            lent = loan;
            workers.execute(() -> work(loan));
            pull(loan);
        }

        private void pull(LentInput loan) {
            connection.execute(() -> {
                if (lent == loan && loan.takeBack(0)) {
                    takenBack.incrementAndGet();
                    lent = null;
                    connection.returned(loan);
                } else if (lent == loan && !connection.isClosing()) {
                    pull(loan);
                }
            });
        }

        private void work(LentInput loan) {
            try {
                do {
                    own(() -> {
                        take(loan.buffer(), workersRandom.nextInt(200));
                        if (!loan.buffer().hasRemaining()) {
                            read(loan);
                        }
                    });
                    loan.rest();
                    for (int spins = workersRandom.nextInt(2_000); spins > 0; spins--) {
                        Thread.onSpinWait();
                    }
                } while (loan.resume() && resumed.incrementAndGet() > 0);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }

        private void read(LentInput loan) {
            try {
                loan.read(1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void take(ByteBuffer in, int most) {
            for (int n = 0; n < most && in.hasRemaining(); n++) {
                takeByte(in.get());
            }
        }

        private void takeByte(byte b) {
            number |= (b & 0xFF) << shift;
            shift -= 8;
            if (shift < 0) {
                assertThat(number).isEqualTo(next);
                next = number + 1;
                number = 0;
                shift = 24;
            }
        }

        private void own(Runnable step) {
            assertThat(owners.incrementAndGet()).isEqualTo(1);
            step.run();
            owners.decrementAndGet();
        }
    }

    /** Sends the second text, of which the handler takes the first and lends the rest. */
    private LentInput lendAfter(String taken, String sent) throws Exception {
        CompletableFuture<LentInput> lent = new CompletableFuture<>();
        link.handler().whenReceived(in -> {
            link.handler().take(in, taken.length());
            lent.complete(link.connection().lend(in));
            link.handler().whenReceived(link.handler()::takeAll);
        });
        send(sent);
        return lent.get(30, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Boolean> waiting(LentInput lent) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        worker(result, () -> result.complete(lent.await(LONG_WAIT)));
        await().until(lent::isWaiting);
        return result;
    }

    /** A worker that waits and reads until that fails. */
    private static CompletableFuture<Void> reading(LentInput lent) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        worker(result, () -> {
            while (lent.read(1 << 16) == 0) {
                lent.await(LONG_WAIT);
            }
            result.complete(null);
        });
        return result;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void worker(CompletableFuture<?> result, Work work) {
        new Thread(() -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                })
                .start();
    }

    private static void assertFails(CompletableFuture<Void> reading) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> reading.get(10, TimeUnit.SECONDS))
                .withCauseInstanceOf(IOException.class);
    }

    private void send(String text) throws IOException {
        link.peer().write(ByteBuffer.wrap(bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return text(bytes);
    }
}
