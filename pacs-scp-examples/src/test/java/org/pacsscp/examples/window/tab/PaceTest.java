package org.pacsscp.examples.window.tab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private Instant now = Instant.EPOCH;
    private final Pace pace = new Pace(() -> now, Duration.ofMillis(500));

    @Test
    void waitsAWhileAfterSomethingQuick() {
        assertThat(pace.isDue()).isTrue();
        takes(Duration.ofMillis(10));
        now = now.plusMillis(499);
        assertThat(pace.isDue()).isFalse();
        now = now.plusMillis(1);
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void restsNineTimesAsLongAsItTook() {
        takes(Duration.ofSeconds(1));
        now = now.plusMillis(8999);
        assertThat(pace.isDue()).isFalse();
        now = now.plusMillis(1);
        assertThat(pace.isDue()).isTrue();
    }

    @Test
    void isDueAtOnceAfterAReset() {
        takes(Duration.ofSeconds(1));
        pace.reset();
        assertThat(pace.isDue()).isTrue();
    }

    private void takes(Duration time) {
        pace.begin();
        now = now.plus(time);
        pace.end();
    }
}
