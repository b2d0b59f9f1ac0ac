package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Client;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.QueryOption;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/**
 * {@code archive-server} is killed with SIGKILL, again and again, while four associations store and two query. At each start every
 * acknowledged instance is there with its row, and no row is without its file. The property {@code pacsscp.archive.kills} says
 * how often, 3 by default.
 */
@Timeout(3600)
class KilledArchiveIT {
    private static final int KILLS = Integer.getInteger("pacsscp.archive.kills", 3);
    private static final int STORING = 4;
    private static final int QUERYING = 2;
    private static final int IMAGES = 400;

    private final Random random = new Random(Long.getLong("pacsscp.archive.seed", 20));
    private final ExecutorService peers = Executors.newCachedThreadPool();

    private final Map<Path, Uid> read = new HashMap<>();

    @TempDir
    private Path parent = Path.of("");

    @Test
    void holdsWhatItHasAcknowledged() throws Exception {
        Path directory = parent.resolve("archive");
        Set<Uid> acknowledged = new HashSet<>();
        for (int round = 0; round < KILLS; round++) {
            try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
                assertHolds(archive, directory, acknowledged);
                acknowledged.addAll(storeUntilKilled(archive, round));
            }
        }
        assertThat(acknowledged).isNotEmpty();
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            assertHolds(archive, directory, acknowledged);
        }
        CommandLineRun verified = CommandLineRun.of("verify", directory);
        assertThat(verified.status()).as("%s", verified).isZero();
        peers.shutdownNow();
    }

    private Set<Uid> storeUntilKilled(ArchiveProcess archive, int round) throws Exception {
        Semaphore stored = new Semaphore(0);
        AtomicBoolean killed = new AtomicBoolean();
        List<Future<Set<Uid>>> storing = new ArrayList<>();
        for (int peer = 0; peer < STORING; peer++) {
            InventedStudy study =
                    Invention.ofSeed((long) round * STORING + peer + 1_000).study(IMAGES, Modality.CT);
            storing.add(peers.submit(() -> store(archive.port(), study, stored, killed)));
        }
        for (int peer = 0; peer < QUERYING; peer++) {
            peers.execute(() -> query(archive.remote(), killed));
        }
        assertThat(stored.tryAcquire(1 + random.nextInt(IMAGES), 60, TimeUnit.SECONDS))
                .isTrue();
        killed.set(true);
        archive.kill();
        Set<Uid> acknowledged = new HashSet<>();
        for (Future<Set<Uid>> one : storing) {
            acknowledged.addAll(one.get());
        }
        return acknowledged;
    }

    private static Set<Uid> store(int port, InventedStudy study, Semaphore stored, AtomicBoolean killed) {
        Set<Uid> acknowledged = new HashSet<>();
        try (Requestor requestor = Proposal.to(ArchiveProcess.AE_TITLE)
                .context(Modality.CT.sopClass(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .open("127.0.0.1", port)) {
            for (DataSet instance : study.instances()) {
                assertThat(requestor.store(instance).status().code()).isZero();
                acknowledged.add(instance.uid(Tag.SOP_INSTANCE_UID).orElseThrow());
                stored.release();
            }
        } catch (IOException | AssertionError e) {
            assertThat(killed.get()).as("%s", e).isTrue();
        }
        return acknowledged;
    }

    private static void query(RemoteEntity archive, AtomicBoolean killed) {
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().loops(1))) {
            while (!killed.get()) {
                try (Matches matches = scu.find(archive, Identifier.studyRoot(QueryLevel.STUDY))) {
                    matches.toList();
                }
            }
        } catch (IOException | RuntimeException e) {
            // Killed in the middle of an answer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertHolds(ArchiveProcess archive, Path directory, Set<Uid> acknowledged) throws Exception {
        Set<Uid> rows = rows(archive.remote());
        assertThat(rows).containsAll(acknowledged);
        assertThat(files(directory)).containsAll(rows);
    }

    /** Returns the instances of which the catalog knows; none twice. One query, for which rows of all levels are joined. */
    private static Set<Uid> rows(RemoteEntity archive) throws Exception {
        Set<Uid> rows = new HashSet<>();
        Identifier all = Identifier.studyRoot(QueryLevel.IMAGE).with(QueryOption.RELATIONAL);
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().loops(1));
                Matches matches = scu.find(archive, all)) {
            for (DataSet match : matches) {
                assertThat(rows.add(match.uid(Tag.SOP_INSTANCE_UID).orElseThrow()))
                        .isTrue();
            }
        }
        return rows;
    }

    /** Returns what is in the files of the archive; a file that was there before is not read again. */
    private Set<Uid> files(Path directory) throws IOException {
        Set<Uid> there = new HashSet<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)
                    .filter(path -> !directory.relativize(path).toString().startsWith("."))
                    .filter(path -> !path.getFileName().toString().startsWith("."))::iterator) {
                Uid instance = read.get(file);
                if (instance == null) {
                    instance = DicomFile.read(file).meta().sopInstance().orElseThrow();
                    read.put(file, instance);
                }
                there.add(instance);
            }
        }
        return there;
    }
}
