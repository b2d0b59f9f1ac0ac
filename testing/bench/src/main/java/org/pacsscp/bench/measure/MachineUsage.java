package org.pacsscp.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What the machine has done since it was started, whoever asked for it; all zero where there is no /proc.
 *
 * @param busyTicks time of all processors that was not idle
 * @param allTicks time of all processors
 * @param disk the block device that has written most
 */
public record MachineUsage(long busyTicks, long allTicks, Disk disk) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final Path DISKS = Path.of("/proc/diskstats");

    /** Where fields of /proc/stat lie behind "cpu": proc(5). Guests are counted with the user. */
    private static final int IDLE = 3;

    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    /**
     * A block device.
     *
     * @param writtenBytes that went to it
     * @param busyMillis in which it had something to do
     */
    public record Disk(long writtenBytes, long busyMillis) {
        private static final Disk NONE = new Disk(0, 0);

        /** Where the fields lie in a line of /proc/diskstats, in the kernel's Documentation/admin-guide/iostats.rst. */
        private static final int NAME = 2;

        private static final int SECTORS_WRITTEN = 9;
        private static final int BUSY_MILLIS = 12;
        private static final int SECTOR = 512;

        static Disk busiest(List<String> lines) {
            return lines.stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > BUSY_MILLIS && !fields[NAME].matches("(loop|ram|zram).*"))
                    .map(fields -> new Disk(
                            Long.parseLong(fields[SECTORS_WRITTEN]) * SECTOR, Long.parseLong(fields[BUSY_MILLIS])))
                    .max(Comparator.comparingLong(Disk::writtenBytes))
                    .orElse(NONE);
        }
    }

    /** Asks the system. */
    public static MachineUsage now() {
        try {
            return of(Files.readAllLines(STAT).get(0), Files.readAllLines(DISKS));
        } catch (IOException e) {
            // Not every system has them, and a report says 0.
            return new MachineUsage(0, 0, Disk.NONE);
        }
    }

    static MachineUsage of(String stat, List<String> disks) {
        long[] ticks = Arrays.stream(stat.strip().split("\\s+"))
                .skip(1)
                .limit(STEAL + 1)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(ticks).sum();
        return new MachineUsage(all - ticks[IDLE] - ticks[IO_WAIT], all, Disk.busiest(disks));
    }
}
