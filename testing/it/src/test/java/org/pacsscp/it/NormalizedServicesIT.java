package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.WellKnownInstance;

/**
 * npm's {@code dcmjs-dimse} uses the DIMSE-N services of handlers: procedure steps, print management, storage commitment.
 * All data is invented.
 */
class NormalizedServicesIT {
    private static final Uid PROCEDURE_STEP = SopClass.MODALITY_PERFORMED_PROCEDURE_STEP;
    private static final Uid COMMITMENT = SopClass.STORAGE_COMMITMENT_PUSH_MODEL;
    private static final Uid COMMITMENT_INSTANCE = WellKnownInstance.STORAGE_COMMITMENT_PUSH_MODEL;
    private static final Uid FILM_BOX_INSTANCE = invented(20);

    private static final int PRINTER_NAME = 0x21100030;
    private static final int PRINTER_STATUS = 0x21100010;

    private final List<CommandSet> commands = new CopyOnWriteArrayList<>();
    private final List<byte[]> dataSets = new CopyOnWriteArrayList<>();
    private final List<CommandSet> replies = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        DcmjsDimse.install();
        Dcmtk.needs("dump2dcm");
    }

    @Test
    void createsAndSetsProcedureSteps() throws IOException, InterruptedException {
        Set<Uid> inProgress = ConcurrentHashMap.newKeySet();
        Set<Uid> completed = ConcurrentHashMap.newKeySet();
        WorkerHandler handler = new WorkerHandler(
                action -> {
                    record(action);
                    return action.command().commandFieldCode() == CommandField.N_CREATE_RQ.code()
                            ? create(action.command(), inProgress)
                            : set(action, inProgress, completed);
                },
                ServiceCapability.performer(PROCEDURE_STEP, CommandField.N_CREATE_RQ, CommandField.N_SET_RQ));
        String instance = instance(invented(1));
        assertThat(run("procedureStep", handler))
                .containsExactly(
                        "N-CREATE 0000 " + instance,
                        "N-CREATE 0111",
                        "N-SET 0000 " + instance,
                        "N-SET 0112 " + instance(invented(2)),
                        "N-SET 0110 " + instance + " ErrorID=42246 ErrorComment=\"no longer to be updated\"",
                        "released");
        assertThat(commands.get(0).affectedSopClassUid()).contains(PROCEDURE_STEP);
        assertThat(commands.get(2).requestedSopClassUid()).contains(PROCEDURE_STEP);
        assertThat(commands.get(2).requestedSopInstanceUid()).contains(invented(1));
        assertThat(dataSets.get(2))
                .isEqualTo(Dcmtk.encode(directory, "(0040,0252) CS [COMPLETED]", DataSetEncoding.IMPLICIT_LITTLE));
    }

    private static DimseStatus create(CommandSet command, Set<Uid> inProgress) {
        return inProgress.add(command.affectedSopInstanceUid().orElseThrow())
                ? DimseStatus.SUCCESS
                : DimseStatus.DUPLICATE_SOP_INSTANCE;
    }

    private static Response set(Action action, Set<Uid> inProgress, Set<Uid> completed) {
        Uid instance = action.command().requestedSopInstanceUid().orElseThrow();
        if (inProgress.remove(instance)) {
            completed.add(instance);
            return DimseStatus.SUCCESS;
        }
        if (completed.contains(instance)) {
            // PS3.4 Table F.7.2-2: the error id says that the step is completed or discontinued.
            return DimseStatus.PROCESSING_FAILURE
                    .withErrorComment("no longer to be updated")
                    .with(CommandElements.none().errorId(0xA506));
        }
        return DimseStatus.NO_SUCH_SOP_INSTANCE;
    }

    @Test
    void printsThroughAMetaSopClass() throws IOException, InterruptedException {
        InventedPrinter printer = new InventedPrinter(directory);
        assertThat(run("print", printer.handler()))
                .containsExactly(
                        "N-GET 0000 " + instance(InventedPrinter.PRINTER_INSTANCE)
                                + " PrinterStatus=\"NORMAL\" PrinterStatusInfo=\"NORMAL\""
                                + " PrinterName=\"INVENTED PRINTER\"",
                        "N-CREATE 0000 " + instance(InventedPrinter.FILM_SESSION_INSTANCE) + " NumberOfCopies=1",
                        "N-CREATE 0000 " + instance(FILM_BOX_INSTANCE) + " FilmSizeID=\"8INX10IN\"",
                        "N-SET 0000 " + instance(InventedPrinter.IMAGE_BOX_INSTANCE) + " Polarity=\"NORMAL\"",
                        "N-EVENT-REPORT AffectedSOPClassUID=\"" + InventedPrinter.PRINTER + "\" "
                                + instance(InventedPrinter.PRINTER_INSTANCE)
                                + " EventTypeID=2 PrinterName=\"INVENTED PRINTER\"",
                        "N-ACTION 0000 " + instance(FILM_BOX_INSTANCE) + " ActionTypeID=1 PrintPriority=\"MED\"",
                        "N-DELETE 0000 " + instance(FILM_BOX_INSTANCE),
                        "N-DELETE 0112 " + instance(FILM_BOX_INSTANCE),
                        // No member of the meta SOP class.
                        "N-GET 0118 " + instance(invented(1)),
                        "released");
        List<CommandSet> requests = printer.commands();
        assertThat(requests.get(0).attributeIdentifierList()).containsExactly(PRINTER_STATUS, PRINTER_NAME);
        assertThat(requests.get(4).actionTypeId()).hasValue(1);
        assertThat(printer.replies()).hasSize(1).allSatisfy(reply -> {
            assertThat(reply.status()).hasValue(0);
            assertThat(reply.affectedSopClassUid()).contains(InventedPrinter.PRINTER);
        });
    }

    @Test
    void reportsStorageCommitmentOnTheSameAssociation() throws IOException, InterruptedException {
        WorkerHandler handler = new WorkerHandler(
                action -> {
                    record(action);
                    byte[] result = dataSets.get(0);
                    Association association = action.association();
                    // After the response, as a server does that looks for the instances first.
                    Thread later = new Thread(() -> notify(association, COMMITMENT, COMMITMENT_INSTANCE, result));
                    later.start();
                    return DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(COMMITMENT, CommandField.N_ACTION_RQ));
        assertThat(run("commitment", handler))
                .containsExactlyInAnyOrder(
                        "N-ACTION 0000 AffectedSOPInstanceUID=\"" + COMMITMENT_INSTANCE + "\"",
                        "N-EVENT-REPORT AffectedSOPClassUID=\"" + COMMITMENT + "\" AffectedSOPInstanceUID=\""
                                + COMMITMENT_INSTANCE + "\" EventTypeID=1 TransactionUID=\"" + invented(30) + "\"",
                        "released");
        assertThat(replies).hasSize(1).allSatisfy(reply -> {
            assertThat(reply.status()).hasValue(0);
            assertThat(reply.eventTypeId()).hasValue(1);
        });
    }

    @Test
    void takesAStorageCommitmentResultOfAnScpThatCalls() throws IOException, InterruptedException {
        List<Set<Role>> roles = new CopyOnWriteArrayList<>();
        WorkerHandler handler = new WorkerHandler(
                action -> {
                    record(action);
                    roles.add(action.presentationContext().roles());
                    return DimseStatus.SUCCESS;
                },
                ServiceCapability.performer(COMMITMENT, CommandField.N_EVENT_REPORT_RQ)
                        .roles(Role.INVOKER));
        assertThat(run("commitmentResult", handler))
                .containsExactly(
                        "N-EVENT-REPORT 0000 AffectedSOPInstanceUID=\"" + COMMITMENT_INSTANCE + "\"", "released");
        assertThat(roles).containsExactly(Set.of(Role.INVOKER));
        assertThat(commands.get(0).eventTypeId()).hasValue(1);
        assertThat(dataSets.get(0)).isEqualTo(implicit("(0008,1195) UI [" + invented(30) + "]"));
    }

    /** Runs a scenario; the server must be free afterwards. */
    private static List<String> run(String scenario, WorkerHandler handler) throws IOException, InterruptedException {
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = DcmjsDimse.run("services.js", server.port(), InProcessServer.AE_TITLE, scenario);
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
            return result.out().lines().toList();
        }
    }

    private void record(Action action) throws IOException {
        commands.add(action.command());
        dataSets.add(action.dataSet().readAllBytes());
    }

    private void notify(Association association, Uid sopClass, Uid sopInstance, byte[] dataSet) {
        Invocation event = Invocation.of(sopClass, CommandField.N_EVENT_REPORT_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(sopInstance)
                        .eventTypeId(1))
                .dataSet(out -> out.write(dataSet));
        ReceivedResponse reply = association
                .invoke(event)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        replies.add(reply.command());
    }

    private byte[] implicit(String dump) throws IOException, InterruptedException {
        return Dcmtk.encode(directory, dump, DataSetEncoding.IMPLICIT_LITTLE);
    }

    private static Uid invented(int number) {
        return Uid.of("1.2.826.0.1.3680043.8.498." + number);
    }

    private static String instance(Uid uid) {
        return "AffectedSOPInstanceUID=\"" + uid + "\"";
    }
}
