package org.pacsscp.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.Matches;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.worklist.mpps.MppsDirectory;
import org.pacsscp.worklist.mpps.MppsHandler;
import org.pacsscp.worklist.mpps.MppsNotifications;
import org.pacsscp.worklist.mpps.ScheduledStepUpdates;
import org.pacsscp.worklist.mpps.Steps;

/** A worklist, the steps that are performed of it, and who is told, over real associations and through a restart. */
@ExtendWith(UncaughtExceptions.class)
class WorklistIT {
    private static final String AE_TITLE = "RIS";

    @TempDir
    Path directory;

    private final List<CommandSet> heard = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private int port;

    /** A modality, which listens for steps, too. */
    private final ServiceClassUser modality = ServiceClassUser.of(Client.builder()
            .aeTitle("CT_1")
            .handler(ActionHandler.of(
                    ServiceCapability.performer(
                                    SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_NOTIFICATION,
                                    CommandField.N_EVENT_REPORT_RQ)
                            .roles(Role.INVOKER),
                    action -> {
                        heard.add(action.command());
                        return DimseStatus.SUCCESS;
                    })));

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(directory.resolve("worklist"));
        MppsDirectory performed = MppsDirectory.open(directory.resolve("performed"));
        WorklistDirectory worklist = WorklistDirectory.builder(directory.resolve("worklist"))
                .statuses(performed)
                .open();
        MppsNotifications notifications = MppsNotifications.start();
        Server server = Server.builder()
                .aeTitle(AE_TITLE)
                .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .handler(
                        WorklistHandler.of(worklist),
                        MppsHandler.builder(performed)
                                .listener(new ScheduledStepUpdates(performed, worklist))
                                .listener(notifications)
                                .build(),
                        notifications)
                .listener(notifications)
                .build()
                .start();
        port = server.port();
        open.addAll(List.of(() -> server.stop(Duration.ZERO), notifications, worklist, performed));
    }

    private void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        open.clear();
    }

    @AfterEach
    void end() throws Exception {
        modality.close();
        stop();
    }

    @Test
    void followsAStepFromTheListToItsEndThroughARestart() throws Exception {
        writeEntries(2);
        await().untilAsserted(() -> assertThat(offered()).containsExactly("SPS0 -", "SPS1 -"));
        assertThat(create().status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(offered()).containsExactly("SPS0 -", "SPS1 STARTED");
        stop();
        start();
        assertThat(offered()).containsExactly("SPS0 -", "SPS1 STARTED");
        assertThat(create().status()).isEqualTo(DimseStatus.DUPLICATE_SOP_INSTANCE);
        assertThat(set("COMPLETED").status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(offered()).containsExactly("SPS0 -");
        stop();
        start();
        assertThat(offered()).containsExactly("SPS0 -");
        ReceivedResponse refused = set("DISCONTINUED");
        assertThat(refused.status().code()).isEqualTo(0x0110);
        assertThat(refused.command().errorComment())
                .contains("Performed Procedure Step Object may no longer be updated");
        assertThat(refused.command().errorId()).hasValue(0xA710);
    }

    @Test
    void offersAgainWhatWasDiscontinued() throws Exception {
        writeEntries(2);
        await().untilAsserted(() -> assertThat(offered()).hasSize(2));
        create();
        set("DISCONTINUED");
        assertThat(offered()).containsExactly("SPS0 -", "SPS1 SCHEDULED");
    }

    @Test
    void tellsWhoListens() throws Exception {
        try (RequestedAssociation listener = open(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_NOTIFICATION)) {
            create();
            invoke(
                    CommandField.N_SET_RQ,
                    CommandElements.none().requestedSopInstanceUid(Steps.INSTANCE),
                    DataSet.builder()
                            .text(Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION, "Head")
                            .build());
            set("DISCONTINUED");
            await().untilAsserted(() -> assertThat(heard)
                    .extracting(event -> event.eventTypeId().orElse(0))
                    .containsExactly(1, 4, 3));
            assertThat(heard).extracting(CommandSet::affectedSopInstanceUid).containsOnly(Optional.of(Steps.INSTANCE));
            assertThat(listener.end()).isEmpty();
        }
    }

    @Test
    void retrievesAStep() throws Exception {
        create();
        try (RequestedAssociation association = open(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_RETRIEVE)) {
            ReceivedResponse response = response(
                    association,
                    Invocation.of(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP_RETRIEVE, CommandField.N_GET_RQ)
                            .elements(CommandElements.none()
                                    .requestedSopInstanceUid(Steps.INSTANCE)
                                    .attributeIdentifierList(Tag.PERFORMED_PROCEDURE_STEP_STATUS)));
            assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(DataSet.read(response.dataSet()))
                    .isEqualTo(DataSet.builder()
                            .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "IN PROGRESS")
                            .build());
        }
    }

    /** In Implicit VR Little Endian with a sequence and an item of undefined length, as Python's libraries write them. */
    @Test
    void answersASequenceOfUndefinedLength() throws Exception {
        writeEntries(1);
        await().untilAsserted(() -> assertThat(offered()).hasSize(1));
        byte[] identifier = HexFormat.of()
                .parseHex("10002000" + "00000000"
                        + "40000001" + "ffffffff"
                        + "feff00e0" + "ffffffff"
                        + "40000900" + "00000000"
                        + "feff0de0" + "00000000"
                        + "feffdde0" + "00000000");
        try (Requestor requestor = Proposal.to(AE_TITLE)
                .context(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .open("127.0.0.1", port)) {
            List<HeardResponse> responses =
                    requestor.find(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, identifier);
            assertThat(responses)
                    .extracting(response -> response.status().code())
                    .containsExactly(0xFF00, 0x0000);
            assertThat(responses
                            .get(0)
                            .dataSet()
                            .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE)
                            .get(0)
                            .text(Tag.SCHEDULED_PROCEDURE_STEP_ID))
                    .contains("SPS0");
            requestor.release();
        }
    }

    @Test
    void streamsThousands() throws Exception {
        writeEntries(2_000);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(offered()).hasSize(2_000));
    }

    /** In one file, so that no test writes thousands. */
    private void writeEntries(int number) throws IOException {
        List<DataSet> steps =
                IntStream.range(0, number).mapToObj(Entries::numbered).toList();
        Path part = directory.resolve("worklist").resolve(".part");
        if (number < 10) {
            for (int i = 0; i < number; i++) {
                DicomFile.of(
                                FileMetaInformation.of(
                                        SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND,
                                        Uid.of("1.2.3"),
                                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                                steps.get(i))
                        .write(part);
                Files.move(part, part.resolveSibling(i + ".wl"));
            }
            return;
        }
        try (OutputStream out = Files.newOutputStream(part)) {
            DataSetJsonWriter.create().writeAll(steps, out);
        }
        Files.move(part, part.resolveSibling("all.json"));
    }

    /** Returns the steps that a modality is offered, each with its status. */
    private List<String> offered() throws IOException, InterruptedException {
        List<String> steps = new ArrayList<>();
        Identifier identifier = Identifier.worklist()
                .keys(keys -> keys.sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder()
                                .text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")
                                .empty(Tag.SCHEDULED_PROCEDURE_STEP_ID)
                                .empty(Tag.SCHEDULED_PROCEDURE_STEP_STATUS)
                                .build()));
        try (Matches matches = modality.find(RemoteEntity.of(AE_TITLE, "127.0.0.1", port), identifier)) {
            for (DataSet match : matches) {
                DataSet step =
                        match.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE).get(0);
                steps.add(step.text(Tag.SCHEDULED_PROCEDURE_STEP_ID).orElse("") + " "
                        + step.text(Tag.SCHEDULED_PROCEDURE_STEP_STATUS).orElse("-"));
            }
        }
        return steps.stream().sorted().toList();
    }

    private ReceivedResponse create() throws Exception {
        return invoke(
                CommandField.N_CREATE_RQ,
                CommandElements.none().affectedSopInstanceUid(Steps.INSTANCE),
                Steps.created());
    }

    private ReceivedResponse set(String status) throws Exception {
        return invoke(
                CommandField.N_SET_RQ,
                CommandElements.none().requestedSopInstanceUid(Steps.INSTANCE),
                Steps.ended(status));
    }

    private ReceivedResponse invoke(CommandField request, CommandElements elements, DataSet dataSet) throws Exception {
        try (RequestedAssociation association = open(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP)) {
            return response(
                    association,
                    Invocation.of(SopClass.MODALITY_PERFORMED_PROCEDURE_STEP, request)
                            .elements(elements)
                            .dataSet(dataSet.in(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));
        }
    }

    private static ReceivedResponse response(RequestedAssociation association, Invocation invocation) throws Exception {
        return association.invoke(invocation).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private RequestedAssociation open(Uid sopClass) throws Exception {
        return modality.client()
                .open(AssociationProposal.to("127.0.0.1", port)
                        .calledAeTitle(AE_TITLE)
                        .context(sopClass, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                        .build());
    }
}
