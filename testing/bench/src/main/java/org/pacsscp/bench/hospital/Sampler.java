package org.pacsscp.bench.hospital;

import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.hospital.figure.Load;
import org.pacsscp.bench.hospital.figure.Stretch;
import org.pacsscp.bench.hospital.figure.Traffic;
import org.pacsscp.bench.hospital.site.Site;
import org.pacsscp.bench.measure.MachineUsage;
import org.pacsscp.bench.measure.ProcessUsage;

/** Looks at the processes and the machine at the ends of stretches. Owned by one thread. */
final class Sampler {
    private final Site site;
    private Sample first;
    private Sample last;

    private record Sample(
            long nanos, double server, double database, double generator, long resident, MachineUsage machine) {}

    Sampler(Site site) {
        this.site = site;
        first = sample();
        last = first;
    }

    private Sample sample() {
        return new Sample(
                System.nanoTime(),
                cpuSeconds(site.servers()),
                cpuSeconds(site.databases()),
                cpuSeconds(List.of(ProcessHandle.current().pid())) - childrenSeconds(),
                site.servers().stream()
                        .map(ProcessUsage::of)
                        .flatMap(Optional::stream)
                        .mapToLong(ProcessUsage::residentBytes)
                        .sum(),
                MachineUsage.now());
    }

    /** What is our child is counted as what it is. */
    private double childrenSeconds() {
        return ProcessHandle.current()
                .children()
                .map(child -> cpuSeconds(List.of(child.pid())))
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double cpuSeconds(List<Long> pids) {
        return pids.stream()
                .map(ProcessUsage::of)
                .flatMap(Optional::stream)
                .mapToDouble(ProcessUsage::cpuSeconds)
                .sum();
    }

    /** Ends a stretch; the next one begins. */
    Stretch end(String name, Traffic traffic) {
        Sample now = sample();
        Stretch stretch = between(last, now, name, traffic);
        last = now;
        return stretch;
    }

    /** What is whole begins with the end of the last stretch. */
    void warmedUp() {
        first = last;
    }

    /** All of it, up to the end of the last stretch. */
    Stretch whole(Traffic traffic) {
        return between(first, last, "all", traffic);
    }

    private static Stretch between(Sample from, Sample to, String name, Traffic traffic) {
        double seconds = (to.nanos() - from.nanos()) / 1e9;
        MachineUsage before = from.machine();
        MachineUsage after = to.machine();
        Load load = new Load(
                (to.server() - from.server()) / seconds,
                (to.database() - from.database()) / seconds,
                (to.generator() - from.generator()) / seconds,
                (after.busyTicks() - before.busyTicks()) / (double) Math.max(1, after.allTicks() - before.allTicks()),
                (after.disk().busyMillis() - before.disk().busyMillis()) / 1000.0 / seconds,
                after.disk().writtenBytes() - before.disk().writtenBytes(),
                to.resident());
        return new Stretch(name, seconds, traffic, load);
    }
}
