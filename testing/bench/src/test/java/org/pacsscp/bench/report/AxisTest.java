package org.pacsscp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @CsvSource({"8000, 2000, 8000", "263000, 50000, 300000", "4.2, 1, 5", "1, 0.2, 1", "0, 1, 1"})
    void aLinearAxisBeginsAtZeroAndHasRoundSteps(double greatest, double step, double end) {
        Axis axis = Axis.of(DoubleStream.of(greatest, greatest / 3), false);

        assertThat(axis.ticks()).startsWith(0.0).hasSizeBetween(2, 7);
        if (greatest > 0) {
            assertThat(axis.ticks()).contains(step);
            assertThat(axis.to()).isEqualTo(end);
        }
    }

    @Test
    void aLogarithmicAxisHasEqualStepsForEqualFactors() {
        Axis axis = Axis.of(DoubleStream.of(50, 500, 5000), true);

        assertThat(axis.ticks()).containsExactly(50.0, 500.0, 5000.0);
        assertThat(axis.share(50)).isZero();
        assertThat(axis.share(500)).isEqualTo(0.5);
        assertThat(axis.share(5000)).isEqualTo(1);
    }
}
