package org.pacsscp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessUsageTest {
    /** The name of a process may have spaces and parentheses in it. */
    @Test
    void addsTheTimesOfTheProcessAndOfItsChildren() {
        String stat = "4711 (a) (b c) S 1 2 3 4 5 6 7 8 9 10 100 20 3 4 20 0 1 0 12345 678 90";

        assertThat(ProcessUsage.cpuSeconds(stat)).isEqualTo(1.27);
    }

    @Test
    void readsTheResidentMemory() {
        String status = "Name:\tjava\nVmPeak:\t  999 kB\nVmRSS:\t   4096 kB\nThreads:\t10\n";

        assertThat(ProcessUsage.residentBytes(status)).isEqualTo(4 << 20);
        assertThat(ProcessUsage.residentBytes("Name:\tzombie\n")).isZero();
    }

    @Test
    void sharesTheTimeBetweenTwoLooksAmongOperations() {
        Optional<ProcessUsage> before = Optional.of(new ProcessUsage(1, 1 << 20));
        Optional<ProcessUsage> after = Optional.of(new ProcessUsage(3, 4 << 20));

        assertThat(ProcessUsage.perOperation(before, after, 1_000))
                .containsOnly(entry(Metric.SERVER_CPU, 2_000.0), entry(Metric.SERVER_RESIDENT, 4.0));
        assertThat(ProcessUsage.perOperation(before, after, 0)).isEmpty();
        assertThat(ProcessUsage.perOperation(Optional.empty(), after, 1_000)).isEmpty();
        assertThat(ProcessUsage.perOperation(before, Optional.empty(), 1_000)).isEmpty();
    }

    @Test
    void aProcessThatIsNotThereHasUsedNothing() {
        assertThat(ProcessUsage.of(Long.MAX_VALUE)).isEmpty();
    }
}
