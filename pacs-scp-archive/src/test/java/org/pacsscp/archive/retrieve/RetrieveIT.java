package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.client.CallOptions;
import org.pacsscp.client.Cancellation;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.ProgressListener;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StorageContexts;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.ListeningProgram;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.pacs.StoredInstance;

/** C-GET and C-MOVE of a small archive of invented images, by our client, a fake PACS and DCMTK. */
@Timeout(120)
class RetrieveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Uid EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final Uid STUDY = Uid.of("1.2.3");
    private static final String ARCHIVE = "ARCHIVE";
    private static final String VIEWER = "VIEWER";

    @TempDir
    private Path directory = Path.of("");

    private final Invention invention = Invention.ofSeed(7);
    private final Map<Uid, DataSet> received = new ConcurrentHashMap<>();
    private final List<RemoteEntity> peers = new ArrayList<>();
    private HeldInstances held;
    private Client client;
    private Server archive;
    private ServiceClassUser scu;

    @BeforeEach
    void start() throws IOException {
        held = new HeldInstances(Files.createDirectory(directory.resolve("held")));
        client = Client.builder().aeTitle("UNUSED").loops(1).build();
        RetrieveService service = RetrieveService.builder(held, held)
                .move(client, title -> PeerDirectory.of(peers).find(title))
                .build();
        archive = Server.builder()
                .aeTitle(ARCHIVE)
                .endpoints(Endpoint.plain(LOOPBACK))
                .handler(service.handlers().toArray(ActionHandler[]::new))
                .build()
                .start();
        scu = ServiceClassUser.of(Client.builder().aeTitle("TESTER").loops(1));
    }

    @AfterEach
    void stop() {
        scu.close();
        archive.close();
        client.close();
    }

    @Test
    void sendsToWhoAsks() throws Exception {
        List<DataSet> images = hold(20, EXPLICIT);
        RetrieveReport report = get(CallOptions.defaults());

        assertThat(report.status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(report.subOperations()).contains(new SubOperations(0, 20, 0, 0));
        assertReceived(images);
    }

    @Test
    void sendsNothingWhereThereIsNothing() throws Exception {
        RetrieveReport report = get(CallOptions.defaults());

        assertThat(report.status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(report.subOperations()).contains(new SubOperations(0, 0, 0, 0));
    }

    /** The peer takes Explicit or Implicit VR Little Endian. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"})
    void convertsWhatThePeerDoesNotTake(String stored) throws Exception {
        List<DataSet> images = hold(2, Uid.of(stored));
        assertThat(get(CallOptions.defaults()).status()).isEqualTo(DimseStatus.SUCCESS);
        assertReceived(images);
    }

    /** Some fit where they are read before their turn, some are read while they are sent. */
    @Test
    void sendsShortAndLongOnes() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int length : List.of(2, 1 << 21, 1 << 10, 1 << 19, 1 << 20, 3 << 20, 1 << 14)) {
            byte[] pixels = new byte[length];
            new Random(length).nextBytes(pixels);
            DataSet image =
                    ofStudy(invention.image(Modality.CT)).with(builder -> builder.bytes(Tag.PIXEL_DATA, Vr.OW, pixels));
            held.add(image, EXPLICIT);
            images.add(image);
        }

        assertThat(get(CallOptions.defaults()).status()).isEqualTo(DimseStatus.SUCCESS);
        assertReceived(images);
    }

    /** If it did not, the peer would wait in vain for the next file to be opened. */
    @Test
    void readsTheNextWhileThePeerIsAtWork() throws Exception {
        List<DataSet> images = hold(5, EXPLICIT);
        ActionFunction sink = action -> {
            int open = Math.min(received.size() + 2, images.size());
            await().atMost(PATIENCE).until(() -> held.opened() >= open);
            return receive(action);
        };

        assertThat(get(sink, CallOptions.defaults()).status()).isEqualTo(DimseStatus.SUCCESS);
        assertReceived(images);
    }

    /** More than there is room for, of which the others read as they send. */
    @Test
    void sendsToManyAtOnce() throws Exception {
        List<DataSet> images = hold(30, EXPLICIT);
        List<CompletableFuture<RetrieveReport>> reports = new ArrayList<>();
        for (int i = 0; i < 2 * ReadAheadRoom.MOST; i++) {
            reports.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return get(CallOptions.defaults());
                        } catch (IOException | InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    task -> new Thread(task, "asks").start()));
        }

        for (CompletableFuture<RetrieveReport> report : reports) {
            assertThat(report.get().subOperations()).contains(new SubOperations(0, 30, 0, 0));
        }
        assertReceived(images);
    }

    /** What is no longer whole has failed, whether it would be read before its turn or while it is sent. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 10, 1 << 21})
    void passesOverAFileThatWasCut(int length) throws Exception {
        hold(1, EXPLICIT);
        DataSet image = ofStudy(invention.image(Modality.CT))
                .with(builder -> builder.bytes(Tag.PIXEL_DATA, Vr.OW, new byte[length]));
        CatalogedInstance cut = held.add(image, EXPLICIT);
        try (FileChannel file =
                FileChannel.open(directory.resolve("held").resolve(cut.location()), StandardOpenOption.WRITE)) {
            file.truncate(cut.length() - 1);
        }
        hold(1, EXPLICIT);

        RetrieveReport report = get(CallOptions.defaults());
        assertThat(report.subOperations()).contains(new SubOperations(0, 2, 1, 0));
        assertThat(report.failedInstances()).containsExactly(cut.sopInstanceUid());
    }

    /** PS3.4 section C.4.3.3.1 b: what cannot be sent has failed, and is named. */
    @Test
    void namesWhatCannotBeSent() throws Exception {
        hold(2, EXPLICIT);
        DataSet compressed = ofStudy(invention.image(Modality.CT, TransferSyntax.JPEG_2000_LOSSLESS));
        CatalogedInstance failing = held.add(compressed, TransferSyntax.JPEG_2000_LOSSLESS);
        CatalogedInstance lost = held.add(ofStudy(invention.image(Modality.CT)), EXPLICIT);
        held.delete(lost.location());
        hold(1, EXPLICIT);

        RetrieveReport report = get(CallOptions.defaults());
        assertThat(report.status().code()).isEqualTo(0xB000);
        assertThat(report.subOperations()).contains(new SubOperations(0, 3, 2, 0));
        assertThat(report.failedInstances()).containsExactly(failing.sopInstanceUid(), lost.sopInstanceUid());
    }

    @Test
    void stopsWhenItIsCancelled() throws Exception {
        hold(200, EXPLICIT);
        Cancellation cancellation = new Cancellation();
        RetrieveReport report = get(CallOptions.builder()
                .cancellation(cancellation)
                .listener(new ProgressListener() {
                    @Override
                    public void retrieving(Retrieving event) {
                        cancellation.cancel();
                    }
                })
                .build());

        assertThat(report.isCancelled()).isTrue();
        SubOperations counts = report.subOperations().orElseThrow();
        assertThat(counts.remaining()).isPositive();
        assertThat(counts.remaining() + counts.completed()).isEqualTo(200);
    }

    @Test
    void movesToAnother() throws Exception {
        List<DataSet> images = hold(5, EXPLICIT);
        try (FakePacs viewer = FakePacs.builder().aeTitle(VIEWER).start()) {
            knows(viewer.port());
            RetrieveReport report = move();

            assertThat(report.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(report.subOperations()).contains(new SubOperations(0, 5, 0, 0));
            List<StoredInstance> stored = viewer.takeStored(5, PATIENCE);
            assertThat(stored).extracting(StoredInstance::dataSet).containsExactlyElementsOf(images);
            assertThat(stored).allSatisfy(instance -> {
                assertThat(instance.transferSyntax()).isEqualTo(EXPLICIT);
                assertThat(instance.operation().callingAeTitle()).isEqualTo(ARCHIVE);
                assertThat(instance.operation().command().moveOriginatorAeTitle())
                        .hasValueSatisfying(title -> assertThat(title.value()).isEqualTo("TESTER"));
                assertThat(instance.operation().command().moveOriginatorMessageId())
                        .isPresent();
            });
        }
    }

    @Test
    void movesInTheDefaultSyntaxWhereNoOtherIsTaken() throws Exception {
        List<DataSet> images = hold(2, EXPLICIT);
        try (FakePacs viewer = FakePacs.builder()
                .aeTitle(VIEWER)
                .accept(SopClass.CT_IMAGE_STORAGE, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .start()) {
            knows(viewer.port());
            assertThat(move().status()).isEqualTo(DimseStatus.SUCCESS);
            List<StoredInstance> stored = viewer.takeStored(2, PATIENCE);
            assertThat(stored).extracting(StoredInstance::dataSet).containsExactlyElementsOf(images);
            assertThat(stored)
                    .extracting(StoredInstance::transferSyntax)
                    .containsOnly(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    @Test
    void knowsNoSuchDestination() throws Exception {
        hold(1, EXPLICIT);
        RetrieveReport report = move();
        assertThat(report.status()).isEqualTo(RetrieveStatus.MOVE_DESTINATION_UNKNOWN);
        assertThat(report.failedInstances()).isEmpty();
    }

    @Test
    void failsIfTheDestinationIsNotThere() throws Exception {
        hold(3, EXPLICIT);
        knows(Ports.free());
        RetrieveReport report = move();
        assertThat(report.status()).isEqualTo(RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS);
        assertThat(report.subOperations()).contains(new SubOperations(0, 0, 3, 0));
        assertThat(report.failedInstances()).hasSize(3);
    }

    /** What was on its way and all that would have followed has failed (PS3.4 section C.4.2.3.1). */
    @Test
    void countsWhatADyingDestinationDoesNotGet() throws Exception {
        List<DataSet> images = hold(10, EXPLICIT);
        try (FakePacs viewer = FakePacs.builder().aeTitle(VIEWER).start()) {
            viewer.inject(Fault.at(Place.REQUEST, new Effect.Abort(AbortReason.SERVICE_USER))
                    .on(CommandField.C_STORE_RQ)
                    .after(4));
            knows(viewer.port());
            RetrieveReport report = move();

            assertThat(report.status().code()).isEqualTo(0xB000);
            assertThat(report.subOperations()).contains(new SubOperations(0, 4, 6, 0));
            assertThat(report.failedInstances())
                    .containsExactlyElementsOf(images.subList(4, 10).stream()
                            .map(image -> image.uid(Tag.SOP_INSTANCE_UID).orElseThrow())
                            .toList());
        }
    }

    @Test
    void countsWhatTheDestinationRefuses() throws Exception {
        hold(3, EXPLICIT);
        try (FakePacs viewer = FakePacs.builder().aeTitle(VIEWER).start()) {
            viewer.inject(Fault.at(Place.RESPONSE, new Effect.Status(StorageStatus.OUT_OF_RESOURCES))
                    .on(CommandField.C_STORE_RQ)
                    .after(1));
            knows(viewer.port());
            assertThat(move().subOperations()).contains(new SubOperations(0, 2, 1, 0));
        }
    }

    @Test
    void isRetrievedFromByGetscu() throws Exception {
        Interop.needs("getscu", "apt-get install dcmtk");
        List<DataSet> images = hold(5, EXPLICIT);
        Path out = Files.createDirectory(directory.resolve("out"));
        run(
                "getscu",
                "-S",
                "-aec",
                ARCHIVE,
                "-od",
                out.toString(),
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=" + STUDY,
                "127.0.0.1",
                "" + archive.port());
        assertWritten(out, images);
    }

    @Test
    void movesWhatMovescuAsksForToStorescp() throws Exception {
        Interop.needs("movescu", "apt-get install dcmtk");
        List<DataSet> images = hold(5, EXPLICIT);
        Path out = Files.createDirectory(directory.resolve("out"));
        ListeningProgram.Command storescp =
                port -> new ProcessBuilder("storescp", "-aet", VIEWER, "-od", out.toString(), "+xa", "" + port);
        try (ListeningProgram viewer = ListeningProgram.start(directory.resolve("storescp.log"), storescp)) {
            knows(viewer.port());
            run(
                    "movescu",
                    "-S",
                    "-aec",
                    ARCHIVE,
                    "-aem",
                    VIEWER,
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "StudyInstanceUID=" + STUDY,
                    "127.0.0.1",
                    "" + archive.port());
            assertWritten(out, images);
        }
    }

    private List<DataSet> hold(int count, Uid syntax) throws IOException {
        List<DataSet> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DataSet image = ofStudy(invention.image(Modality.CT));
            held.add(image, syntax);
            images.add(image);
        }
        return images;
    }

    private static DataSet ofStudy(DataSet image) {
        return image.with(builder -> builder.uid(Tag.STUDY_INSTANCE_UID, STUDY));
    }

    private RemoteEntity remote() {
        return RemoteEntity.of(ARCHIVE, "127.0.0.1", archive.port());
    }

    private RetrieveReport get(CallOptions options) throws IOException, InterruptedException {
        return get(this::receive, options);
    }

    private DimseStatus receive(Action action) throws IOException {
        received.put(action.command().affectedSopInstanceUid().orElseThrow(), DataSet.read(action.dataSet()));
        return DimseStatus.SUCCESS;
    }

    private RetrieveReport get(ActionFunction sink, CallOptions options) throws IOException, InterruptedException {
        return scu.get(remote(), Identifier.study(STUDY), StorageContexts.usual(), sink, options);
    }

    private RetrieveReport move() throws IOException, InterruptedException {
        return scu.move(remote(), Identifier.study(STUDY), VIEWER);
    }

    private void assertReceived(List<DataSet> images) {
        assertThat(received).hasSize(images.size());
        for (DataSet image : images) {
            assertThat(received.get(image.uid(Tag.SOP_INSTANCE_UID).orElseThrow()))
                    .isEqualTo(image);
        }
    }

    private static void assertWritten(Path out, List<DataSet> images) throws IOException {
        List<DataSet> written = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.toList()) {
                written.add(DicomFile.read(file).dataSet());
            }
        }
        assertThat(written).containsExactlyInAnyOrderElementsOf(images);
    }

    private void knows(int port) {
        peers.add(RemoteEntity.of(VIEWER, "127.0.0.1", port));
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", Files.readString(output)).isZero();
    }
}
