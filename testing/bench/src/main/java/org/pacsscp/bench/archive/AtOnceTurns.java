package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Results;

/**
 * Lets archives store the same files, all at work in the same file system at the same time: each is started once, and has its turn
 * within seconds of the others'. What swings with the machine swings for all of them.
 *
 * @param description what it is
 * @param candidates the archives
 * @param sendings what they are sent
 * @param work where the archives store
 */
record AtOnceTurns(Description description, List<Candidate> candidates, Sendings sendings, Path work) {
    /**
     * Warms all of them up, and measures.
     *
     * @throws IOException if one does not start, or does not store what it is warmed up with
     */
    void run(int rounds, SteadyState steady, Results results, PrintStream progress)
            throws IOException, InterruptedException {
        results.begin(description);
        try (StayingServers servers = new StayingServers(work)) {
            for (Candidate candidate : candidates) {
                servers.start(candidate, Sendings.MOST_ASSOCIATIONS);
            }
            progress.println("warming up for " + description.name());
            int warmUps = warmUp(servers.all(), steady);
            for (int number = 1; number <= rounds; number++) {
                Round round = new Round(description, number, results);
                progress.println("measuring " + round);
                for (Sendings.Point point : sendings.points()) {
                    for (StayingServers.Staying staying : round.inOrder(servers.all())) {
                        measure(staying, point, warmUps, round);
                    }
                }
            }
        }
    }

    /** Returns how many sendings warmed up each of those in Java. */
    private int warmUp(List<StayingServers.Staying> servers, SteadyState steady)
            throws IOException, InterruptedException {
        List<RunningServer> inJava = new ArrayList<>();
        for (StayingServers.Staying staying : servers) {
            if (staying.candidate().isInJava()) {
                inJava.add(staying.server());
            } else {
                sendings.fill(staying.server());
            }
        }
        return sendings.warmUp(inJava, steady);
    }

    private void measure(StayingServers.Staying staying, Sendings.Point point, int warmUps, Round round)
            throws InterruptedException {
        Candidate candidate = staying.candidate();
        try {
            round.add(
                    point.name(),
                    candidate,
                    sendings.measure(staying.server(), point, candidate.isInJava() ? warmUps : 0));
        } catch (IOException e) {
            round.failed(candidate, e);
        }
    }
}
