package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.load.DiscardingReceiver;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.ProcessUsage;
import org.pacsscp.bench.measure.Results;

/**
 * Lets archives that hold the same study send it, one after the other, in each round again. All run at the same time; one that is
 * not asked has nothing to do.
 *
 * @param description what it is
 * @param floors what has the files already
 * @param archives what is sent them first
 * @param sender who does
 * @param receiver asks for it
 * @param files one study
 * @param filesDirectory where they are
 * @param work where the archives store
 */
record GetTurns(
        Description description,
        List<? extends Candidate> floors,
        List<Candidate> archives,
        Sender sender,
        DiscardingReceiver receiver,
        InventedFiles files,
        Path filesDirectory,
        Path work) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Asks each for so long before it counts, and in each round for so long. */
    void run(int rounds, Duration warmUp, Duration turn, Results results, PrintStream progress)
            throws IOException, InterruptedException {
        results.begin(description);
        try (StayingServers servers = new StayingServers(work)) {
            start(servers);
            for (StayingServers.Staying staying : servers.all()) {
                retrieve(staying.server(), warmUp);
            }
            for (int number = 1; number <= rounds; number++) {
                Round round = new Round(description, number, results);
                progress.println("measuring " + round);
                for (StayingServers.Staying staying : round.inOrder(servers.all())) {
                    round.add(files.count() + " instances", staying.candidate(), measure(staying.server(), turn));
                }
            }
        }
    }

    private void start(StayingServers servers) throws IOException, InterruptedException {
        for (Candidate archive : archives) {
            RunningServer server = servers.start(archive, 1);
            sender.send(server.target(), files.directoriesOf(1));
        }
        for (Candidate floor : floors) {
            servers.start(floor, 1, filesDirectory);
        }
    }

    private Map<Metric, Double> measure(RunningServer server, Duration turn) throws IOException {
        Optional<ProcessUsage> before = server.usage();
        DiscardingReceiver.Retrieved retrieved = retrieve(server, turn);
        double seconds = retrieved.time().toNanos() / NANOS_PER_SECOND;
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.THROUGHPUT, Metric.THROUGHPUT.shown(retrieved.bytes() / seconds));
        values.put(Metric.OPERATIONS, Metric.OPERATIONS.shown(retrieved.instances() / seconds));
        values.putAll(ProcessUsage.perOperation(before, server.usage(), retrieved.instances()));
        return values;
    }

    private DiscardingReceiver.Retrieved retrieve(RunningServer server, Duration duration) throws IOException {
        DiscardingReceiver.Retrieved retrieved =
                receiver.retrieve(server.target(), StayingServers.MAX_PDU_LENGTH, InventedFiles.studyUid(0), duration);
        if (retrieved.instances() % files.count() != 0) {
            throw new IOException(
                    "%d instances came, of a study of %d".formatted(retrieved.instances(), files.count()));
        }
        return retrieved;
    }
}
