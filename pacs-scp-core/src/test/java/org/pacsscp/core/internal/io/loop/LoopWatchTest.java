package org.pacsscp.core.internal.io.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pacsscp.core.internal.io.FakeTime;

@Timeout(60)
class LoopWatchTest {
    private final FakeTime time = new FakeTime();
    private final SelectorPool selectors = new SelectorPool();
    private final CountDownLatch free = new CountDownLatch(1);
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream captured = new ByteArrayOutputStream();
    private final LoopWatch watch = new LoopWatch(time);
    private IoLoop loop;

    @BeforeEach
    void start() throws IOException {
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        loop = new IoLoop("watched loop", time, BufferPool.ofLongBuffers(), selectors, fault -> {});
        loop.start();
        watch.watch(List.of(loop));
    }

    @AfterEach
    void stop() {
        free.countDown();
        loop.beginToStop();
        await().until(() -> !loop.thread().isAlive());
        selectors.close();
        System.setErr(standardError);
    }

    @Test
    void initialisesClassesOnceThereIsMemory() {
        AtomicInteger tries = new AtomicInteger();
        LoopWatch initialising = new LoopWatch(time, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("on purpose");
            }
        });
        initialising.start(List.of(loop));
        try {
            await().untilAtomic(tries, equalTo(2));
        } finally {
            initialising.stop();
        }
    }

    @Test
    void namesWhatHoldsALoopUpOnce() {
        long before = loop.progress();
        loop.execute(this::listener);
        await().until(() -> loop.progress() % 2 != 0 && loop.progress() > before && isIn("waits"));
        look(Duration.ZERO);
        look(Duration.ofMillis(999));
        assertThat(log()).isEmpty();

        look(Duration.ofMillis(1));
        look(Duration.ofMinutes(1));
        assertThat(log().lines())
                .singleElement()
                .asString()
                .contains("WARN", "watched loop has been held up for 1000 ms by ", "called by ");

        free.countDown();
        await().until(() -> loop.progress() % 2 == 0);
        look(Duration.ofSeconds(1));
        assertThat(log().lines()).hasSize(2);
        assertThat(log()).contains("watched loop goes on; it was held up for about 62000 ms");
    }

    @Test
    void saysNothingOfALoopThatWaitsOrGoesOn() throws InterruptedException {
        await().until(() -> loop.progress() % 2 == 0);
        look(Duration.ofHours(1));
        look(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            loop.execute(ran::countDown);
            ran.await();
            look(Duration.ofHours(1));
        }
        assertThat(log()).isEmpty();
    }

    private void listener() {
        waits();
    }

    private void waits() {
        try {
            free.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isIn(String method) {
        return List.of(loop.thread().getStackTrace()).stream()
                .anyMatch(frame -> frame.getMethodName().equals(method));
    }

    private void look(Duration later) {
        time.advance(later);
        watch.look();
    }

    private String log() {
        return captured.toString(StandardCharsets.UTF_8);
    }
}
