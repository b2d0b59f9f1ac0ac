package org.pacsscp.testkit.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.Processes;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.tls.TlsIdentity;
import org.pacsscp.testkit.wire.Commands;

/** DCMTK's clients are served. */
class FakePacsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Uid SECONDARY_CAPTURE = Uid.of("1.2.840.10008.5.1.4.1.1.7");
    private static final Uid INSTANCE = Uid.of("1.2.826.0.1.3680043.8.498.5");

    private static final String DUMP = """
            (0008,0016) UI [%s]
            (0008,0018) UI [%s]
            (0008,0060) CS [OT]
            (0010,0010) PN [Invented^Patient]
            (0010,0020) LO [TEST-1]
            (0020,000d) UI [1.2.826.0.1.3680043.8.498.2]
            (0020,000e) UI [1.2.826.0.1.3680043.8.498.3]
            """.formatted(SECONDARY_CAPTURE, INSTANCE);

    @TempDir
    Path directory = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void makeFile() throws IOException, InterruptedException {
        file = Processes.file(directory, "instance.dcm", "+te", DUMP);
    }

    private Processes.Result run(FakePacs pacs, String program, String... options)
            throws IOException, InterruptedException {
        return Processes.run(
                directory,
                Stream.of(
                                Stream.of(program),
                                Stream.of(options),
                                Stream.of("localhost", "" + pacs.port()),
                                program.equals("storescu") ? Stream.of(file.toString()) : Stream.<String>of())
                        .flatMap(arguments -> arguments)
                        .toArray(String[]::new));
    }

    @Test
    void answersEchoscu() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            Processes.Result result = run(pacs, "echoscu", "-v");

            assertThat(result.output()).contains("Received Echo Response (Success)");
            assertThat(result.exitCode()).isZero();
            RecordedAssociation association = pacs.takeAssociation(PATIENCE);
            assertThat(association.end()).contains(RecordedAssociation.End.RELEASED);
            assertThat(association.request().orElseThrow().callingAeTitle()).isEqualTo("ECHOSCU");
            assertThat(association.operations())
                    .flatExtracting(
                            operation -> operation.commandField().stream().toList())
                    .containsExactly(CommandField.C_ECHO_RQ);
        }
    }

    @Test
    void storesWhatStorescuSends() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            Processes.Result result = run(pacs, "storescu", "-R");

            assertThat(result.exitCode()).as("%s", result).isZero();
            StoredInstance stored = pacs.takeStored(PATIENCE);
            assertThat(stored.sopClass()).isEqualTo(SECONDARY_CAPTURE);
            assertThat(stored.sopInstance()).isEqualTo(INSTANCE);
            assertThat(stored.dataSetBytes()).isEqualTo(dataSetOf(file));
        }
    }

    /** What follows the file meta information, whose length stands at its beginning (PS3.10 Table 7.1-1). */
    private static byte[] dataSetOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(140);
        return Arrays.copyOfRange(bytes, 144 + length, bytes.length);
    }

    @Test
    void answersFindscu() throws Exception {
        byte[] match = dataSetOf(Processes.file(
                directory, "match.dcm", "+ti", "(0010,0010) PN [Found^Patient]\n(0010,0020) LO [TEST-2]\n"));
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind(RequestMatcher.callingAeTitle("FINDSCU"))
                    .respond(Reply.success().pendingBytes(match).pendingBytes(match));

            Processes.Result result =
                    run(pacs, "findscu", "-v", "-xi", "-S", "-k", "QueryRetrieveLevel=STUDY", "-k", "PatientName=F*");

            assertThat(result.output()).contains("Find Response: 2").contains("Found^Patient");
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void findsWhatMatches() throws Exception {
        Invention invention = Invention.ofSeed(11);
        InventedStudy one = invention.study(0);
        InventedStudy other = invention.study(0);
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind().respondFrom(one.attributes(), other.attributes());

            Processes.Result result = run(
                    pacs,
                    "findscu",
                    "-v",
                    "-S",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "PatientID=" + other.patient().id(),
                    "-k",
                    "StudyInstanceUID");

            assertThat(result.output())
                    .contains("Find Response: 1")
                    .doesNotContain("Find Response: 2")
                    .contains(other.uid().value())
                    .doesNotContain(one.uid().value());
        }
    }

    /** PS3.7 10.1: what is asked of a modality performed procedure step. */
    @Test
    void answersNServices() throws Exception {
        Uid step = Uid.of("1.2.840.10008.3.1.2.3.3");
        DataSet attributes = DataSet.builder()
                .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, "COMPLETED")
                .build();
        try (FakePacs pacs = FakePacs.start();
                Requestor requestor = Proposal.to("ANY").context(step).open("localhost", pacs.port())) {
            pacs.on(CommandField.N_GET_RQ, RequestMatcher.sopInstance(INSTANCE))
                    .respond(Reply.success().dataSet(attributes));
            pacs.on(CommandField.N_CREATE_RQ).respond(DimseStatus.DUPLICATE_SOP_INSTANCE);

            requestor.send(
                    1,
                    Commands.command(
                            Commands.uid(Commands.REQUESTED_SOP_CLASS_UID, step.value()),
                            Commands.number(Commands.COMMAND_FIELD, CommandField.N_GET_RQ.code()),
                            Commands.number(Commands.MESSAGE_ID, 1),
                            Commands.number(Commands.DATA_SET_TYPE, Commands.NO_DATA_SET),
                            Commands.uid(Commands.REQUESTED_SOP_INSTANCE_UID, INSTANCE.value())),
                    Optional.empty());
            HeardResponse got = requestor.response(1);
            requestor.send(
                    1,
                    Commands.command(
                            Commands.uid(Commands.AFFECTED_SOP_CLASS_UID, step.value()),
                            Commands.number(Commands.COMMAND_FIELD, CommandField.N_CREATE_RQ.code()),
                            Commands.number(Commands.MESSAGE_ID, 2),
                            Commands.number(Commands.DATA_SET_TYPE, Commands.WITH_DATA_SET)),
                    Optional.of(DataSets.encode(attributes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)));
            HeardResponse created = requestor.response(2);
            requestor.release();

            assertThat(got.dataSet()).isEqualTo(attributes);
            assertThat(got.command().affectedSopInstanceUid()).contains(INSTANCE);
            assertThat(created.status()).isEqualTo(DimseStatus.DUPLICATE_SOP_INSTANCE);
        }
    }

    @Test
    void waitsForACancel() throws Exception {
        DataSet match = DataSet.builder().text(Tag.PATIENT_ID, "INV-1").build();
        Uid find = Uid.of("1.2.840.10008.5.1.4.1.2.2.1");
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onFind().respond(Reply.matches(match).untilCancelled());

            Processes.Result result =
                    run(pacs, "findscu", "-v", "-S", "--cancel", "1", "-k", "QueryRetrieveLevel=STUDY");

            assertThat(result.output()).contains("Received Final Find Response (Cancel");
            assertThat(pacs.operations())
                    .extracting(operation -> operation.commandField().orElseThrow())
                    .containsExactly(CommandField.C_FIND_RQ, CommandField.C_CANCEL_RQ);
            assertThat(pacs.operations().get(0).context().abstractSyntax()).isEqualTo(find);
        }
    }

    @Test
    void failsATestWithWhatItDidNotExpect() throws Exception {
        FakePacs pacs = FakePacs.start();
        pacs.onFind(RequestMatcher.callingAeTitle("SOMEBODY_ELSE")).respond(Reply.success());

        Processes.Result result = run(pacs, "findscu", "-v", "-S", "-k", "QueryRetrieveLevel=STUDY");

        assertThat(result.output()).contains("0x110");
        assertThatThrownBy(pacs::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("unexpected C-FIND-RQ")
                .hasMessageContaining("(0000,0002) Affected SOP Class UID: 1.2.840.10008.5.1.4.1.2.2.1")
                .hasMessageContaining("! not calling AE title SOMEBODY_ELSE");
    }

    @Test
    void answersGetscuWithInstances() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onGet()
                    .respond(Reply.instances(Instance.of(
                            SECONDARY_CAPTURE, INSTANCE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSetOf(file))));

            Processes.Result result = run(
                    pacs,
                    "getscu",
                    "-v",
                    "-S",
                    "-od",
                    directory.toString(),
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "StudyInstanceUID=1.2.826.0.1.3680043.8.498.2");

            assertThat(result.exitCode()).as("%s", result).isZero();
            try (var files = Files.list(directory)) {
                Path got = files.filter(path -> path.getFileName().toString().contains(INSTANCE.value()))
                        .findFirst()
                        .orElseThrow();
                assertThat(dataSetOf(got)).isEqualTo(dataSetOf(file));
            }
        }
    }

    @Test
    void movesInstancesToStorescp() throws Exception {
        try (FakePacs pacs = FakePacs.start();
                FakePacs destination = FakePacs.builder().aeTitle("DEST").start()) {
            pacs.destination("DEST", "localhost", destination.port());
            pacs.onMove()
                    .respond(Reply.instances(Instance.of(
                            SECONDARY_CAPTURE, INSTANCE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSetOf(file))));

            Processes.Result result = run(
                    pacs,
                    "movescu",
                    "-v",
                    "-S",
                    "-aem",
                    "DEST",
                    "-k",
                    "QueryRetrieveLevel=STUDY",
                    "-k",
                    "StudyInstanceUID=1.2.826.0.1.3680043.8.498.2");

            assertThat(result.exitCode()).as("%s", result).isZero();
            StoredInstance stored = destination.takeStored(PATIENCE);
            assertThat(stored.dataSetBytes()).isEqualTo(dataSetOf(file));
            assertThat(stored.operation()
                            .command()
                            .moveOriginatorAeTitle()
                            .orElseThrow()
                            .value())
                    .isEqualTo("MOVESCU");
        }
    }

    @Test
    void refusesToMoveToNobody() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onMove()
                    .respond(Reply.instances(Instance.of(
                            SECONDARY_CAPTURE, INSTANCE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, dataSetOf(file))));

            Processes.Result result =
                    run(pacs, "movescu", "-v", "-S", "-aem", "NOBODY", "-k", "QueryRetrieveLevel=STUDY");

            assertThat(result.output()).contains("MoveDestinationUnknown");
        }
    }

    @Test
    void answersOneAfterTheOther() throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            pacs.onEcho()
                    .respond(
                            Reply.status(DimseStatus.RESOURCE_LIMITATION),
                            Reply.status(DimseStatus.NOT_AUTHORIZED),
                            Reply.success());

            Processes.Result result = run(pacs, "echoscu", "-v", "--repeat", "4");

            assertThat(result.output()
                            .lines()
                            .filter(line -> line.contains("Received Echo Response"))
                            .toList())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("0x213"),
                            line -> assertThat(line).contains("0x124"),
                            line -> assertThat(line).contains("Success"),
                            line -> assertThat(line).contains("Success"));
        }
    }

    @Test
    void servesEchoscuOverTls() throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned();
        Path certificate = Files.writeString(directory.resolve("pacs.pem"), identity.certificatePem());
        try (FakePacs pacs = FakePacs.builder().tls(identity).start()) {
            Processes.Result result = run(pacs, "echoscu", "-v", "+tla", "+cf", certificate.toString());

            assertThat(result.output()).contains("Received Echo Response (Success)");
        }
    }
}
