package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.FakeTime;

@Timeout(60)
class IoLoopTest {
    private final FakeTime time = new FakeTime();
    private final SelectorPool selectors = new SelectorPool();
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private LoopUser user;
    private IoLoop loop;

    @BeforeEach
    void start() throws IOException {
        user = IoLoops.open("loop", 1, time, BufferPool.ofLongBuffers(), selectors, cause -> {});
        loop = user.firstLoop();
    }

    @AfterEach
    void stop() {
        user.leave("the test ends");
    }

    @Test
    void runsTasksOfAThreadInTheirOrderOnItsOwn() throws Exception {
        List<Integer> order = new ArrayList<>();
        AtomicBoolean foreign = new AtomicBoolean();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            loop.execute(() -> {
                order.add(number);
                foreign.compareAndSet(false, !loop.isCurrent() || !IoLoop.isLoopThread());
            });
        }
        await(() -> {});

        assertThat(order).hasSize(1_000).isSorted();
        assertThat(foreign).isFalse();
        assertThat(loop.isCurrent()).isFalse();
        assertThat(IoLoop.isLoopThread()).isFalse();
    }

    /** Each round ends asleep, so that a wake-up which is lost shows as a test that does not end. */
    @Test
    void wakesUpForEachTask() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            await(() -> {});
        }
    }

    @Test
    void losesNoTaskOfThreadsThatAddAtOnce() throws Exception {
        int threads = 4;
        int tasks = 5_000;
        CountDownLatch run = new CountDownLatch(threads * tasks);
        List<Thread> adders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread adder = new Thread(() -> {
                for (int n = 0; n < tasks; n++) {
                    loop.execute(run::countDown);
                }
            });
            adders.add(adder);
            adder.start();
        }
        assertThat(run.await(30, TimeUnit.SECONDS)).isTrue();
        for (Thread adder : adders) {
            adder.join();
        }
    }

    @Test
    void runsATaskThatATaskAdds() throws Exception {
        CompletableFuture<String> second = new CompletableFuture<>();
        loop.execute(() -> loop.execute(() -> second.complete("second")));

        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void anInterruptThatATaskLeavesBehindIsGoneInTheNextRound() throws Exception {
        await(() -> Thread.currentThread().interrupt());
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        loop.execute(() ->
                loop.execute(() -> interrupted.complete(Thread.currentThread().isInterrupted())));

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aTaskThatAddsItselfHoldsUpNeitherChannelsNorDeadlines() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (!ended.get()) {
                loop.execute(again[0]);
            }
        };
        try (Doorbell doorbell = new Doorbell(key -> {
            key.interestOps(0);
            happened.add("rung");
        })) {
            loop.execute(again[0]);
            doorbell.ring();
            assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("rung");

            await(() -> loop.deadline(() -> happened.add("passed")).set(1));
            time.advance(1);
            assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("passed");
        } finally {
            ended.set(true);
        }
    }

    @Test
    void isVisitedByAThreadThatActsAsIt() {
        AtomicBoolean asLoop = new AtomicBoolean();
        awaitVisit(() -> asLoop.set(loop.isCurrent() && IoLoop.isLoopThread()));

        assertThat(asLoop).isTrue();
        assertThat(loop.isCurrent()).isFalse();
        assertThat(IoLoop.isLoopThread()).isFalse();
    }

    /** Nobody waits for a loop that is at work, which may be for long. */
    @Test
    void isNotVisitedAtWork() throws Exception {
        CountDownLatch visited = new CountDownLatch(1);
        CountDownLatch atWork = new CountDownLatch(1);
        loop.execute(() -> {
            atWork.countDown();
            uninterruptibly(visited::await);
        });
        atWork.await();
        assertThat(loop.visit(() -> happened.add("visit"))).isFalse();
        visited.countDown();

        awaitVisit(() -> happened.add("later"));
        assertThat(happened).containsExactly("later");
    }

    /** What a visitor sets and adds is the loop's, however long that would have slept. */
    @Test
    void seesWhatAVisitorLeaves() throws Exception {
        awaitVisit(() -> loop.deadline(() -> happened.add("passed")).set(1));
        time.advance(1);
        assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("passed");

        awaitVisit(() -> loop.execute(() -> happened.add(Thread.currentThread().getName())));
        assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("loop-1");
    }

    @Test
    void isVisitedByOneThreadAtATime() throws Exception {
        int[] steps = new int[1];
        List<Thread> visitors = new ArrayList<>();
        AtomicInteger taken = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            Thread visitor = new Thread(() -> {
                for (int n = 0; n < 2_000; n++) {
                    if (loop.visit(() -> steps[0]++)) {
                        taken.incrementAndGet();
                    } else {
                        loop.execute(() -> steps[0]++);
                        taken.incrementAndGet();
                    }
                }
            });
            visitors.add(visitor);
            visitor.start();
        }
        for (Thread visitor : visitors) {
            visitor.join();
        }
        await(() -> assertThat(steps[0]).isEqualTo(taken.get()));
    }

    @Test
    void isNotVisitedAfterItsEnd() {
        user.leave("the test");
        assertThat(loop.visit(() -> happened.add("visit"))).isFalse();
        assertThat(happened).isEmpty();
    }

    /** The loop may just be at work. */
    private void awaitVisit(Runnable step) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> loop.visit(step));
    }

    @Test
    void outlivesATaskThatThrows() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("thrown by a task of a test");
        });
        loop.execute(() -> {
            throw new AssertionError("thrown by a task of a test");
        });

        await(() -> {});
    }

    @Test
    void outlivesADeadlineThatThrows() throws Exception {
        await(() -> {
            loop.deadline(() -> {
                        throw new IllegalStateException("thrown by a deadline of a test");
                    })
                    .set(10);
            loop.deadline(() -> happened.add("next")).set(20);
        });
        time.advance(20);
        await(() -> {});

        assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("next");
    }

    @Test
    void outlivesAChannelWhoseServiceThrows() throws Exception {
        try (Doorbell doorbell = new Doorbell(key -> {
            happened.add("rung");
            throw new IllegalStateException("thrown by a channel of a test");
        })) {
            doorbell.ring();

            assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("rung");
            await(() -> {});
        }
    }

    @Test
    void aDeadlinePassesWhenItsTimeHasCome() throws Exception {
        await(() -> loop.deadline(() -> happened.add("passed"))
                .set(Duration.ofSeconds(30).toNanos()));
        time.advance(Duration.ofSeconds(29));
        settle();
        assertThat(happened).isEmpty();

        time.advance(Duration.ofSeconds(1));
        settle();
        assertThat(happened).containsExactly("passed");
    }

    @Test
    void aDeadlineWakesTheLoopByItself() throws Exception {
        LoopUser real = IoLoops.open(
                "real time", 1, TimeSource.SYSTEM, BufferPool.ofLongBuffers(), new SelectorPool(), cause -> {});
        try {
            IoLoop awake = real.firstLoop();
            awake.execute(() -> awake.deadline(() -> happened.add("passed")).set(1_000_000));

            assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("passed");
        } finally {
            real.leave("the test ends");
        }
    }

    /** A loop may sleep for hours before a connection comes, whose deadline counts from then. */
    @Test
    void aDeadlineThatAChannelSetsCountsFromThen() throws Exception {
        try (Doorbell doorbell = new Doorbell(key -> {
            key.interestOps(0);
            loop.deadline(() -> happened.add("passed"))
                    .set(Duration.ofSeconds(30).toNanos());
            happened.add("rung");
        })) {
            settle();
            time.advance(Duration.ofHours(1));
            doorbell.ring();

            assertThat(happened.poll(30, TimeUnit.SECONDS)).isEqualTo("rung");
            settle();
            assertThat(happened).isEmpty();

            time.advance(Duration.ofSeconds(30));
            settle();
            assertThat(happened).containsExactly("passed");
        }
    }

    /** The deadline tells the loop to stop, so that no other round comes to the task. */
    @Test
    void whatWasHandedOverBeforeTheEndIsRun() throws Exception {
        await(() -> loop.deadline(() -> {
                    loop.beginToStop();
                    loop.execute(() -> happened.add("last"));
                })
                .set(10));
        time.advance(10);
        loop.execute(() -> {});
        Awaitility.await().until(() -> !loop.thread().isAlive());

        assertThat(happened).containsExactly("last");
    }

    @Test
    void aTaskThatComesAfterTheEndIsNotRun() {
        user.leave("the test ends");

        assertThat(loop.tryExecute(() -> happened.add("late"))).isFalse();
        assertThatCode(() -> loop.execute(() -> happened.add("late"))).doesNotThrowAnyException();
        assertThatCode(() -> user.leave("again")).doesNotThrowAnyException();
        assertThat(happened).isEmpty();
    }

    /** Whoever hands a task over knows whether it is run, at whatever moment the loop ends. */
    @Test
    void runsEachTaskThatItHasTaken() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        AtomicInteger run = new AtomicInteger();
        Thread adder = new Thread(() -> {
            while (loop.tryExecute(run::incrementAndGet)) {
                taken.incrementAndGet();
            }
        });
        adder.start();
        Awaitility.await().until(() -> run.get() > 1_000);
        user.leave("the test ends");
        adder.join();

        assertThat(run).hasValue(taken.get());
    }

    @Test
    void anInterruptDoesNotCutStoppingShort() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        loop.execute(() -> {
            blocked.countDown();
            awaitUninterruptibly(goOn);
        });
        blocked.await();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread stopper = new Thread(() -> {
            user.leave("the test ends");
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        stopper.start();
        stopper.interrupt();
        assertThat(interrupted).isNotDone();
        goOn.countDown();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Makes the loop ready. */
    private final class Doorbell implements ReadyHandler, AutoCloseable {
        private final Pipe pipe = Pipe.open();
        private final Consumer<SelectionKey> whenRung;

        Doorbell(Consumer<SelectionKey> whenRung) throws Exception {
            this.whenRung = whenRung;
            pipe.source().configureBlocking(false);
            await(() -> loop.listen(pipe.source(), SelectionKey.OP_READ, this));
        }

        void ring() throws IOException {
            pipe.sink().write(ByteBuffer.allocate(1));
        }

        @Override
        public void ready(SelectionKey key) {
            whenRung.accept(key);
        }

        @Override
        public void close() throws IOException {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static void uninterruptibly(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void await(Step step) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        done.get(30, TimeUnit.SECONDS);
    }

    /** Lets all deadlines pass that are due. */
    private void settle() throws Exception {
        CountDownLatch settled = new CountDownLatch(1);
        await(() -> loop.deadline(settled::countDown).set(1));
        time.advance(1);
        loop.execute(() -> {});
        assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
