package org.pacsscp.core.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pacsscp.core.internal.io.FakeTime;

class LogThrottleTest {
    private final FakeTime time = new FakeTime();
    private final LogThrottle throttle = new LogThrottle(time);

    @Test
    void admitsTwentyLinesASecondAndCountsTheOthers() {
        for (int i = 0; i < 20; i++) {
            assertThat(throttle.admit()).as("line %s", i).isZero();
        }
        assertThat(throttle.admit()).isEqualTo(-1);
        time.advance(Duration.ofNanos(999_999_999));
        assertThat(throttle.admit()).isEqualTo(-1);

        time.advance(Duration.ofNanos(1));
        assertThat(throttle.admit()).as("left out before").isEqualTo(2);
        assertThat(throttle.admit()).isZero();
    }

    @Test
    void hasNothingLeftOutToTellOfAfterAQuietSecond() {
        throttle.admit();
        time.advance(Duration.ofSeconds(5));

        for (int i = 0; i < 20; i++) {
            assertThat(throttle.admit()).isZero();
        }
        assertThat(throttle.admit()).isEqualTo(-1);
    }
}
