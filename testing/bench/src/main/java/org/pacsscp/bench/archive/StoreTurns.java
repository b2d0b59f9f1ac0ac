package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.ExampleServer;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.candidate.WorkDirectory;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.ProcessUsage;
import org.pacsscp.bench.measure.Results;

/**
 * Lets archives store the same files, one archive after the other, in each round anew: each begins with an empty directory, and is
 * warmed up by what does not count. Every other round goes the other way, so that none has always the same before it.
 *
 * @param description what it is
 * @param candidates the archives
 * @param warmUp who sends before it counts
 * @param senders who sends, each over one and over four associations
 * @param files what is sent
 * @param small what is sent first to those in Java, whose virtual machine compiles what was called some thousand times
 * @param work where the archives store
 */
record StoreTurns(
        Description description,
        List<Candidate> candidates,
        Sender warmUp,
        List<Sender> senders,
        InventedFiles files,
        InventedFiles small,
        Path work) {
    /** So often that all that is done once for an instance is compiled for good. */
    static final int SMALL_WARM_UPS = 20;

    static final int MAX_PDU_LENGTH = 65_536;

    static final int MOST_ASSOCIATIONS = 4;

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SLOW_MILLISECONDS = 8_000;

    /** Each has as many studies to send. */
    private static final List<Integer> ASSOCIATIONS = List.of(1, MOST_ASSOCIATIONS);

    /** Warms each archive in Java up by pieces of work that are one sending over one association and one over four. */
    void run(int rounds, SteadyState warmUps, Results results, PrintStream progress) {
        results.begin(description);
        for (int round = 1; round <= rounds; round++) {
            List<Candidate> order = new ArrayList<>(candidates);
            if (round % 2 == 0) {
                Collections.reverse(order);
            }
            for (Candidate candidate : order) {
                if (round % 2 == 0 && isSlow(candidate, results)) {
                    continue;
                }
                progress.println("measuring %s, round %d: %s".formatted(description.name(), round, candidate.name()));
                try {
                    measure(candidate, round, warmUps, results);
                } catch (IOException e) {
                    results.failure(failed(candidate, round, e));
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
    private void measure(Candidate candidate, int round, SteadyState warmUps, Results results)
            throws IOException, InterruptedException {
        if (candidate instanceof ExampleServer) {
            measure(candidate, round, server -> warmUp(server, warmUps), points(), results);
        } else {
            for (Point point : points()) {
                try {
                    measure(candidate, round, this::fill, List.of(point), results);
                } catch (IOException e) {
                    // Such as dcmqrscp's, which refuses some of what comes at once; it is not for us to mend.
                    results.note(failed(candidate, round, e));
                }
            }
        }
    }

    private String failed(Candidate candidate, int round, IOException e) {
        return "%s, %s, round %d: %s".formatted(description.name(), candidate.name(), round, e.getMessage());
    }

    /** What is done with an archive before it counts; returns how many pieces of work warmed it up. */
    @FunctionalInterface
    private interface Preparation {
        int prepare(RunningServer server) throws IOException, InterruptedException;
    }

    /** An index that is made while several write to it is not always whole. */
    private int fill(RunningServer server) throws IOException, InterruptedException {
        files.renumber();
        warmUp.send(
                server.target(), List.of(files.directoriesOf(MOST_ASSOCIATIONS).get(0)));
        return 0;
    }

    private int warmUp(RunningServer server, SteadyState warmUps) throws IOException, InterruptedException {
        for (int i = 0; i < SMALL_WARM_UPS; i++) {
            seconds(server, new Point(warmUp, MOST_ASSOCIATIONS), small);
        }
        return warmUps.reach(() -> {
            double seconds = 0;
            for (int associations : ASSOCIATIONS) {
                seconds += seconds(server, new Point(warmUp, associations), files);
            }
            return seconds;
        });
    }

    private void measure(Candidate candidate, int round, Preparation preparation, List<Point> points, Results results)
            throws IOException, InterruptedException {
        WorkDirectory directory = WorkDirectory.in(work);
        Need need = new Need(Kind.BULK, MOST_ASSOCIATIONS, MAX_PDU_LENGTH, Optional.of(directory.path()));
        try (RunningServer server = candidate.start(need)) {
            int warmUps = preparation.prepare(server) * ASSOCIATIONS.size();
            for (Point point : points) {
                String name = point.sender().name() + " × " + point.associations();
                Map<Metric, Double> values = values(server, point);
                if (warmUps > 0) {
                    values.put(Metric.WARM_UPS, Metric.WARM_UPS.shown(warmUps));
                }
                results.add(new Observation(description.name(), name, candidate.name(), round, values));
            }
        } finally {
            directory.empty();
        }
    }

    private List<Point> points() {
        return senders.stream()
                .flatMap(sender -> ASSOCIATIONS.stream().map(count -> new Point(sender, count)))
                .toList();
    }

    /** Who sends, over how many associations. */
    private record Point(Sender sender, int associations) {}

    private Map<Metric, Double> values(RunningServer server, Point point) throws IOException, InterruptedException {
        Optional<ProcessUsage> before = server.usage();
        double seconds = seconds(server, point, files);
        Optional<ProcessUsage> after = server.usage();
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.ELAPSED, Metric.ELAPSED.shown(seconds));
        if (before.isPresent() && after.isPresent()) {
            double cpu = after.get().cpuSeconds() - before.get().cpuSeconds();
            values.put(Metric.SERVER_CPU, Metric.SERVER_CPU.shown(cpu / files.count()));
            values.put(Metric.SERVER_RESIDENT, Metric.SERVER_RESIDENT.shown((double)
                    after.get().residentBytes()));
        }
        return values;
    }

    private static double seconds(RunningServer server, Point point, InventedFiles sent)
            throws IOException, InterruptedException {
        sent.renumber();
        List<List<Path>> shares = sent.directoriesOf(point.associations());
        long begun = System.nanoTime();
        point.sender().send(server.target(), shares);
        return (System.nanoTime() - begun) / NANOS_PER_SECOND;
    }
}
