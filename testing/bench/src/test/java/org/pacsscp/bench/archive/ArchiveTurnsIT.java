package org.pacsscp.bench.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.bench.candidate.Candidate;
import org.pacsscp.bench.candidate.Dcmqrscp;
import org.pacsscp.bench.candidate.Orthanc;
import org.pacsscp.bench.candidate.Programs;
import org.pacsscp.bench.candidate.SendfileGet;
import org.pacsscp.bench.load.DiscardingReceiver;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/** The turns of the archives of others, with a few small files: what is measured here means nothing. */
class ArchiveTurnsIT {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private final Results results = new Results();

    @TempDir
    private Path directory;

    private static Description description(Metric primary) {
        return new Description("some", "Some", "points", primary, Optional.empty());
    }

    private static List<Candidate> archives() {
        List<Candidate> archives = new ArrayList<>();
        Dcmqrscp.find().ifPresent(archives::add);
        Orthanc.find(true).ifPresent(archives::add);
        assumeThat(archives).as("DCMTK or Orthanc is installed").isNotEmpty();
        return archives;
    }

    private Sendings sendings(ClientSender client) throws IOException {
        InventedFiles files = InventedFiles.create(Files.createDirectory(directory.resolve("files")), 4, 8, 1024);
        List<Sender> senders = new ArrayList<>(List.of(client));
        Storescu.find().ifPresent(senders::add);
        return new Sendings(client, senders, files, files);
    }

    /** dcmqrscp refuses some of what comes at once, now and then: that is noted. */
    private void assertThatAllHaveStored(List<Candidate> archives, Sendings sendings, int rounds) {
        assertThat(results.failures()).isEmpty();
        assertThat(results.notes())
                .allSatisfy(note -> assertThat(note).contains(Dcmqrscp.NAME).contains("round"));
        assertThat(results.observations().size() + results.notes().size())
                .as("what was measured, and what was refused")
                .isEqualTo(rounds * archives.size() * sendings.points().size());
        assertThat(results.observations())
                .extracting(Observation::point)
                .contains("store-files × 1", "store-files × 4");
    }

    @Test
    void archivesStoreFilesOfAllSenders() throws Exception {
        List<Candidate> archives = archives();

        try (ClientSender client = new ClientSender()) {
            Sendings sendings = sendings(client);
            new StoreTurns(description(Metric.ELAPSED), archives, sendings, directory)
                    .run(2, new SteadyState(1, 1), results, NOWHERE);

            assertThatAllHaveStored(archives, sendings, 2);
        }
    }

    @Test
    void archivesThatAreAllUpAtOnceStoreFilesOfAllSenders() throws Exception {
        List<Candidate> archives = archives();

        try (ClientSender client = new ClientSender()) {
            Sendings sendings = sendings(client);
            new AtOnceTurns(description(Metric.ELAPSED), archives, sendings, directory)
                    .run(2, new SteadyState(1, 1), results, NOWHERE);

            assertThatAllHaveStored(archives, sendings, 2);
        }
    }

    @Test
    void theFloorAndAnArchiveSendTheSame() throws Exception {
        Path sources = Path.of("src/main/c").toAbsolutePath();
        List<SendfileGet> floors = SendfileGet.compile(sources.resolve("sendfile_get.c"), directory);
        assumeThat(floors).as("a C compiler is installed").isNotEmpty();
        DiscardingReceiver receiver = Programs.compile(sources.resolve("discarding_get.c"), directory)
                .map(DiscardingReceiver::new)
                .orElseThrow();
        List<Candidate> archives = new ArrayList<>();
        Dcmqrscp.find().ifPresent(archives::add);
        Path filesDirectory = Files.createDirectory(directory.resolve("files"));
        InventedFiles files = InventedFiles.create(filesDirectory, 1, 3, 200_000);

        try (ClientSender client = new ClientSender()) {
            new GetTurns(
                            description(Metric.THROUGHPUT),
                            floors,
                            archives,
                            client,
                            receiver,
                            files,
                            filesDirectory,
                            directory)
                    .run(1, Duration.ZERO, Duration.ofMillis(1), results, NOWHERE);
        }

        assertThat(results.failures()).isEmpty();
        assertThat(results.observations()).hasSize(floors.size() + archives.size());
        assertThat(results.observations())
                .allSatisfy(observation ->
                        assertThat(observation.values().get(Metric.THROUGHPUT)).isPositive());
    }
}
