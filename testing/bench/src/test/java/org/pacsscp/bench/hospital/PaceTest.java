package org.pacsscp.bench.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.hospital.day.Hours;

class PaceTest {
    private final Pace pace = new Pace(new Hours(9, 12), 10);

    @Test
    void anHourTakesItsSeconds() {
        assertThat(pace.nanosUntil(9)).isZero();
        assertThat(pace.nanosUntil(10.5)).isEqualTo(15_000_000_000L);
        assertThat(pace.length()).isEqualTo(Duration.ofSeconds(30));
    }

    /** An hour in ten seconds is 360 times as fast, so one hospital makes the load of 360. */
    @Test
    void aFasterDayIsLikeMoreHospitals() {
        assertThat(pace.likeHospitals(1)).isEqualTo(360);
        assertThat(pace.likeHospitals(0.25)).isEqualTo(90);
    }

    @Test
    void theFirstOfSeveralHoursWarmsUp() {
        assertThat(pace.timed()).isEqualTo(new Hours(10, 12));
        assertThat(new Pace(new Hours(9, 10), 1).timed()).isEqualTo(new Hours(9, 10));
    }

    @Test
    void timeMustPass() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pace(new Hours(9, 12), 0));
    }
}
