package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Client;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.client.CommitmentReport;
import org.pacsscp.client.CommitmentReports;
import org.pacsscp.client.CommitmentTransaction;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.ReceivedFiles;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** The program {@code archive-server}, called by our client, and the commands that care for what it holds. */
@Timeout(180)
class ArchiveServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MODALITY = "MODALITY";
    private static final String VIEWER = "VIEWER";

    private final Invention invention = Invention.ofSeed(20);
    private final InventedStudy study = invention.study(2, Modality.CT, Modality.MR);
    private final CommitmentReports reports = new CommitmentReports();
    private ServiceClassUser scu;

    @TempDir
    private Path parent = Path.of("");

    private Path directory;

    @BeforeEach
    void client() {
        directory = parent.resolve("archive");
        scu = ServiceClassUser.builder(Client.builder().aeTitle(MODALITY).loops(1))
                .commitmentReports(reports)
                .build();
    }

    @AfterEach
    void close() {
        scu.close();
    }

    @Test
    void servesAllAndHoldsItAcrossItsEnd() throws Exception {
        try (FakePacs viewer = FakePacs.builder().aeTitle(VIEWER).start();
                ArchiveProcess first = ArchiveProcess.start(directory, peer(VIEWER, viewer.port()))) {
            first.awaitLog("holds 0 studies, 0 instances");
            assertThat(scu.echo(first.remote())).isPositive();
            StoreReport stored = store(first, study);
            assertFinds(first);
            RetrieveReport moved = scu.move(first.remote(), Identifier.study(study.uid()), VIEWER);
            assertThat(moved.subOperations()).contains(new SubOperations(0, 4, 0, 0));
            assertThat(viewer.takeStored(4, PATIENCE)).hasSize(4);
            try (CommitmentTransaction transaction = scu.commit(first.remote(), stored.stored())) {
                CommitmentReport report = transaction.await(PATIENCE);
                assertThat(report.committed()).containsExactlyInAnyOrderElementsOf(stored.stored());
            }
            assertThat(first.stop()).isZero();
        }
        try (ArchiveProcess second = ArchiveProcess.start(directory, "--fsync")) {
            second.awaitLog("holds 1 studies, 4 instances");
            assertFinds(second);
            Path received = Files.createDirectory(parent.resolve("received"));
            RetrieveReport got = scu.get(second.remote(), Identifier.study(study.uid()), ReceivedFiles.in(received));
            assertThat(got.isSuccess()).as("%s", got).isTrue();
            assertThat(files(received)).hasSize(4);
        }
    }

    private static String peer(String aeTitle, int port) {
        return "--peer=" + aeTitle + "@127.0.0.1:" + port;
    }

    private StoreReport store(ArchiveProcess archive, InventedStudy invented) throws Exception {
        StoreReport report = scu.store(
                archive.remote(),
                invented.instances().stream().map(InstanceSource::of).toList());
        assertThat(report.isComplete()).as("%s", report.results()).isTrue();
        return report;
    }

    private void assertFinds(ArchiveProcess archive) throws Exception {
        try (Matches matches = scu.find(
                archive.remote(),
                Identifier.studyRoot(QueryLevel.STUDY)
                        .key(Tag.PATIENT_ID, study.patient().id())
                        .returning(Tag.STUDY_INSTANCE_UID))) {
            assertThat(matches.toList())
                    .extracting(match -> match.text(Tag.STUDY_INSTANCE_UID).orElse(""))
                    .containsExactly(study.uid().value());
        }
    }

    @Test
    void saysThatADestinationIsUnknownOrDead() throws Exception {
        int nobody = Ports.free();
        try (ArchiveProcess archive = ArchiveProcess.start(directory, peer(VIEWER, nobody))) {
            store(archive, study);
            RetrieveReport unknown = scu.move(archive.remote(), Identifier.study(study.uid()), "UNKNOWN");
            assertThat(unknown.status().code()).isEqualTo(RetrieveStatus.MOVE_DESTINATION_UNKNOWN.code());
            RetrieveReport dead = scu.move(archive.remote(), Identifier.study(study.uid()), VIEWER);
            assertThat(dead.isSuccess()).isFalse();
            assertThat(scu.echo(archive.remote())).isPositive();
        }
    }

    @Test
    void isIndexedVerifiedAndDeletedFrom() throws Exception {
        InventedStudy other = invention.study(1, Modality.US);
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            store(archive, study);
            store(archive, other);
            assertCareBeside(other);
            assertThat(CommandLineRun.of("index", directory).status()).isEqualTo(1);
        }
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(directory.resolve(".pacs-scp.catalog" + suffix));
        }
        assertThat(CommandLineRun.of("index", directory).outLines()).containsExactly("4 added, 0 known, 0 refused");
        assertThat(CommandLineRun.of("index", directory).outLines()).containsExactly("0 added, 4 known, 0 refused");
        assertFindsDamage();
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            archive.awaitLog("holds 1 studies, 4 instances");
            assertFinds(archive);
        }
    }

    /** With the server at work. */
    private void assertCareBeside(InventedStudy unwanted) {
        assertThat(CommandLineRun.of("verify", directory).outLines()).containsExactly("5 intact, 0 missing, 0 damaged");
        CommandLineRun asked = CommandLineRun.of("delete", directory, "--study", unwanted.uid());
        assertThat(asked.outLines()).containsExactly("1 would be deleted; --yes deletes them");
        CommandLineRun deleted = CommandLineRun.of("delete", directory, "--study", unwanted.uid(), "--yes");
        assertThat(deleted.outLines()).containsExactly("1 deleted");
        assertThat(CommandLineRun.of("delete", directory).status()).isEqualTo(2);
    }

    private void assertFindsDamage() throws IOException {
        List<Path> files = files(directory);
        assertThat(files).hasSize(4);
        Path damaged = files.get(0);
        Files.write(damaged, new byte[] {1}, StandardOpenOption.APPEND);
        Files.delete(files.get(1));
        CommandLineRun verified = CommandLineRun.of("verify", directory);
        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.outLines()).hasSize(3).last().isEqualTo("2 intact, 1 missing, 1 damaged");
    }

    /** The files of instances, and not what is the store's own. */
    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !directory.relativize(file).toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void refusesToBeRelievedOfWhatItHasCommitted() throws Exception {
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            StoreReport stored = store(archive, study);
            try (CommitmentTransaction transaction = scu.commit(archive.remote(), stored.stored())) {
                assertThat(transaction.await(PATIENCE).isComplete()).isTrue();
            }
            CommandLineRun refused = CommandLineRun.of("delete", directory, "--study", study.uid(), "--yes");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.out()).contains("storage commitment was given for 4 instances");
            CommandLineRun deleted =
                    CommandLineRun.of("delete", directory, "--study", study.uid(), "--yes", "--committed");
            assertThat(deleted.outLines()).containsExactly("4 deleted");
            try (Matches matches = scu.find(archive.remote(), Identifier.studyRoot(QueryLevel.STUDY))) {
                List<DataSet> found = matches.toList();
                assertThat(found).isEmpty();
            }
        }
    }
}
