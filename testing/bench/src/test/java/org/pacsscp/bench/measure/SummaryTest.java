package org.pacsscp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Summary.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Summary(4, 1, 9, 2.5, 6.5, 3));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Summary.of(List.of(8.0, 1.0, 2.0, 5.0))).isEqualTo(new Summary(3.5, 1, 8, 1.75, 5.75, 4));
    }

    @Test
    void nothingCannotBeSummedUp() {
        assertThatIllegalArgumentException().isThrownBy(() -> Summary.of(List.of()));
    }
}
