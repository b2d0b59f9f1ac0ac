package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.load.Load;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.ProcessUsage;

/**
 * Opens more and more associations and leaves them alone; at each point, what the server's process has resident more than
 * before the first. A server is started anew for each round, as memory that it once had mostly stays its own.
 *
 * @param description what it is
 * @param maxPduLength the longest PDU that servers shall take
 * @param points how many associations, ascending
 */
record IdleScenario(Description description, int maxPduLength, List<Integer> points) implements Scenario {
    /** Starting many servers takes time, and memory varies little. */
    private static final int MOST_ROUNDS = 3;

    /** So that what a server needs once is not counted among what an association needs. */
    private static final int ASSOCIATIONS_BEFORE = 50;

    IdleScenario {
        points = List.copyOf(points);
    }

    @Override
    public void run(Bench bench) throws IOException {
        List<Integer> possible = new TreeSet<>(points)
                .stream()
                        .map(point -> Math.min(point, bench.settings().maxAssociations()))
                        .distinct()
                        .filter(point -> isPossible(point, bench))
                        .toList();
        if (possible.isEmpty()) {
            return;
        }
        Need need = new Need(Kind.CONTROL, possible.get(possible.size() - 1), maxPduLength, Optional.empty());
        for (int round = 1; round <= Math.min(MOST_ROUNDS, bench.settings().pairs()); round++) {
            for (Candidate candidate : bench.candidates()) {
                if (candidate.suits(need)) {
                    measure(bench, candidate, need, possible, round);
                }
            }
        }
    }

    private boolean isPossible(int point, Bench bench) {
        Optional<String> missing = FileDescriptors.missingFor(point);
        missing.ifPresent(what -> bench.results().note(description.name() + ", " + point + ": " + what));
        return missing.isEmpty();
    }

    private void measure(Bench bench, Candidate candidate, Need need, List<Integer> possible, int round)
            throws IOException {
        String what = description.name() + ", " + candidate.name() + ", round " + round;
        try (RunningServer server = candidate.start(need)) {
            warmUp(bench, server);
            Optional<ProcessUsage> before = server.usage();
            if (before.isEmpty()) {
                bench.results().note(what + ": its memory cannot be measured here");
                return;
            }
            Load load = new Load(server.target());
            try (load) {
                int open = 0;
                for (int point : possible) {
                    load.open(point - open);
                    open = point;
                    long resident =
                            server.usage().map(ProcessUsage::residentBytes).orElse(0L);
                    bench.results()
                            .add(new Observation(
                                    description.name(),
                                    Integer.toString(point),
                                    candidate.name(),
                                    round,
                                    values(resident, resident - before.get().residentBytes(), point)));
                }
                // All of them must still be served.
                load.echo(Duration.ZERO);
            }
            load.firstFailure().ifPresent(failure -> bench.results().failure(what + ": " + failure));
        } catch (IOException e) {
            bench.results().failure(what + ": " + e.getMessage());
        }
    }

    /** One that has worked for a while has touched the heap that it works in. */
    private static void warmUp(Bench bench, RunningServer server) throws IOException {
        try (Load load = new Load(server.target())) {
            load.open(Math.min(ASSOCIATIONS_BEFORE, bench.settings().maxAssociations()));
            WarmUp.work(() -> {
                load.echo(bench.settings().warmUp());
                return server.usage()
                        .map(usage -> Map.of(
                                Metric.SERVER_RESIDENT, Metric.SERVER_RESIDENT.shown((double) usage.residentBytes())))
                        .orElse(Map.of());
            });
        }
    }

    private static Map<Metric, Double> values(long resident, long more, int associations) {
        Map<Metric, Double> values = new HashMap<>();
        values.put(Metric.SERVER_RESIDENT, Metric.SERVER_RESIDENT.shown((double) resident));
        if (associations > 0) {
            double each = (double) more / associations;
            values.put(Metric.RESIDENT_PER_ASSOCIATION, Metric.RESIDENT_PER_ASSOCIATION.shown(each));
        }
        return values;
    }
}
