package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.measure.Description;

/**
 * Load on each candidate in turn, at several points.
 *
 * <p>In each round, each point is measured with one candidate after the other: what slows the machine down for a while slows
 * all of them, and the ratios within a round stand.
 *
 * @param description what it is
 * @param kind what is mostly sent
 * @param maxPduLength the longest PDU that servers shall take
 * @param storing whether data sets are stored, not discarded
 * @param points what is measured
 */
record LoadScenario(Description description, Kind kind, int maxPduLength, boolean storing, List<Point> points)
        implements Scenario {
    LoadScenario {
        points = List.copyOf(points);
    }

    @Override
    public void run(Bench bench) throws IOException {
        if (!storing) {
            run(bench, Optional.empty());
            return;
        }
        try (MemoryDirectory directory = MemoryDirectory.create()) {
            if (!directory.isInMemory()) {
                bench.results().note(description.name() + ": there is no /dev/shm; files are on a disk");
            }
            run(bench, Optional.of(directory.path()));
        }
    }

    private void run(Bench bench, Optional<Path> directory) throws IOException {
        List<Point> possible = points.stream()
                .map(point -> point.atMost(bench.settings().maxAssociations()))
                .filter(point -> isPossible(point, bench))
                .toList();
        if (possible.isEmpty()) {
            return;
        }
        Need need = new Need(kind, 0, maxPduLength, directory);
        int least = possible.stream().mapToInt(Point::connections).min().orElse(0);
        int most = possible.stream().mapToInt(Point::connections).max().orElse(0);
        // Small points suit more candidates: each point is measured with all that it suits.
        try (Servers servers = Servers.start(bench, need.of(least), need.of(most))) {
            new LoadRounds(bench, description.name(), possible, need, servers).run();
        }
    }

    private boolean isPossible(Point point, Bench bench) {
        Optional<String> missing = FileDescriptors.missingFor(point.connections());
        missing.ifPresent(what -> bench.results().note(description.name() + ", " + point.name() + ": " + what));
        return missing.isEmpty();
    }
}
