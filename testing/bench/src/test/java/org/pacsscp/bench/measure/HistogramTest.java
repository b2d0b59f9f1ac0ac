package org.pacsscp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void knowsNothingAtFirst() {
        assertThat(histogram.count()).isZero();
        assertThat(histogram.max()).isZero();
        assertThat(histogram.quantile(0.5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 129, 1_000, 123_456_789, Long.MAX_VALUE})
    void aSingleValueIsEveryQuantile(long value) {
        histogram.record(value);

        assertThat(histogram.quantile(0)).isEqualTo(value);
        assertThat(histogram.quantile(0.5)).isEqualTo(value);
        assertThat(histogram.quantile(1)).isEqualTo(value);
        assertThat(histogram.max()).isEqualTo(value);
    }

    @Test
    void quantilesAreRightToASixtyFourth() {
        LongStream.rangeClosed(1, 100_000).forEach(histogram::record);

        for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 0.999}) {
            double exact = share * 100_000;
            assertThat((double) histogram.quantile(share)).isCloseTo(exact, within(exact / 64 + 1));
        }
        assertThat(histogram.count()).isEqualTo(100_000);
    }

    @Test
    void anOutlierIsTheLastQuantileOnly() {
        LongStream.range(0, 99).forEach(i -> histogram.record(10));
        histogram.record(5_000_000);

        assertThat(histogram.quantile(0.99)).isEqualTo(10);
        assertThat(histogram.quantile(1)).isEqualTo(5_000_000);
    }

    @Test
    void whatCannotBeCountsAsZero() {
        histogram.record(-5);

        assertThat(histogram.quantile(1)).isZero();
        assertThat(histogram.count()).isEqualTo(1);
    }
}
