package org.pacsscp.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process and its children have used so far.
 *
 * @param cpuSeconds time of the processors, of children that have ended, too
 * @param residentBytes memory that is resident now
 */
public record ProcessUsage(double cpuSeconds, long residentBytes) {
    /** USER_HZ, which is 100 on every architecture that has a JVM. */
    private static final double TICKS_PER_SECOND = 100;

    /** Where the fields of /proc/PID/stat lie behind the name, which is in parentheses: proc(5), utime is the 14th. */
    private static final int UTIME = 14 - 3;

    private static final ProcessUsage NONE = new ProcessUsage(0, 0);

    /** Asks the system; empty where there is no /proc, or no such process. */
    public static Optional<ProcessUsage> of(long pid) {
        if (!Files.isReadable(stat(pid))) {
            return Optional.empty();
        }
        Stream<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return Optional.of(
                Stream.concat(Stream.of(pid), children).map(ProcessUsage::ofOne).reduce(NONE, ProcessUsage::plus));
    }

    /**
     * What was used for each operation between two looks at a process.
     *
     * @return in the units of {@link Metric#shown}; nothing where one of the looks saw nothing, or nothing was done
     */
    public static Map<Metric, Double> perOperation(
            Optional<ProcessUsage> before, Optional<ProcessUsage> after, long operations) {
        if (before.isEmpty() || after.isEmpty() || operations == 0) {
            return Map.of();
        }
        double cpu = after.get().cpuSeconds - before.get().cpuSeconds;
        return Map.of(
                Metric.SERVER_CPU,
                Metric.SERVER_CPU.shown(cpu / operations),
                Metric.SERVER_RESIDENT,
                Metric.SERVER_RESIDENT.shown((double) after.get().residentBytes));
    }

    private static ProcessUsage ofOne(long pid) {
        try {
            return new ProcessUsage(
                    cpuSeconds(Files.readString(stat(pid))), residentBytes(Files.readString(procFile(pid, "status"))));
        } catch (IOException e) {
            // A child that has ended meanwhile counts with its parent.
            return NONE;
        }
    }

    private static Path stat(long pid) {
        return procFile(pid, "stat");
    }

    private static Path procFile(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    /** utime, stime, cutime and cstime. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = UTIME; field < UTIME + 4; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** VmRSS, which is said to be in kB and is in KiB. */
    static long residentBytes(String status) {
        return status.lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElse(0)
                << 10;
    }

    private ProcessUsage plus(ProcessUsage other) {
        return new ProcessUsage(cpuSeconds + other.cpuSeconds, residentBytes + other.residentBytes);
    }
}
