package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void isSharedByAllThatReadTogether() {
        Reading<Integer> reading = new Reading<>(readings::incrementAndGet, KEPT, PATIENCE, now::get);
        assertThat(reading.now()).isEqualTo(1);
        now.addAndGet(KEPT.toNanos() - 1);
        assertThat(reading.now()).isEqualTo(1);
        now.incrementAndGet();
        assertThat(reading.now()).isEqualTo(2);
    }

    @Test
    void saysWhyItCannotBeHad() {
        Reading<Integer> reading = new Reading<>(
                () -> {
                    throw new IOException("the database is away");
                },
                KEPT,
                PATIENCE,
                now::get);
        assertThatIllegalStateException().isThrownBy(reading::now).withMessageContaining("the database is away");
        assertThat(reading.known()).isEmpty();
    }

    @Test
    void keepsWhatWasKnown() {
        Reading<Integer> reading = new Reading<>(
                () -> {
                    if (readings.incrementAndGet() == 2) {
                        throw new IOException("the database is away");
                    }
                    return readings.get();
                },
                KEPT,
                PATIENCE,
                now::get);
        assertThat(reading.known()).contains(1);
        now.addAndGet(KEPT.toNanos());
        assertThat(reading.known()).contains(1);
        assertThatIllegalStateException().isThrownBy(reading::now);
        now.addAndGet(KEPT.toNanos());
        assertThat(reading.known()).contains(3);
    }

    /** One that hangs is waited for by those who come in the time that it has, and is not begun again. */
    @Test
    void isNotWaitedForWithoutEnd() {
        CountDownLatch answer = new CountDownLatch(1);
        Reading<Integer> reading = new Reading<>(
                () -> {
                    int number = readings.incrementAndGet();
                    answer.await();
                    return number;
                },
                KEPT,
                Duration.ofMillis(1),
                now::get);
        assertThatIllegalStateException().isThrownBy(reading::now).withMessageContaining("within PT0.001S");
        now.addAndGet(KEPT.toNanos() - 1);
        assertThatIllegalStateException().isThrownBy(reading::now);
        answer.countDown();
        await().untilAsserted(() -> assertThat(reading.known()).contains(1));
        assertThat(readings).hasValue(1);
    }

    @Test
    void isLeftByAThreadThatIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        Reading<Integer> reading = new Reading<>(
                () -> {
                    never.await();
                    return 1;
                },
                KEPT,
                PATIENCE,
                now::get);
        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(reading::now).withMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }

    @Test
    void makesACheckOneOrZero() {
        assertThat(new Readiness(readings::incrementAndGet).value()).isEqualTo(1);
        assertThat(new Readiness(() -> {
                            throw new IOException("no room");
                        })
                        .value())
                .isZero();
    }
}
