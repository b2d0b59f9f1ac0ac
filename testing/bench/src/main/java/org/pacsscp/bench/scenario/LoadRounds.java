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
    /** Instead of the number of a round. */
    private static final int WARM_UP = 0;

    void run() {
        Settings settings = bench.settings();
        servers.running()
                .forEach((candidate, server) ->
                        WarmUp.work(() -> measure(points.get(0), candidate, server, WARM_UP, settings.warmUp())));
        for (int round = 1; round <= settings.pairs(); round++) {
            for (Point point : points) {
                for (Map.Entry<Candidate, RunningServer> server :
                        servers.running().entrySet()) {
                    measure(point, server.getKey(), server.getValue(), round, settings.duration());
                }
            }
        }
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
