package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Results;

class RoundTest {
    private static final Description TABLE =
            new Description("some", "Some", "points", Metric.ELAPSED, Optional.empty());

    private static List<String> order(int number) {
        return new Round(TABLE, number, new Results()).inOrder(List.of("a", "b", "c"));
    }

    @Test
    void everyOtherGoesTheOtherWay() {
        assertThat(order(1)).containsExactly("a", "b", "c");
        assertThat(order(2)).containsExactly("c", "b", "a");
        assertThat(order(3)).containsExactly("a", "b", "c");
    }
}
