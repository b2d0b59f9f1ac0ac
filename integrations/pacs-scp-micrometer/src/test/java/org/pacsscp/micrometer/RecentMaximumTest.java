package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentMaximumTest {
    private final AtomicLong now = new AtomicLong(4_711);
    private final RecentMaximum maximum = new RecentMaximum(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private long offerAndRead(long... numbers) {
        for (long number : numbers) {
            maximum.offer(number);
        }
        return maximum.read();
    }

    @Test
    void isTheGreatest() {
        assertThat(maximum.read()).isZero();
        assertThat(offerAndRead(3, 7, 5)).isEqualTo(7);
        assertThat(offerAndRead(6)).isEqualTo(7);
    }

    @Test
    void lastsAMinuteAndNotThree() {
        maximum.offer(7);
        pass(RecentMaximum.KEPT);
        assertThat(offerAndRead(5)).isEqualTo(7);
        pass(RecentMaximum.KEPT.minusNanos(1));
        assertThat(offerAndRead(3)).as("the one before still counts").isEqualTo(7);
        pass(Duration.ofNanos(1));
        assertThat(maximum.read()).as("as it turns").isEqualTo(7);
        pass(RecentMaximum.KEPT);
        assertThat(maximum.read()).isEqualTo(3);
        pass(RecentMaximum.KEPT);
        assertThat(maximum.read()).isZero();
    }

    /** Who reads once an hour wants the greatest of the hour, and that it is gone the next time. */
    @Test
    void isNotForgottenBeforeItWasRead() {
        maximum.offer(7);
        pass(Duration.ofHours(1));
        assertThat(maximum.read()).isEqualTo(7);
        maximum.offer(2);
        pass(Duration.ofHours(1));
        assertThat(maximum.read()).isEqualTo(2);
    }
}
