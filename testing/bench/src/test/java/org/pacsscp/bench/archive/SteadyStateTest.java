package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private static int reached(int fewest, int most, double... seconds) throws Exception {
        PrimitiveIterator.OfDouble left = DoubleStream.of(seconds).iterator();
        return new SteadyState(fewest, most).reach(List.of(left::nextDouble));
    }

    @Test
    void endsWhenTwoInARowAreNotFasterThanTheBestBeforeByATwentieth() throws Exception {
        assertThat(reached(1, 20, 2, 1, 0.96, 0.97, 0.5)).isEqualTo(4);
    }

    @Test
    void goesOnAfterOneThatWasDisturbed() throws Exception {
        assertThat(reached(1, 20, 2, 1, 3, 0.9, 0.9, 0.9, 0.1)).isEqualTo(6);
    }

    @Test
    void comparesWithTheBestAndNotWithTheLast() throws Exception {
        assertThat(reached(1, 20, 1, 3, 2, 0.1)).isEqualTo(3);
    }

    @Test
    void doesAsManyAsItMustAndNoMoreThanItMay() throws Exception {
        assertThat(reached(5, 20, 1, 1, 1, 1, 1, 1)).isEqualTo(5);
        assertThat(reached(1, 4, 16, 8, 4, 2, 1)).isEqualTo(4);
        assertThat(reached(0, 0)).isZero();
    }

    @Test
    void goesOnWithAllInTurnsUntilTheLastIsSteady() throws Exception {
        List<String> order = new ArrayList<>();
        PrimitiveIterator.OfDouble gains = DoubleStream.of(8, 4, 2, 2, 2, 1).iterator();
        PrimitiveIterator.OfDouble lateGain = DoubleStream.of(1, 1, 1, 1, 0.1).iterator();
        SteadyState.Work slow = () -> {
            order.add("slow");
            return gains.nextDouble();
        };
        SteadyState.Work steady = () -> {
            order.add("steady");
            return lateGain.nextDouble();
        };

        assertThat(new SteadyState(1, 20).reach(List.of(slow, steady))).isEqualTo(5);
        assertThat(order)
                .hasSize(10)
                .startsWith("slow", "steady", "slow", "steady")
                .endsWith("slow", "steady");
    }

    @Test
    void ofNothingIsReachedAtOnce() throws Exception {
        assertThat(new SteadyState(0, 20).reach(List.of())).isZero();
    }
}
