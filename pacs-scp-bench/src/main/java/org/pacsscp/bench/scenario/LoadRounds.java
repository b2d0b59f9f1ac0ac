package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;

/**
 * Warms servers up, then measures each point with one after the other, round by round.
 *
 * @param bench what is worked with
 * @param scenario the name of what is measured
 * @param points at which it is measured
 * @param need what the scenario needs, but for the number of associations, which each point has its own of
 * @param servers those that are measured
 */
record LoadRounds(Bench bench, String scenario, List<Point> points, Need need, Servers servers) {
    private static final int MOST_WARM_UP_SLICES = 20;
    private static final double STILL_GETTING_FASTER = 1.1;
    private static final double STILL_GROWING = 1.01;
    private static final int WARM_UP = 0;

    void run() {
        Settings settings = bench.settings();
        servers.running().forEach(this::warmUp);
        for (int round = 1; round <= settings.pairs(); round++) {
            for (Point point : points) {
                for (Map.Entry<Candidate, RunningServer> server :
                        servers.running().entrySet()) {
                    measure(point, server.getKey(), server.getValue(), round, settings.duration());
                }
            }
        }
    }

    /**
     * Goes on while the server gets faster, or larger: how long it takes to compile what is hot depends on the machine, and
     * memory that is touched for the first time costs time that it does not cost afterwards.
     */
    private void warmUp(Candidate candidate, RunningServer server) {
        Map<Metric, Double> before = Map.of();
        Map<Metric, Double> latest = warmUpSlice(candidate, server);
        for (int slice = 1; slice < MOST_WARM_UP_SLICES && isWarmingUp(before, latest); slice++) {
            before = latest;
            latest = warmUpSlice(candidate, server);
        }
    }

    private static boolean isWarmingUp(Map<Metric, Double> before, Map<Metric, Double> latest) {
        return hasGrown(Metric.OPERATIONS, before, latest, STILL_GETTING_FASTER)
                || hasGrown(Metric.SERVER_RESIDENT, before, latest, STILL_GROWING);
    }

    private static boolean hasGrown(
            Metric metric, Map<Metric, Double> before, Map<Metric, Double> latest, double factor) {
        return latest.getOrDefault(metric, 0.0) > before.getOrDefault(metric, 0.0) * factor;
    }

    private Map<Metric, Double> warmUpSlice(Candidate candidate, RunningServer server) {
        return measure(
                points.get(0), candidate, server, WARM_UP, bench.settings().warmUp());
    }

    /** Returns nothing where the server does not suit, or fails; what warms up is not among the results. */
    private Map<Metric, Double> measure(
            Point point, Candidate candidate, RunningServer server, int round, Duration duration) {
        if (!candidate.suits(need.of(point.connections()))) {
            return Map.of();
        }
        String what = scenario + ", " + point.name() + ", " + candidate.name() + ", round " + round;
        try {
            Measurement.Outcome outcome = Measurement.of(point, server, duration);
            outcome.failure().ifPresent(failure -> bench.results().failure(what + ": " + failure));
            if (round != WARM_UP) {
                bench.results().add(new Observation(scenario, point.name(), candidate.name(), round, outcome.values()));
            }
            return outcome.values();
        } catch (IOException e) {
            bench.results().failure(what + ": " + e.getMessage());
            return Map.of();
        }
    }
}
