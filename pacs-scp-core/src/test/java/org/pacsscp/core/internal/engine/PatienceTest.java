package org.pacsscp.core.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final int LEAST_RATE = 1024;
    private static final long BEFORE = 5_000_000_000L;
    private static final long A_MINUTES_WORTH = 60L * LEAST_RATE;

    private final Patience patience = new Patience(LEAST_RATE, Patience.PERIOD, BEFORE);

    @Test
    void isNotAtItsEndBeforeAMinuteOfWaiting() {
        wait(Duration.ofMinutes(1).minusNanos(1));
        assertThat(patience.isExhausted(BEFORE)).isFalse();
        wait(Duration.ofNanos(1));
        assertThat(patience.isExhausted(BEFORE)).isTrue();
    }

    @Test
    void bearsExactlyTheLeastRate() {
        for (int minute = 1; minute <= 10; minute++) {
            wait(Duration.ofMinutes(1));
            assertThat(patience.isExhausted(BEFORE + minute * A_MINUTES_WORTH)).isFalse();
        }
        wait(Duration.ofMinutes(1));
        assertThat(patience.isExhausted(BEFORE + 11 * A_MINUTES_WORTH - 1)).isTrue();
    }

    @Test
    void addsUpShortWaits() {
        for (int second = 1; second < 60; second++) {
            wait(Duration.ofSeconds(1));
            assertThat(patience.isExhausted(BEFORE + second)).isFalse();
        }
        wait(Duration.ofSeconds(1));
        assertThat(patience.isExhausted(BEFORE + 60)).isTrue();
    }

    /** Each period stands for itself: who was quick before may not be slow for long. */
    @Test
    void doesNotCreditWhatCameInThePeriodBefore() {
        wait(Duration.ofMinutes(1));
        assertThat(patience.isExhausted(BEFORE + 100 * A_MINUTES_WORTH)).isFalse();
        wait(Duration.ofMinutes(1));
        assertThat(patience.isExhausted(BEFORE + 100 * A_MINUTES_WORTH + 1)).isTrue();
    }

    @Test
    void measuresALongWaitAtItsRealLength() {
        wait(Duration.ofMinutes(3));
        assertThat(patience.isExhausted(BEFORE + 2 * A_MINUTES_WORTH)).isTrue();
        wait(Duration.ofMinutes(3));
        assertThat(patience.isExhausted(BEFORE + 5 * A_MINUTES_WORTH)).isFalse();
    }

    @Test
    void hasNoEndWithoutALeastRate() {
        Patience endless = new Patience(0, Patience.PERIOD, 0);
        endless.waited(Duration.ofDays(1).toNanos());
        assertThat(endless.isExhausted(0)).isFalse();
    }

    /** The greatest rate that can be set is no overflow away from none. */
    @Test
    void takesTheGreatestRate() {
        Patience strict = new Patience(Integer.MAX_VALUE, Patience.PERIOD, 0);
        strict.waited(Duration.ofMinutes(2).toNanos());
        assertThat(strict.isExhausted(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void saysWhichLimitItWas() {
        assertThat(patience.verdict()).contains("1024 bytes a second", "Limits.minReceiveRate");
    }

    private void wait(Duration duration) {
        patience.waited(duration.toNanos());
    }
}
