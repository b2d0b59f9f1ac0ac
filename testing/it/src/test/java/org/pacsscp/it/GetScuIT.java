package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;

/**
 * DCMTK's {@code getscu}, and npm's {@code dcmjs-dimse}, retrieve instances of an invented patient with C-GET from a
 * handler that invokes the C-STORE sub-operations on the same association.
 */
class GetScuIT {
    private static final Uid STUDY_ROOT = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;
    private static final String RECEIVED = "Received C-STORE Request";
    private static final String PENDING = "Received C-GET Response (Pending)";

    private final List<PresentationContext> contexts = new CopyOnWriteArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    @TempDir
    Path directory;

    @BeforeAll
    static void needDcmtk() {
        Dcmtk.needs("getscu", "dump2dcm");
    }

    @Test
    void retrievesInstancesOfSeveralSopClassesAndEncodings() throws IOException, InterruptedException {
        List<ServedInstance> instances = new ArrayList<>();
        instances.addAll(new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, 20));
        instances.addAll(new ServedInstances(directory)
                .make(ServedInstances.MR, DataSetEncoding.EXPLICIT_BIG, 40)
                .subList(20, 40));
        WorkerHandler handler = getter(instances);
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = getscu(server);
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(result.output().lines().filter(line -> line.contains(RECEIVED)))
                    .hasSize(40);
            assertThat(result.output().lines().filter(line -> line.contains(PENDING)))
                    .hasSize(39);
            assertThat(result.output())
                    .contains("Received C-GET Response (Success)")
                    .containsPattern("Completed Suboperations *: 40")
                    .containsPattern("Failed Suboperations *: 0");
            assertThatItWrote(instances);
            assertThat(contexts)
                    .hasSize(3)
                    .allSatisfy(context -> assertThat(context.roles())
                            .isEqualTo(Set.of(
                                    context.abstractSyntax().equals(STUDY_ROOT) ? Role.PERFORMER : Role.INVOKER)));
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void countsWhatHasNoPresentationContext() throws IOException, InterruptedException {
        List<ServedInstance> instances = new ArrayList<>(
                new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, 3));
        instances.addAll(
                1,
                new ServedInstances(directory)
                        .make(ServedInstances.PRIVATE, DataSetEncoding.EXPLICIT_LITTLE, 10)
                        .subList(8, 10));
        WorkerHandler handler = getter(instances);
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = getscu(server);
            assertThat(result.output())
                    .contains("Received C-GET Response (Warning")
                    .containsPattern("Completed Suboperations *: 3")
                    .containsPattern("Failed Suboperations *: 2");
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void bearsThatThePeerGivesUpAndReleases() throws IOException, InterruptedException {
        List<ServedInstance> instances =
                new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, 10);
        WorkerHandler handler = getter(instances);
        // A directory is where getscu wants to write the fourth instance; it answers C000H and asks for the release.
        Files.createDirectories(received().resolve(ServedInstances.uid(3).value()));
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = getscu(server);
            assertThat(result.output().lines().filter(line -> line.contains(RECEIVED)))
                    .hasSize(4);
            server.awaitEnd();
            server.assertFreeAndHealthy(handler);
        }
    }

    @Test
    void countsWhatThePeerRefuses() throws IOException, InterruptedException {
        List<ServedInstance> instances =
                new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, 4);
        WorkerHandler handler = getter(instances);
        assertThat(runDcmjs("get", handler))
                .containsExactly(
                        store(0),
                        "C-GET ff00" + counts(3, 1, 0),
                        store(1),
                        "C-GET ff00" + counts(2, 1, 1),
                        store(2),
                        "C-GET ff00" + counts(1, 2, 1),
                        store(3),
                        "C-GET b000" + counts(0, 3, 1) + " FailedSOPInstanceUIDList=\"" + ServedInstances.uid(1) + "\"",
                        "released");
    }

    @Test
    void isCancelledBetweenSubOperations() throws IOException, InterruptedException {
        List<ServedInstance> instances =
                new ServedInstances(directory).make(ServedInstances.CT, DataSetEncoding.EXPLICIT_LITTLE, 500);
        WorkerHandler handler = getter(instances);
        List<String> lines = runDcmjs("getAndCancel", handler);
        assertThat(lines).contains(store(0), store(1), store(2)).doesNotContain(store(499));
        assertThat(lines)
                .element(-2 + lines.size())
                .asString()
                .startsWith("C-GET fe00 NumberOfRemainingSuboperations=");
        assertThat(cancelled).isTrue();
    }

    private static List<String> runDcmjs(String scenario, WorkerHandler handler)
            throws IOException, InterruptedException {
        DcmjsDimse.install();
        try (InProcessServer server = InProcessServer.start(handler)) {
            Commands.Result result = DcmjsDimse.run("services.js", server.port(), InProcessServer.AE_TITLE, scenario);
            assertThat(result.exitCode()).as("%s", result).isZero();
            assertThat(server.awaitEnd().kind()).isEqualTo(AssociationEnd.Kind.RELEASED_BY_PEER);
            server.assertFreeAndHealthy(handler);
            return result.out().lines().toList();
        }
    }

    private static String store(int number) {
        return "C-STORE AffectedSOPInstanceUID=\"" + ServedInstances.uid(number) + "\" Priority=1 PatientID=\"INV"
                + NumberedDataSets.digits(number) + "\"";
    }

    private static String counts(int remaining, int completed, int failed) {
        return (remaining == 0 ? "" : " NumberOfRemainingSuboperations=" + remaining)
                + " NumberOfCompletedSuboperations=" + completed
                + " NumberOfFailedSuboperations=" + failed
                + " NumberOfWarningSuboperations=0";
    }

    private WorkerHandler getter(List<ServedInstance> instances) {
        return new WorkerHandler(
                action -> {
                    action.dataSet().readAllBytes();
                    contexts.addAll(action.association().presentationContexts());
                    Response response = Retrieval.onSameAssociation(action, instances);
                    cancelled.set(action.cancelled());
                    return response;
                },
                ServiceCapability.performer(STUDY_ROOT, CommandField.C_GET_RQ),
                ServiceCapability.invoker(ServedInstances.CT)
                        .transferSyntaxes(
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                ServiceCapability.invoker(ServedInstances.MR).transferSyntaxes(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN));
    }

    private Path received() throws IOException {
        return Files.createDirectories(directory.resolve("received"));
    }

    private Commands.Result getscu(InProcessServer server) throws IOException, InterruptedException {
        return Commands.run(List.of(
                "getscu",
                "-v",
                "-S",
                "+B",
                "-aec",
                InProcessServer.AE_TITLE,
                "-od",
                received().toString(),
                "-k",
                "0008,0052=STUDY",
                "-k",
                "0020,000d=1.2.826.0.1.3680043.8.498.40",
                InProcessServer.HOST,
                server.portText()));
    }

    private void assertThatItWrote(List<ServedInstance> instances) throws IOException {
        assertThat(Dcmtk.files(received())).hasSameSizeAs(instances);
        for (ServedInstance instance : instances) {
            Part10File file =
                    Part10File.read(received().resolve(instance.sopInstance().value()));
            assertThat(file.meta(Part10File.SOP_CLASS))
                    .isEqualTo(instance.sopClass().value());
            assertThat(file.meta(Part10File.TRANSFER_SYNTAX))
                    .isEqualTo(instance.transferSyntax().value());
            assertThat(file.dataSet()).isEqualTo(ByteBuffer.wrap(instance.dataSet()));
        }
    }
}
