package org.pacsscp.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeastReceiveRateTest {
    private static final int LEAST_RATE = 1024;
    private static final long BEFORE = 5_000_000_000L;
    private static final long A_MINUTES_WORTH = 60L * LEAST_RATE;

    private final LeastReceiveRate rate = new LeastReceiveRate(LEAST_RATE, LeastReceiveRate.PERIOD, BEFORE);

    @Test
    void isNotAtItsEndBeforeAMinuteOfWaiting() {
        wait(Duration.ofMinutes(1).minusNanos(1));
        assertThat(rate.isMissed(BEFORE)).isFalse();
        wait(Duration.ofNanos(1));
        assertThat(rate.isMissed(BEFORE)).isTrue();
    }

    @Test
    void bearsExactlyTheLeastRate() {
        for (int minute = 1; minute <= 10; minute++) {
            wait(Duration.ofMinutes(1));
            assertThat(rate.isMissed(BEFORE + minute * A_MINUTES_WORTH)).isFalse();
        }
        wait(Duration.ofMinutes(1));
        assertThat(rate.isMissed(BEFORE + 11 * A_MINUTES_WORTH - 1)).isTrue();
    }

    @Test
    void addsUpShortWaits() {
        for (int second = 1; second < 60; second++) {
            wait(Duration.ofSeconds(1));
            assertThat(rate.isMissed(BEFORE + second)).isFalse();
        }
        wait(Duration.ofSeconds(1));
        assertThat(rate.isMissed(BEFORE + 60)).isTrue();
    }

    /** Each period stands for itself: who was quick before may not be slow for long. */
    @Test
    void doesNotCreditWhatCameInThePeriodBefore() {
        wait(Duration.ofMinutes(1));
        assertThat(rate.isMissed(BEFORE + 100 * A_MINUTES_WORTH)).isFalse();
        wait(Duration.ofMinutes(1));
        assertThat(rate.isMissed(BEFORE + 100 * A_MINUTES_WORTH + 1)).isTrue();
    }

    @Test
    void measuresALongWaitAtItsRealLength() {
        wait(Duration.ofMinutes(3));
        assertThat(rate.isMissed(BEFORE + 2 * A_MINUTES_WORTH)).isTrue();
        wait(Duration.ofMinutes(3));
        assertThat(rate.isMissed(BEFORE + 5 * A_MINUTES_WORTH)).isFalse();
    }

    @Test
    void hasNoEndWithoutALeastRate() {
        LeastReceiveRate endless = new LeastReceiveRate(0, LeastReceiveRate.PERIOD, 0);
        endless.waited(Duration.ofDays(1).toNanos());
        assertThat(endless.isMissed(0)).isFalse();
    }

    /** The greatest rate that can be set is no overflow away from none. */
    @Test
    void takesTheGreatestRate() {
        LeastReceiveRate strict = new LeastReceiveRate(Integer.MAX_VALUE, LeastReceiveRate.PERIOD, 0);
        strict.waited(Duration.ofMinutes(2).toNanos());
        assertThat(strict.isMissed(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void saysWhichLimitItWas() {
        assertThat(rate.verdict()).contains("1024 bytes a second", "Limits.minReceiveRate");
    }

    private void wait(Duration duration) {
        rate.waited(duration.toNanos());
    }
}
