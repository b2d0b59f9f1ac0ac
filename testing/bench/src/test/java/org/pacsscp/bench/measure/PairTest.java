package org.pacsscp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairTest {
    private static Pair pair(double rate, double cpu) {
        return new Pair(new Turn(1_000, 4e-6), new Turn(1_000 * rate, 4e-6 * cpu));
    }

    @Test
    void comparesTurnsOfTheSamePair() {
        List<Pair> pairs = List.of(pair(0.9, 1.2), pair(1.1, 1.0), pair(0.95, 1.1));

        assertThat(Pair.rates(pairs).median()).isCloseTo(0.95, within(1e-9));
        assertThat(Pair.cpu(pairs).median()).isCloseTo(1.1, within(1e-9));
        assertThat(Pair.baseCpuMicros(pairs).median()).isCloseTo(4, within(1e-9));
        assertThat(Pair.subjectCpuMicros(pairs).median()).isCloseTo(4.4, within(1e-9));
    }
}
