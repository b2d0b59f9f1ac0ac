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
import org.pacsscp.bench.measure.Metric;
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
    private static final int MOST_WARM_UP_SLICES = 6;
    private static final double STILL_WARMING_UP = 1.1;

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
                warmUp(bench, possible.get(0), server, directory);
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

    /** Goes on while the server gets faster: how long it takes to compile what is hot depends on the machine. */
    private void warmUp(
            Bench bench, Point point, Map.Entry<Candidate, RunningServer> server, Optional<Path> directory) {
        double before = 0;
        double latest = speed(bench, point, server, directory);
        for (int slice = 1; slice < MOST_WARM_UP_SLICES && latest > before * STILL_WARMING_UP; slice++) {
            before = latest;
            latest = speed(bench, point, server, directory);
        }
    }

    private double speed(
            Bench bench, Point point, Map.Entry<Candidate, RunningServer> server, Optional<Path> directory) {
        return measure(bench, point, server, 0, bench.settings().warmUp(), directory)
                .getOrDefault(Metric.OPERATIONS, 0.0);
    }

    /** Round 0 is for warming up, and is not among the results. Returns nothing where the server does not suit, or fails. */
    private Map<Metric, Double> measure(
            Bench bench,
            Point point,
            Map.Entry<Candidate, RunningServer> server,
            int round,
            Duration duration,
            Optional<Path> directory) {
        Candidate candidate = server.getKey();
        if (!candidate.suits(need(point.connections(), directory))) {
            return Map.of();
        }
        String what = description.name() + ", " + point.name() + ", " + candidate.name() + ", round " + round;
        try {
            Measurement.Outcome outcome = Measurement.of(point, server.getValue(), duration);
            outcome.failure().ifPresent(failure -> bench.results().failure(what + ": " + failure));
            if (round > 0) {
                bench.results()
                        .add(new Observation(
                                description.name(), point.name(), candidate.name(), round, outcome.values()));
            }
            return outcome.values();
        } catch (IOException e) {
            bench.results().failure(what + ": " + e.getMessage());
            return Map.of();
        }
    }
}
