package org.pacsscp.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.measure.Metric;

class WarmUpTest {
    @Test
    void endsWithTheFirstSliceThatIsNoTenthFaster() {
        assertThat(left(List.of(rate(100), rate(120), rate(140), rate(150), rate(300))))
                .hasSize(1);
    }

    @Test
    void goesOnWhileTheServerGrowsByAHundredth() {
        assertThat(left(List.of(grown(100, 50), grown(100, 51), grown(100, 52), grown(100, 52.4), grown(100, 60))))
                .hasSize(1);
    }

    @Test
    void goesOnWhileItGetsFasterThoughItShrinks() {
        assertThat(left(List.of(grown(100, 50), grown(120, 40), grown(121, 40), grown(200, 40))))
                .hasSize(1);
    }

    @Test
    void endsWithASliceThatMeasuresNothing() {
        assertThat(left(List.of(rate(100), Map.of(), rate(200)))).hasSize(1);
        assertThat(left(List.of(Map.of(), rate(200)))).hasSize(1);
    }

    @Test
    void endsAtLast() {
        double[] rate = {1};
        int[] slices = {0};

        WarmUp.work(() -> {
            slices[0]++;
            rate[0] *= 2;
            return rate(rate[0]);
        });

        assertThat(slices[0]).isEqualTo(WarmUp.MOST_SLICES);
    }

    /** Returns the slices that were not worked. */
    private static Deque<Map<Metric, Double>> left(List<Map<Metric, Double>> slices) {
        Deque<Map<Metric, Double>> left = new ArrayDeque<>(slices);
        WarmUp.work(left::remove);
        return left;
    }

    private static Map<Metric, Double> rate(double operations) {
        return Map.of(Metric.OPERATIONS, operations);
    }

    private static Map<Metric, Double> grown(double operations, double resident) {
        return Map.of(Metric.OPERATIONS, operations, Metric.SERVER_RESIDENT, resident);
    }
}
