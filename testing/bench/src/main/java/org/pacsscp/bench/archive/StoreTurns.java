package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Results;

/**
 * Lets archives store the same files, one archive after the other, in each round anew: each begins with an empty directory, and is
 * warmed up by what does not count.
 *
 * @param description what it is
 * @param candidates the archives
 * @param sendings what they are sent
 * @param work where the archives store
 */
record StoreTurns(Description description, List<Candidate> candidates, Sendings sendings, Path work) {
    private static final double SLOW_MILLISECONDS = 8_000;

    void run(int rounds, SteadyState steady, Results results, PrintStream progress) {
        results.begin(description);
        for (int number = 1; number <= rounds; number++) {
            Round round = new Round(description, number, results);
            for (Candidate candidate : round.inOrder(candidates)) {
                if (round.isBackwards() && isSlow(candidate, results)) {
                    continue;
                }
                progress.println("measuring %s: %s".formatted(round, candidate.name()));
                try {
                    measure(candidate, round, steady);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    results.failure(description.name() + ": interrupted");
                    return;
                }
            }
        }
    }

    /** What takes so long that it is measured in every other round is far from all others. */
    private boolean isSlow(Candidate candidate, Results results) {
        return results.observations(description).stream()
                .filter(observation -> observation.candidate().equals(candidate.name()))
                .anyMatch(observation -> observation.values().getOrDefault(Metric.ELAPSED, 0.0) > SLOW_MILLISECONDS);
    }

    /** What is not in Java has nothing to warm up, and one of them gets slower the more it holds: it is started for each point. */
    private void measure(Candidate candidate, Round round, SteadyState steady) throws InterruptedException {
        if (candidate.isInJava()) {
            measure(candidate, server -> sendings.warmUp(List.of(server), steady), sendings.points(), round);
        } else {
            for (Sendings.Point point : sendings.points()) {
                measure(candidate, this::fill, List.of(point), round);
            }
        }
    }

    /** What is done with an archive before it counts; returns how many sendings warmed it up. */
    @FunctionalInterface
    private interface Preparation {
        int prepare(RunningServer server) throws IOException, InterruptedException;
    }

    private int fill(RunningServer server) throws IOException, InterruptedException {
        sendings.fill(server);
        return 0;
    }

    private void measure(Candidate candidate, Preparation preparation, List<Sendings.Point> points, Round round)
            throws InterruptedException {
        try (StayingServers alone = new StayingServers(work)) {
            RunningServer server = alone.start(candidate, Sendings.MOST_ASSOCIATIONS);
            int warmUps = preparation.prepare(server);
            for (Sendings.Point point : points) {
                round.add(point.name(), candidate, sendings.measure(server, point, warmUps));
            }
        } catch (IOException e) {
            round.failed(candidate, e);
        }
    }
}
