package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Message;

/** Who asks for a retrieval is told of each instance before the next one is sent, however long that is. */
@Timeout(120)
class RetrievalProgressIT {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Uid STUDY = Uid.of("1.2.3");
    private static final String ARCHIVE = "ARCHIVE";
    private static final String VIEWER = "VIEWER";

    private static final int SHORT = 2;

    /** More than the system takes for a peer that does not read. */
    private static final int LONG = 32 << 20;

    /** Of the requestor, and longer that of the archive with a destination that does not read. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory = Path.of("");

    private final Invention invention = Invention.ofSeed(9);
    private HeldInstances held;
    private FakePacs viewer;
    private Client client;
    private Server archive;

    @BeforeEach
    void start() throws IOException {
        held = new HeldInstances(Files.createDirectory(directory.resolve("held")));
        viewer = FakePacs.builder().aeTitle(VIEWER).start();
        client = Client.builder()
                .timeouts(Timeouts.builder().write(PATIENCE.multipliedBy(4)).build())
                .loops(1)
                .build();
        RetrieveService service = RetrieveService.builder(held, held)
                .move(client, PeerDirectory.of(RemoteEntity.of(VIEWER, "127.0.0.1", viewer.port())))
                .build();
        archive = Server.builder()
                .aeTitle(ARCHIVE)
                .endpoints(Endpoint.plain(LOOPBACK))
                .handler(service.handlers().toArray(ActionHandler[]::new))
                .build()
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        viewer.close();
        archive.close();
        client.close();
    }

    @Test
    void comesBeforeTheNextRequestOfAGet() throws Exception {
        hold(SHORT);
        hold(SHORT);
        hold(SHORT);
        Proposal proposal = Proposal.to(ARCHIVE)
                .context(StudyRequests.GET)
                .context(SopClass.CT_IMAGE_STORAGE)
                .role(SopClass.CT_IMAGE_STORAGE, false, true)
                .patience(PATIENCE);

        try (Requestor requestor = proposal.open("127.0.0.1", archive.port())) {
            StudyRequests.get(requestor, STUDY);
            List<String> heard = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                heard.add(hear(requestor));
            }
            assertThat(heard)
                    .containsExactly(
                            "C-STORE-RQ", "1 completed", "C-STORE-RQ", "2 completed", "C-STORE-RQ", "3 completed");
            requestor.release();
        }
    }

    /** Tells what comes next, and takes it if it is an instance. */
    private static String hear(Requestor requestor) throws IOException {
        Message message = requestor.hearMessage();
        if (message.command().commandFieldCode() == CommandField.C_STORE_RQ.code()) {
            requestor.answer(message, DimseStatus.SUCCESS);
            return "C-STORE-RQ";
        }
        return message.command().subOperations().orElseThrow().completed() + " completed";
    }

    /** The destination reads nothing of the second, so that it cannot have been sent. */
    @Test
    void comesBeforeTheNextRequestToADestination() throws Exception {
        hold(SHORT);
        hold(LONG);
        viewer.inject(Fault.at(Place.REQUEST, new Effect.Stall())
                .on(CommandField.C_STORE_RQ)
                .after(1));
        Proposal proposal = Proposal.to(ARCHIVE).context(StudyRequests.MOVE).patience(PATIENCE);

        try (Requestor requestor = proposal.open("127.0.0.1", archive.port())) {
            int id = StudyRequests.move(requestor, STUDY, VIEWER);
            HeardResponse pending = requestor.response(id);
            assertThat(pending.status()).isEqualTo(DimseStatus.PENDING);
            assertThat(pending.command().subOperations()).contains(new SubOperations(1, 1, 0, 0));

            viewer.close();
            HeardResponse last = requestor.response(id);
            assertThat(last.command().subOperations()).contains(new SubOperations(0, 1, 1, 0));
            requestor.release();
        }
    }

    private void hold(int pixels) throws IOException {
        DataSet image = invention
                .image(Modality.CT)
                .with(builder ->
                        builder.uid(Tag.STUDY_INSTANCE_UID, STUDY).bytes(Tag.PIXEL_DATA, Vr.OW, new byte[pixels]));
        held.add(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
