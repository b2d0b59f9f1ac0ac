package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Message;

/** A retrieval whose destination, or requestor, goes away in the middle: what is said of it, and that nothing of it is left. */
@Timeout(120)
class DyingPeerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WAITED_FOR = Duration.ofMillis(500);
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final Uid STUDY = Uid.of("1.2.3");
    private static final String ARCHIVE = "ARCHIVE";
    private static final String VIEWER = "VIEWER";
    private static final int IMAGES = 10;
    private static final int TAKEN = 4;

    @TempDir
    private Path directory = Path.of("");

    private final List<Uid> images = new ArrayList<>();
    private HeldInstances held;
    private FakePacs viewer;
    private Client client;
    private Server archive;
    private ServiceClassUser scu;
    private RetrieveService service;

    @BeforeEach
    void start() throws Exception {
        held = new HeldInstances(Files.createDirectory(directory.resolve("held")));
        Invention invention = Invention.ofSeed(8);
        for (int i = 0; i < IMAGES; i++) {
            DataSet image = invention.image(Modality.CT).with(builder -> builder.uid(Tag.STUDY_INSTANCE_UID, STUDY));
            images.add(held.add(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).sopInstanceUid());
        }
        viewer = FakePacs.builder().aeTitle(VIEWER).start();
        Timeouts timeouts = Timeouts.builder()
                .response(WAITED_FOR)
                .write(WAITED_FOR)
                .idle(WAITED_FOR)
                .build();
        client = Client.builder().timeouts(timeouts).loops(1).build();
        service = RetrieveService.builder(held, held)
                .move(client, PeerDirectory.of(RemoteEntity.of(VIEWER, "127.0.0.1", viewer.port())))
                .build();
        archive = Server.builder()
                .aeTitle(ARCHIVE)
                .endpoints(Endpoint.plain(LOOPBACK))
                .timeouts(timeouts)
                .handler(service.handlers().toArray(ActionHandler[]::new))
                .build()
                .start();
        scu = ServiceClassUser.of(Client.builder().loops(1));
    }

    @AfterEach
    void stop() throws IOException {
        scu.close();
        archive.close();
        client.close();
        viewer.close();
    }

    static List<Effect> deaths() {
        return List.of(
                new Effect.Abort(AbortReason.SERVICE_USER), new Effect.Close(), new Effect.Reset(), new Effect.Stall());
    }

    /** PS3.4 section C.4.2.3.1: what was on its way has failed, and all that would have followed. */
    @ParameterizedTest
    @MethodSource("deaths")
    void countsWhatADyingDestinationDoesNotGet(Effect death) throws Exception {
        assertThat(move().status()).isEqualTo(DimseStatus.SUCCESS);
        awaitNothingUnderWay();
        long open = openFiles();
        for (int i = 0; i < 3; i++) {
            viewer.inject(
                    Fault.at(Place.REQUEST, death).on(CommandField.C_STORE_RQ).after(TAKEN));
            RetrieveReport report = move();
            assertThat(report.status().code()).isEqualTo(0xB000);
            assertThat(report.subOperations()).contains(new SubOperations(0, TAKEN, IMAGES - TAKEN, 0));
            assertThat(report.failedInstances()).containsExactlyElementsOf(images.subList(TAKEN, IMAGES));
        }
        awaitNothingUnderWay();
        // What a fake PACS holds of a connection that it does not read is its own.
        if (!(death instanceof Effect.Stall)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(open));
        }
    }

    private RetrieveReport move() throws Exception {
        return scu.move(RemoteEntity.of(ARCHIVE, "127.0.0.1", archive.port()), Identifier.study(STUDY), VIEWER);
    }

    /** How a requestor of C-GET goes away. */
    enum Departure {
        ABORTS,
        CLOSES,
        RESETS,
        SAYS_NOTHING
    }

    @ParameterizedTest
    @EnumSource
    void forgetsARequestorThatHasGone(Departure departure) throws Exception {
        try (Requestor warming = requestor()) {
            depart(warming, Departure.ABORTS);
        }
        awaitNothingUnderWay();
        long open = openFiles();
        for (int i = 0; i < 3; i++) {
            try (Requestor requestor = requestor()) {
                depart(requestor, departure);
                awaitNothingUnderWay();
            }
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(open));
    }

    private Requestor requestor() throws IOException {
        return Proposal.to(ARCHIVE)
                .context(StudyRequests.GET)
                .context(SopClass.CT_IMAGE_STORAGE)
                .role(SopClass.CT_IMAGE_STORAGE, false, true)
                .open("127.0.0.1", archive.port());
    }

    private static void depart(Requestor requestor, Departure departure) throws IOException {
        StudyRequests.get(requestor, STUDY);
        for (int taken = 0; taken < TAKEN; ) {
            Message message = requestor.hearMessage();
            if (message.command().commandFieldCode() == CommandField.C_STORE_RQ.code()) {
                requestor.answer(message, DimseStatus.SUCCESS);
                taken++;
            }
        }
        switch (departure) {
            case ABORTS -> requestor.abort(AbortReason.SERVICE_USER);
            case CLOSES -> requestor.close();
            case RESETS -> requestor.reset();
            case SAYS_NOTHING -> {}
        }
    }

    @Test
    void goesOnAfterAllThat() throws Exception {
        for (Effect death : deaths()) {
            viewer.inject(Fault.at(Place.REQUEST, death).on(CommandField.C_STORE_RQ));
            RetrieveReport report = move();
            assertThat(report.status().code()).isEqualTo(0xA702);
            assertThat(report.subOperations()).contains(new SubOperations(0, 0, IMAGES, 0));
        }
        assertThat(move().subOperations()).contains(new SubOperations(0, IMAGES, 0, 0));
        int deaths = deaths().size();
        assertThat(service.figures())
                .isEqualTo(new RetrieveFigures(1, 0, deaths, 0, 0, IMAGES, (long) deaths * IMAGES));
    }

    /** No association is open, and no worker at work. */
    private void awaitNothingUnderWay() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(archive.sessions()).isEmpty();
            assertThat(Thread.getAllStackTraces().values())
                    .noneMatch(frames -> Stream.of(frames)
                            .anyMatch(frame -> frame.getClassName().equals(Retrieval.class.getName())));
        });
    }

    /** Returns how many files and sockets are open; a worker keeps its selector for the next operation. */
    private static long openFiles() throws IOException {
        long open = 0;
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            for (Path file : files.toList()) {
                String target = target(file);
                open += target.startsWith("socket:") || target.startsWith("/") ? 1 : 0;
            }
        }
        return open;
    }

    private static String target(Path file) throws IOException {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (NoSuchFileException e) {
            return "closed meanwhile";
        }
    }
}
