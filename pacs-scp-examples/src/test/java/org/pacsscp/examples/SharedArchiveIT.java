package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Client;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.ReferencedInstance;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;
import org.pacsscp.testing.process.PostgreSql;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** {@code archive-server} over PostgreSQL: alone, while the database stops; and two of them, behind HAProxy, while one is killed. */
@Timeout(300)
class SharedArchiveIT {
    private static final Path HAPROXY = Path.of("/usr/sbin/haproxy");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PEERS = 4;
    private static final int IMAGES = 100;

    @TempDir
    private Path parent = Path.of("");

    @Test
    void goesOnWhenItsDatabaseIsBack() throws Exception {
        try (PostgreSql database = database();
                ArchiveProcess archive = ArchiveProcess.start(parent.resolve("archive"), catalog(database));
                ServiceClassUser scu = ServiceClassUser.of(Client.builder().loops(1))) {
            Set<String> acknowledged = new HashSet<>(store(scu, archive.remote(), 1, 3));
            assertThat(acknowledged).hasSize(3);
            database.stop();
            assertThat(store(scu, archive.remote(), 2, 1)).isEmpty();
            assertThat(scu.echo(archive.remote())).isPositive();
            database.start();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(store(scu, archive.remote(), 2, 1)).hasSize(1));
            acknowledged.addAll(store(scu, archive.remote(), 2, 1));
            assertThat(instances(scu, archive.remote())).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    private static PostgreSql database() throws IOException {
        Interop.needsPostgreSql();
        return PostgreSql.temporary();
    }

    private static String catalog(PostgreSql database) {
        return "--catalog=" + database.url(PostgreSql.DATABASE);
    }

    /** Returns what was acknowledged of a study. */
    private static List<String> store(ServiceClassUser scu, RemoteEntity archive, long seed, int images)
            throws Exception {
        StoreReport report = scu.store(
                archive,
                Invention.ofSeed(seed).study(images, Modality.CT).instances().stream()
                        .map(InstanceSource::of)
                        .toList());
        return report.stored().stream()
                .map(ReferencedInstance::sopInstance)
                .map(Object::toString)
                .toList();
    }

    /** Returns the instances that the catalog has, those twice that it counts twice. */
    private static List<String> instances(ServiceClassUser scu, RemoteEntity archive) throws Exception {
        List<String> instances = new ArrayList<>();
        for (String study : find(scu, archive, Identifier.studyRoot(QueryLevel.STUDY), Tag.STUDY_INSTANCE_UID)) {
            Identifier series = Identifier.studyRoot(QueryLevel.SERIES).key(Tag.STUDY_INSTANCE_UID, study);
            for (String one : find(scu, archive, series, Tag.SERIES_INSTANCE_UID)) {
                Identifier images = Identifier.studyRoot(QueryLevel.IMAGE)
                        .key(Tag.STUDY_INSTANCE_UID, study)
                        .key(Tag.SERIES_INSTANCE_UID, one);
                instances.addAll(find(scu, archive, images, Tag.SOP_INSTANCE_UID));
            }
        }
        return instances;
    }

    private static List<String> find(ServiceClassUser scu, RemoteEntity archive, Identifier identifier, int key)
            throws Exception {
        try (Matches matches = scu.find(archive, identifier)) {
            return matches.toList().stream()
                    .map(match -> match.text(key).orElseThrow())
                    .toList();
        }
    }

    @Test
    void isOneArchiveInTwoProcessesOfWhichOneIsKilled() throws Exception {
        Interop.needs(HAPROXY, "apt-get install haproxy");
        Path directory = parent.resolve("archive");
        ExecutorService peers = Executors.newFixedThreadPool(PEERS);
        try (PostgreSql database = database();
                ArchiveProcess one = ArchiveProcess.start(directory, "--node=one", catalog(database));
                ArchiveProcess two = ArchiveProcess.start(directory, "--node=two", catalog(database));
                ListeningProgram haproxy = haproxy(one.port(), two.port())) {
            RemoteEntity both = RemoteEntity.of(ArchiveProcess.AE_TITLE, "127.0.0.1", haproxy.port());
            Semaphore acknowledged = new Semaphore(0);
            List<Future<Set<String>>> storing = new ArrayList<>();
            for (int peer = 0; peer < PEERS; peer++) {
                InventedStudy study = Invention.ofSeed(peer + 100).study(IMAGES, Modality.CT);
                storing.add(peers.submit(() -> storeAll(both, study, acknowledged)));
            }
            assertThat(acknowledged.tryAcquire(PEERS * IMAGES / 3, PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            one.kill();
            Set<String> stored = new HashSet<>();
            for (Future<Set<String>> each : storing) {
                stored.addAll(each.get());
            }
            assertThat(stored).hasSize(PEERS * IMAGES);
            try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().loops(1));
                    ArchiveProcess again = ArchiveProcess.start(directory, "--node=one", catalog(database))) {
                again.awaitLog("holds " + PEERS + " studies, " + PEERS * IMAGES + " instances");
                assertThat(instances(scu, two.remote())).containsExactlyInAnyOrderElementsOf(stored);
                CommandLineRun verified = CommandLineRun.of("verify", directory, catalog(database));
                assertThat(verified.outLines()).containsExactly(PEERS * IMAGES + " intact, 0 missing, 0 damaged");
            }
        }
        peers.shutdownNow();
    }

    /** Sends each image until it is acknowledged, whoever does that. */
    private static Set<String> storeAll(RemoteEntity archive, InventedStudy study, Semaphore acknowledged)
            throws Exception {
        Set<String> stored = new HashSet<>();
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().loops(1))) {
            List<DataSet> left = new ArrayList<>(study.instances());
            while (!left.isEmpty()) {
                List<DataSet> some = left.subList(0, Math.min(10, left.size()));
                List<InstanceSource> sources =
                        some.stream().map(InstanceSource::of).toList();
                for (String uid : tryStore(scu, archive, sources)) {
                    stored.add(uid);
                    acknowledged.release();
                }
                left.removeIf(image ->
                        stored.contains(image.text(Tag.SOP_INSTANCE_UID).orElseThrow()));
            }
        }
        return stored;
    }

    private static List<String> tryStore(ServiceClassUser scu, RemoteEntity archive, List<InstanceSource> sources)
            throws InterruptedException {
        try {
            return scu.store(archive, sources).stored().stream()
                    .map(ReferencedInstance::sopInstance)
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            // The one that was killed: the next association goes to the other.
            return List.of();
        }
    }

    private ListeningProgram haproxy(int one, int two) throws IOException {
        Path file = parent.resolve("haproxy.cfg");
        return ListeningProgram.start(parent.resolve("haproxy.log"), port -> {
            Files.writeString(file, """
                defaults
                    mode tcp
                    timeout connect 5s
                    timeout client 5m
                    timeout server 5m
                    option redispatch
                    retries 2
                listen dicom
                    bind 127.0.0.1:%d
                    balance roundrobin
                    server one 127.0.0.1:%d check inter 200
                    server two 127.0.0.1:%d check inter 200
                """.formatted(port, one, two));
            return new ProcessBuilder(HAPROXY.toString(), "-db", "-f", file.toString());
        });
    }
}
