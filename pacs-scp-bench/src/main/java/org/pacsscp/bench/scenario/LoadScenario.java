package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Observation;

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
        // Small points suit more candidates: each is measured with all that it suits.
        int least = possible.stream().mapToInt(Point::connections).min().orElse(0);
        int most = possible.stream().mapToInt(Point::connections).max().orElse(0);
        try (Servers servers = Servers.start(bench, need(least, directory), need(most, directory))) {
            for (Map.Entry<Candidate, RunningServer> server : servers.running().entrySet()) {
                measure(bench, possible.get(0), server, 0, bench.settings().warmUp(), directory);
            }
            for (int round = 1; round <= bench.settings().pairs(); round++) {
                for (Point point : possible) {
                    for (Map.Entry<Candidate, RunningServer> server :
                            servers.running().entrySet()) {
                        measure(bench, point, server, round, bench.settings().duration(), directory);
                    }
                }
            }
        }
    }

    private Need need(int connections, Optional<Path> directory) {
        return new Need(kind, connections, maxPduLength, directory);
    }

    private boolean isPossible(Point point, Bench bench) {
        Optional<String> missing = FileDescriptors.missingFor(point.connections());
        missing.ifPresent(what -> bench.results().note(description.name() + ", " + point.name() + ": " + what));
        return missing.isEmpty();
    }

    /** Round 0 is for warming up, and is forgotten. */
    private void measure(
            Bench bench,
            Point point,
            Map.Entry<Candidate, RunningServer> server,
            int round,
            Duration duration,
            Optional<Path> directory) {
        if (!server.getKey().suits(need(point.connections(), directory))) {
            return;
        }
        String what = description.name() + ", " + point.name() + ", "
                + server.getKey().name() + ", round " + round;
        try {
            Measurement.Outcome outcome = Measurement.of(point, server.getValue(), duration);
            outcome.failure().ifPresent(failure -> bench.results().failure(what + ": " + failure));
            if (round > 0) {
                bench.results()
                        .add(new Observation(
                                description.name(),
                                point.name(),
                                server.getKey().name(),
                                round,
                                outcome.values()));
            }
        } catch (IOException e) {
            bench.results().failure(what + ": " + e.getMessage());
        }
    }
}
