package org.pacsscp.bench.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadTimesTest {
    @Test
    void countWhatThreadsUsedThatAreStillThere() {
        ThreadTimes before = new ThreadTimes(Map.of("1", 100L, "2", 50L));
        ThreadTimes after = new ThreadTimes(Map.of("1", 170L, "3", 5L));

        assertThat(after.since(before)).isEqualTo(75);
    }

    @Test
    void readTheFirstNumber() {
        assertThat(ThreadTimes.onProcessor("4711 815 42\n")).isEqualTo(4711);
    }
}
