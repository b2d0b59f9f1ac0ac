package org.pacsscp.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineUsageTest {
    /** user, nice, system, idle, iowait, irq, softirq, steal, guest and guest_nice, which user and nice have already. */
    @Test
    void isBusyWhereItIsNotIdleAndDoesNotWaitForADisk() {
        MachineUsage usage = MachineUsage.of("cpu  100 10 40 500 50 1 2 3 7 8", List.of());

        assertThat(usage.busyTicks()).isEqualTo(156);
        assertThat(usage.allTicks()).isEqualTo(706);
        assertThat(usage.disk()).isEqualTo(new MachineUsage.Disk(0, 0));
    }

    /** reads, merged, sectors, ms; writes, merged, sectors, ms; in flight, ms busy, weighted. */
    @Test
    void theBusiestDiskIsTheOneThatHasWrittenMost() {
        MachineUsage usage = MachineUsage.of(
                "cpu 1 1 1 1 1 1 1 1",
                List.of(
                        "   7       0 loop0 9 0 9 9 9 0 999 9 0 999 9",
                        " 254       0 vda 100 2 3000 40 50 6 800 90 1 123 4",
                        " 254      16 vdb 1 0 8 1 1 0 8 1 0 1 1"));

        assertThat(usage.disk()).isEqualTo(new MachineUsage.Disk(800 * 512, 123));
    }
}
