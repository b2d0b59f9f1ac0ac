package org.pacsscp.robustness.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final Percentage A_BUCKET = Percentage.withPercentage(10);

    private final Latencies latencies = new Latencies();

    @Test
    void areNothingAtFirst() {
        assertThat(latencies.count()).isZero();
        assertThat(latencies.percentile(0.5)).isZero();
    }

    @Test
    void knowTheirPercentiles() {
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.add(millis * 1_000_000L);
        }
        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.percentile(0.5)).isCloseTo(500_000, A_BUCKET);
        assertThat(latencies.percentile(0.99)).isCloseTo(990_000, A_BUCKET);
        assertThat(latencies.percentile(1)).isCloseTo(1_000_000, A_BUCKET);
    }

    @Test
    void takeTheShortestAndTheLongest() {
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);
        assertThat(latencies.count()).isEqualTo(2);
    }
}
