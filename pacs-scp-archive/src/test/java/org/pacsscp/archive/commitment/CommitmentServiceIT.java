package org.pacsscp.archive.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;
import org.pacsscp.api.status.StorageCommitmentFailure;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.retrieve.HeldInstances;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.client.CommitmentReport;
import org.pacsscp.client.CommitmentReports;
import org.pacsscp.client.CommitmentTransaction;
import org.pacsscp.client.ReferencedInstance;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** Storage commitment of invented images, asked for by our client, whose server takes reports on other associations. */
@Timeout(60)
class CommitmentServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String ARCHIVE = "ARCHIVE";
    private static final String MODALITY = "MODALITY";

    @TempDir
    private Path directory = Path.of("");

    private final BlockingQueue<CommitmentReport> unexpected = new LinkedBlockingQueue<>();
    private final CommitmentReports reports = CommitmentReports.orElse(unexpected::add);
    private final CommitmentLog log = CommitmentLog.inMemory();
    private final List<RemoteEntity> peers = new CopyOnWriteArrayList<>();
    private final AtomicInteger lookups = new AtomicInteger();
    private HeldInstances held;
    private ReferencedInstance kept;
    private Server modality;
    private Client client;
    private CommitmentService service;
    private Server archive;
    private ServiceClassUser scu;

    @BeforeEach
    void start() throws IOException {
        held = new HeldInstances(Files.createDirectory(directory.resolve("held")));
        kept = hold();
        modality = Server.builder()
                .aeTitle(MODALITY)
                .endpoints(Endpoint.plain(LOOPBACK))
                .handler(reports)
                .build()
                .start();
        client = Client.builder().aeTitle("UNUSED").loops(1).build();
        service = service(Clock.systemUTC());
        archive = Server.builder()
                .aeTitle(ARCHIVE)
                .endpoints(Endpoint.plain(LOOPBACK))
                .handler(service.handler())
                .build()
                .start();
        scu = ServiceClassUser.builder(Client.builder().aeTitle(MODALITY).loops(1))
                .commitmentReports(reports)
                .build();
    }

    private CommitmentService service(Clock clock) {
        return CommitmentService.builder(held, held)
                .log(log)
                .peers(client, title -> {
                    lookups.incrementAndGet();
                    return PeerDirectory.of(peers).find(title);
                })
                .clock(clock, Duration.ofMillis(20))
                .build();
    }

    @AfterEach
    void stop() {
        scu.close();
        archive.close();
        service.close();
        client.close();
        modality.close();
    }

    @Test
    void takesResponsibilityForWhatIsHeld() throws Exception {
        try (CommitmentTransaction transaction = scu.commit(remote(), List.of(kept))) {
            CommitmentReport report = transaction.await(PATIENCE);
            assertThat(report.isComplete()).isTrue();
            assertThat(report.committed()).containsExactly(kept);
        }
    }

    /** Every instance is in exactly one of the two sequences (PS3.3 C.14.1.1). */
    @Test
    void saysWhyItDoesNot() throws Exception {
        ReferencedInstance unknown = new ReferencedInstance(SopClass.CT_IMAGE_STORAGE, Uid.of("1.2.3.4"));
        ReferencedInstance ofAnotherClass = new ReferencedInstance(SopClass.MR_IMAGE_STORAGE, hold().sopInstance());
        ReferencedInstance lost = hold();
        held.delete(lost.sopInstance().value());
        try (CommitmentTransaction transaction = scu.commit(remote(), List.of(unknown, kept, ofAnotherClass, lost))) {
            CommitmentReport report = transaction.await(PATIENCE);
            assertThat(report.committed()).containsExactly(kept);
            assertThat(report.failed())
                    .containsExactly(
                            new CommitmentReport.Failed(unknown, StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE),
                            new CommitmentReport.Failed(
                                    ofAnotherClass, StorageCommitmentFailure.CLASS_INSTANCE_CONFLICT),
                            new CommitmentReport.Failed(lost, StorageCommitmentFailure.NO_SUCH_OBJECT_INSTANCE));
            assertThat(report.unmentioned()).isEmpty();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(service.figures()).isEqualTo(new CommitmentFigures(1, 1, 3, 0, 0)));
    }

    /** PS3.4 sections J.2.1 and J.3.3.1: on a new association we have the role of SCP, and the AE title by which we were called. */
    @Test
    void reportsOnANewAssociation() throws Exception {
        service.close();
        peers.add(RemoteEntity.of(MODALITY, "127.0.0.1", modality.port()));
        log.add(request("1.2.7", false), Instant.now());
        service = service(Clock.systemUTC());

        CommitmentReport report = next();
        assertThat(report.transaction()).isEqualTo(Uid.of("1.2.7"));
        assertThat(report.sender()).isEqualTo(AeTitle.of(ARCHIVE));
        assertThat(report.committed()).containsExactly(kept);
    }

    @Test
    void commitsNothingUnderAUidInUse() throws Exception {
        service.close();
        peers.add(RemoteEntity.of(MODALITY, "127.0.0.1", modality.port()));
        log.add(request("1.2.7", true), Instant.now());
        service = service(Clock.systemUTC());

        assertThat(next().failed())
                .containsExactly(new CommitmentReport.Failed(kept, StorageCommitmentFailure.DUPLICATE_TRANSACTION_UID));
    }

    /** The directory learns later where the peer listens. */
    @Test
    void triesAgain() throws Exception {
        service.close();
        log.add(request("1.2.7", false), Instant.now());
        service = service(Clock.systemUTC());
        await().atMost(PATIENCE).until(() -> lookups.get() > 0);
        service.close();
        // By a clock that is an hour ahead it is due again.
        peers.add(RemoteEntity.of(MODALITY, "127.0.0.1", modality.port()));
        service = service(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));

        assertThat(next().committed()).containsExactly(kept);
    }

    @Test
    void waitsLongerEachTime() {
        assertThat(CommitmentService.pause(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(CommitmentService.pause(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(CommitmentService.pause(8)).isEqualTo(Duration.ofSeconds(2560));
        assertThat(CommitmentService.pause(9)).isEqualTo(Duration.ofHours(1));
        assertThat(CommitmentService.pause(1_000_000)).isEqualTo(Duration.ofHours(1));
    }

    /** PS3.7 section 10.1.4.1.10. */
    @Test
    void refusesWhatIsNoRequest() throws Exception {
        DataSet nothing = DataSet.builder()
                .uid(Tag.TRANSACTION_UID, Uid.of("1.2.8"))
                .sequence(Tag.REFERENCED_SOP_SEQUENCE)
                .build();
        assertThat(ask(1, WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL, nothing))
                .isEqualTo(0x0115);
        assertThat(ask(1, WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL, DataSet.empty()))
                .isEqualTo(0x0114);
        assertThat(ask(2, WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL, nothing))
                .isEqualTo(0x0123);
        assertThat(ask(1, Uid.of("1.2.9"), nothing)).isEqualTo(0x0112);
        assertThat(log.isOpen(Uid.of("1.2.8"))).isFalse();
    }

    private int ask(int actionType, Uid instance, DataSet information) throws Exception {
        Uid syntax = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
        try (RequestedAssociation association = scu.client()
                .open(remote().propose()
                        .context(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, syntax)
                        .build())) {
            return association
                    .begin(Invocation.of(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, CommandField.N_ACTION_RQ)
                            .elements(CommandElements.none()
                                    .requestedSopInstanceUid(instance)
                                    .actionTypeId(actionType))
                            .dataSet(information.in(syntax)))
                    .next()
                    .status()
                    .code();
        }
    }

    private ReferencedInstance hold() throws IOException {
        CatalogedInstance added = held.add(
                Invention.ofSeed(System.nanoTime()).image(Modality.CT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        return new ReferencedInstance(added.sopClassUid(), added.sopInstanceUid());
    }

    private CommitmentRequest request(String transaction, boolean duplicate) {
        return new CommitmentRequest(
                "a",
                Uid.of(transaction),
                AeTitle.of(MODALITY),
                AeTitle.of(ARCHIVE),
                Instant.now(),
                List.of(kept),
                duplicate);
    }

    private CommitmentReport next() throws InterruptedException {
        CommitmentReport report = unexpected.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        return report;
    }

    private RemoteEntity remote() {
        return RemoteEntity.of(ARCHIVE, "127.0.0.1", archive.port());
    }
}
