package org.pacsscp.bench.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Kind;
import org.pacsscp.bench.candidate.Need;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.candidate.WorkDirectory;
import org.pacsscp.bench.load.DiscardingReceiver;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
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
        Map<String, RunningServer> servers = new LinkedHashMap<>();
        try (WorkDirectory directory = WorkDirectory.in(work)) {
            try {
                start(servers, directory.path());
                for (RunningServer server : servers.values()) {
                    retrieve(server, warmUp);
                }
                for (int round = 1; round <= rounds; round++) {
                    progress.println("measuring %s, round %d".formatted(description.name(), round));
                    List<Map.Entry<String, RunningServer>> order = new ArrayList<>(servers.entrySet());
                    if (round % 2 == 0) {
                        Collections.reverse(order);
                    }
                    for (Map.Entry<String, RunningServer> server : order) {
                        results.add(measure(server.getKey(), server.getValue(), round, turn));
                    }
                }
            } finally {
                servers.values().forEach(RunningServer::close);
            }
        }
    }

    private void start(Map<String, RunningServer> servers, Path directory) throws IOException, InterruptedException {
        for (Candidate archive : archives) {
            Path storage = WorkDirectory.in(directory).path();
            RunningServer server = archive.start(need(storage));
            servers.put(archive.name(), server);
            sender.send(server.target(), files.directoriesOf(1));
        }
        for (Candidate floor : floors) {
            servers.put(floor.name(), floor.start(need(filesDirectory)));
        }
    }

    private static Need need(Path directory) {
        return new Need(Kind.BULK, 1, StoreTurns.MAX_PDU_LENGTH, Optional.of(directory));
    }

    private Observation measure(String name, RunningServer server, int round, Duration turn) throws IOException {
        Optional<ProcessUsage> before = server.usage();
        DiscardingReceiver.Retrieved retrieved = retrieve(server, turn);
        double seconds = retrieved.time().toNanos() / NANOS_PER_SECOND;
        Optional<ProcessUsage> after = server.usage();
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.THROUGHPUT, Metric.THROUGHPUT.shown(retrieved.bytes() / seconds));
        values.put(Metric.OPERATIONS, Metric.OPERATIONS.shown(retrieved.instances() / seconds));
        if (before.isPresent() && after.isPresent()) {
            double cpu = after.get().cpuSeconds() - before.get().cpuSeconds();
            values.put(Metric.SERVER_CPU, Metric.SERVER_CPU.shown(cpu / retrieved.instances()));
            values.put(Metric.SERVER_RESIDENT, Metric.SERVER_RESIDENT.shown((double)
                    after.get().residentBytes()));
        }
        return new Observation(description.name(), files.count() + " instances", name, round, values);
    }

    private DiscardingReceiver.Retrieved retrieve(RunningServer server, Duration duration) throws IOException {
        DiscardingReceiver.Retrieved retrieved =
                receiver.retrieve(server.target(), StoreTurns.MAX_PDU_LENGTH, InventedFiles.studyUid(0), duration);
        if (retrieved.instances() % files.count() != 0) {
            throw new IOException(
                    "%d instances came, of a study of %d".formatted(retrieved.instances(), files.count()));
        }
        return retrieved;
    }
}
