package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
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
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;

/**
 * {@code archive-server} is killed with SIGKILL, again and again, while four associations store and two query, every other time with
 * {@code --fsync}. At each start every
 * acknowledged instance is there with its row, and no row is without its file. The property {@code pacsscp.archive.kills} says
 * how often, 3 by default.
 */
class KilledArchiveIT {
    private static final int KILLS = Integer.getInteger("pacsscp.archive.kills", 3);
    private static final Duration PATIENCE =
            Duration.ofMinutes(3).plus(Duration.ofSeconds(30).multipliedBy(KILLS));
    private static final int STORING = 4;
    private static final int QUERYING = 2;
    private static final int IMAGES = 100;

    private final Random random = new Random(Long.getLong("pacsscp.archive.seed", 20));
    private final ExecutorService peers = Executors.newCachedThreadPool();
    private final HeldFiles files = new HeldFiles();

    @TempDir
    private Path parent = Path.of("");

    @Test
    void holdsWhatItHasAcknowledged() {
        assertTimeoutPreemptively(PATIENCE, this::killAgainAndAgain);
    }

    private void killAgainAndAgain() throws Exception {
        Path directory = parent.resolve("archive");
        Set<Uid> acknowledged = new HashSet<>();
        Round last = Round.NONE;
        for (int round = 0; round < KILLS; round++) {
            // One that waits for the disk leaves rows to its journal, and the next start must know them.
            String[] options = round % 2 == 0 ? new String[0] : new String[] {"--fsync"};
            try (ArchiveProcess archive = ArchiveProcess.start(directory, options)) {
                Map<Uid, String> rows = assertHolds(archive, directory, acknowledged, last);
                // Nothing is deleted meanwhile: what is not there when the next instances come was never there.
                Future<?> checked = peers.submit(() -> files.assertThere(directory, rows));
                last = storeUntilKilled(archive, round);
                acknowledged.addAll(last.acknowledged());
                checked.get();
            }
        }
        assertThat(acknowledged).isNotEmpty();
        try (ArchiveProcess archive = ArchiveProcess.start(directory)) {
            Map<Uid, String> rows = assertHolds(archive, directory, acknowledged, last);
            files.assertThere(directory, rows);
            assertThat(answered(archive.remote(), Identifier.studyRoot(QueryLevel.IMAGE)))
                    .isEqualTo(rows.keySet());
        }
        CommandLineRun verified = CommandLineRun.of("verify", directory);
        assertThat(verified.status()).as("%s", verified).isZero();
        peers.shutdownNow();
    }

    /** What was sent until the kill, and what of it was acknowledged. */
    private record Round(Set<Uid> studies, Set<Uid> acknowledged) {
        static final Round NONE = new Round(Set.of(), Set.of());
    }

    private Round storeUntilKilled(ArchiveProcess archive, int round) throws Exception {
        Semaphore stored = new Semaphore(0);
        AtomicBoolean killed = new AtomicBoolean();
        List<Future<Set<Uid>>> storing = new ArrayList<>();
        Set<Uid> studies = new HashSet<>();
        for (int peer = 0; peer < STORING; peer++) {
            InventedStudy study =
                    Invention.ofSeed((long) round * STORING + peer + 1_000).study(IMAGES, Modality.CT);
            studies.add(study.uid());
            storing.add(peers.submit(() -> store(archive.port(), study, stored, killed)));
        }
        for (int peer = 0; peer < QUERYING; peer++) {
            peers.execute(() -> query(archive.remote(), killed));
        }
        assertThat(stored.tryAcquire(1 + random.nextInt(2 * IMAGES), 60, TimeUnit.SECONDS))
                .isTrue();
        killed.set(true);
        archive.kill();
        Set<Uid> acknowledged = new HashSet<>();
        for (Future<Set<Uid>> one : storing) {
            acknowledged.addAll(one.get());
        }
        return new Round(studies, acknowledged);
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

    /** All rows are read in the database, and those of the last studies asked for over the network, too; returns where they lie. */
    private static Map<Uid, String> assertHolds(
            ArchiveProcess archive, Path directory, Set<Uid> acknowledged, Round last) throws Exception {
        Map<Uid, String> rows = HeldRows.of(directory);
        assertThat(rows.keySet()).containsAll(acknowledged);
        if (!last.studies().isEmpty()) {
            Identifier studies = Identifier.studyRoot(QueryLevel.IMAGE)
                    .key(
                            Tag.STUDY_INSTANCE_UID,
                            last.studies().stream().map(Uid::value).toArray(String[]::new));
            Set<Uid> answered = answered(archive.remote(), studies);
            assertThat(answered).containsAll(last.acknowledged());
            assertThat(rows.keySet()).containsAll(answered);
        }
        return rows;
    }

    /** Returns what a query of instances is answered; none twice. For one query, the rows of all levels are joined. */
    private static Set<Uid> answered(RemoteEntity archive, Identifier query) throws Exception {
        Set<Uid> answered = new HashSet<>();
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().loops(1));
                Matches matches = scu.find(archive, query.with(QueryOption.RELATIONAL))) {
            for (DataSet match : matches) {
                assertThat(answered.add(match.uid(Tag.SOP_INSTANCE_UID).orElseThrow()))
                        .isTrue();
            }
        }
        return answered;
    }
}
