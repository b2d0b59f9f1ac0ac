package org.pacsscp.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.WithFakePacs;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Instance;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.pacs.RecordedOperation;
import org.pacsscp.testkit.pacs.Reply;
import org.pacsscp.testkit.pacs.StoredInstance;

/**
 * What the commands ask of a PACS that remembers, and what they say of it: status, standard output, standard error. All patients
 * are invented. Alone, since one test changes the standard input.
 */
@Isolated
@WithFakePacs(aeTitle = "ARCHIVE")
class CallCommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ARCHIVE = "--called-ae-title=ARCHIVE";

    private final InventedStudy study = Invention.ofSeed(7).study(2, Modality.CT, Modality.MR);
    private final String studyKey = "--key=StudyInstanceUID=" + study.uid();

    @TempDir
    Path directory;

    private static String at(FakePacs pacs) {
        return "localhost:" + pacs.port();
    }

    private static String name(FakePacs pacs) {
        return "ARCHIVE at " + at(pacs);
    }

    private Path file(DataSet image) throws IOException {
        Path path = directory.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
        DicomFile.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(path);
        return path;
    }

    private List<Path> files() throws IOException {
        for (DataSet image : study.instances()) {
            file(image);
        }
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void echoes(FakePacs pacs) {
        CommandLineRun run = CommandLineRun.of("echo", at(pacs), ARCHIVE, "--calling-ae-title=CT_1");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines()).singleElement().asString().matches(name(pacs) + " answered C-ECHO in \\d+\\.\\d ms");
        assertThat(run.err()).isEmpty();
        assertThat(pacs.takeOperation(PATIENCE).callingAeTitle()).isEqualTo("CT_1");
    }

    @Test
    void echoesForAProgram(FakePacs pacs) {
        CommandLineRun run = CommandLineRun.of("echo", at(pacs), ARCHIVE, "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines())
                .singleElement()
                .asString()
                .matches("\\{\"calledAeTitle\":\"ARCHIVE\",\"host\":\"localhost\",\"port\":" + pacs.port()
                        + ",\"milliseconds\":[0-9.E-]+}");
    }

    @Test
    void tellsThatAnEchoIsRefused(FakePacs pacs) {
        pacs.onEcho().respond(Reply.status(DimseStatus.NOT_AUTHORIZED));

        CommandLineRun run = CommandLineRun.of("echo", at(pacs), ARCHIVE);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly(name(pacs) + " answered C-ECHO 0124H");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void storesFilesAndDirectories(FakePacs pacs) throws IOException {
        List<Path> files = files();
        Path below = Files.createDirectory(directory.resolve("below"));
        Files.move(files.get(0), below.resolve("image"));

        CommandLineRun run = CommandLineRun.of("store", at(pacs), ARCHIVE, below, files.get(1), files.get(2));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines())
                .singleElement()
                .asString()
                .matches("stored 3 of 3 with " + name(pacs) + " in \\d+\\.\\d{3} s");
        assertThat(run.err()).isEmpty();
        assertThat(pacs.takeStored(3, PATIENCE)).hasSize(3);
        assertThat(pacs.associations()).hasSize(1);
    }

    @Test
    void storesTheStandardInput(FakePacs pacs) throws IOException {
        DataSet image = study.instances().get(0);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(file(image))));
        try {
            CommandLineRun run = CommandLineRun.of("store", at(pacs), ARCHIVE, "-");
            assertThat(run.status()).as(run.err()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(pacs.takeStored(PATIENCE).dataSet()).isEqualTo(image);
    }

    @Test
    void storesOverSeveralAssociations(FakePacs pacs) throws IOException {
        Invention invention = Invention.ofSeed(8);
        for (int i = 0; i < 12; i++) {
            file(invention.image(Modality.CT));
        }

        CommandLineRun run = CommandLineRun.of("store", at(pacs), ARCHIVE, "--associations=3", directory);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(pacs.takeStored(12, PATIENCE))
                .extracting(StoredInstance::sopInstance)
                .doesNotHaveDuplicates();
        assertThat(pacs.associations()).hasSizeBetween(1, 3);
    }

    @Test
    void tellsWhatWasNotStoredAndWhy(FakePacs pacs) throws IOException {
        pacs.onStore()
                .respond(
                        Reply.status(StorageStatus.OUT_OF_RESOURCES),
                        Reply.status(StorageStatus.COERCION_OF_DATA_ELEMENTS),
                        Reply.success());
        List<Path> files = files();
        Path missing = directory.resolve("missing.dcm");
        Path text = Files.writeString(directory.resolve("notes.txt"), "no instance");

        CommandLineRun run = CommandLineRun.of(
                "store", at(pacs), ARCHIVE, missing, text, files.get(0), files.get(1), files.get(2), files.get(3));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(missing + ": no such file"),
                        line -> assertThat(line).startsWith(text + ": "),
                        line -> assertThat(line).isEqualTo(files.get(0) + ": " + name(pacs) + " answered A700H"),
                        line -> assertThat(line).isEqualTo(files.get(1) + ": " + name(pacs) + " answered B000H"));
        assertThat(run.outLines())
                .singleElement()
                .asString()
                .matches("stored 3 of 6 with .* s, 1 with a warning, 3 failed");
    }

    @Test
    void tellsAProgramWhatBecameOfEach(FakePacs pacs) throws IOException {
        pacs.onStore().respond(Reply.status(StorageStatus.OUT_OF_RESOURCES), Reply.success());
        List<Path> files = files();
        Path missing = directory.resolve("missing.dcm");

        CommandLineRun run =
                CommandLineRun.of("store", at(pacs), ARCHIVE, "--json", files.get(0), files.get(1), missing);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"source\":\"") && line.endsWith("\"}"))
                .anyMatch(line -> line.contains(missing.toString())
                        && line.contains("\"outcome\":\"UNREADABLE\",\"explanation\":\"no such file\"")
                        && !line.contains("sopInstanceUid"))
                .anyMatch(line -> line.contains(files.get(0).toString())
                        && line.contains("\"outcome\":\"REFUSED\",\"status\":\"A700\""))
                .anyMatch(line -> line.contains(files.get(1).toString())
                        && line.contains("\"sopClassUid\":\"1.2.840.10008.5.1.4.1.1.")
                        && line.contains("\"outcome\":\"STORED\",\"status\":\"0000\""));
    }

    @Test
    void tellsThatThereIsNothingToStore(FakePacs pacs) {
        CommandLineRun run = CommandLineRun.of("store", at(pacs), ARCHIVE, directory);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly(directory + ": no files in it");
        assertThat(run.out()).isEmpty();
        assertThat(pacs.associations()).isEmpty();
    }

    @Test
    void tellsThatAnAssociationEndedEarly(FakePacs pacs) throws IOException {
        pacs.inject(Fault.at(Place.REQUEST, new Effect.Reset())
                .on(CommandField.C_STORE_RQ)
                .after(1));
        files();

        CommandLineRun run = CommandLineRun.of("store", at(pacs), ARCHIVE, directory);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .singleElement()
                .asString()
                .contains(".dcm: the association with " + name(pacs) + " ended before it answered C-STORE");
        assertThat(run.out()).contains("stored 3 of 4", "1 failed");
    }

    @Test
    void findsStudies(FakePacs pacs) {
        pacs.onFind().respondFrom(study.attributes());

        CommandLineRun run = CommandLineRun.of(
                "find",
                at(pacs),
                ARCHIVE,
                "--key=PatientID=" + study.patient().id(),
                "--key=PatientName",
                "--key=StudyDate=19000101-");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines())
                .contains(
                        "StudyInstanceUID=" + study.uid(),
                        "PatientID=" + study.patient().id(),
                        "PatientName="
                                + study.attributes().text(Tag.PATIENT_NAME).orElseThrow())
                .last()
                .isEqualTo("# 1 match");
        assertThat(run.err()).isEmpty();
        RecordedOperation find = pacs.takeOperation(PATIENCE);
        assertThat(find.dataSet().text(Tag.QUERY_RETRIEVE_LEVEL)).contains("STUDY");
        assertThat(find.dataSet().text(Tag.STUDY_DATE)).contains("19000101-");
    }

    @Test
    void findsEntriesOfAWorklist(FakePacs pacs) {
        DataSet entry = DataSet.builder()
                .text(Tag.PATIENT_ID, "INV=1")
                .sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder().text(Tag.MODALITY, "CT").build())
                .build();
        pacs.onFind().respondMatches(entry, entry);

        CommandLineRun run = CommandLineRun.of(
                "find",
                at(pacs),
                ARCHIVE,
                "--root",
                "worklist",
                "--key",
                "PatientID=INV=1",
                "--key",
                "ScheduledProcedureStepSequence[0].Modality=CT");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines())
                .containsSubsequence(
                        "PatientID=INV=1",
                        "ScheduledProcedureStepSequence[0].Modality=CT",
                        "",
                        "PatientID=INV=1",
                        "# 2 matches");
        RecordedOperation find = pacs.takeOperation(PATIENCE);
        assertThat(find.command().affectedSopClassUid()).contains(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND);
        assertThat(find.dataSet()).isEqualTo(entry);
    }

    @Test
    void findsForAProgram(FakePacs pacs) {
        DataSet one = DataSet.builder().text(Tag.PATIENT_ID, "INV-1").build();
        DataSet other = DataSet.builder().text(Tag.PATIENT_ID, "INV-2").build();
        pacs.onFind().respondMatches(one, other);

        CommandLineRun run = CommandLineRun.of("find", at(pacs), ARCHIVE, "--root=patient", "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines())
                .containsExactly(
                        "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"INV-1\"]}}",
                        "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"INV-2\"]}}");
    }

    @Test
    void findsNothing(FakePacs pacs) {
        pacs.onFind().respondMatches();
        assertThat(CommandLineRun.of("find", at(pacs), ARCHIVE))
                .isEqualTo(new CommandLineRun(0, "# 0 matches" + System.lineSeparator(), ""));
        assertThat(CommandLineRun.of("find", at(pacs), ARCHIVE, "--json")).isEqualTo(new CommandLineRun(0, "", ""));
    }

    @Test
    void tellsThatASearchIsRefused(FakePacs pacs) {
        pacs.onFind().respond(Reply.status(FindStatus.OUT_OF_RESOURCES));

        CommandLineRun run = CommandLineRun.of("find", at(pacs), ARCHIVE);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).containsExactly(name(pacs) + " answered C-FIND A700H");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void goesOnAfterAMatchThatCannotBeRead(FakePacs pacs) {
        DataSet match = DataSet.builder().text(Tag.PATIENT_ID, "INV-1").build();
        pacs.onFind()
                .respond(Reply.success().pendingBytes(new byte[] {1, 2, 3, 4}).pending(match));

        CommandLineRun run = CommandLineRun.of("find", at(pacs), ARCHIVE, "--json");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines()).singleElement().asString().contains("a match that cannot be read");
        assertThat(run.outLines()).hasSize(1);
    }

    @Test
    void tellsThatNotAllKeysAreMatched(FakePacs pacs) {
        pacs.onFind().respond(Reply.success().pending(DimseStatus.PENDING_WITH_WARNING));

        CommandLineRun run = CommandLineRun.of("find", at(pacs), ARCHIVE);

        assertThat(run.err()).contains("does not match by all of these keys");
    }

    @Test
    void moves(FakePacs pacs) throws IOException {
        try (FakePacs destination = FakePacs.builder().aeTitle("WORKSTATION").start()) {
            pacs.destination("WORKSTATION", "localhost", destination.port());
            pacs.onMove()
                    .respond(Reply.instances(
                            study.instances().stream().map(Instance::of).toList()));

            CommandLineRun run = CommandLineRun.of("move", at(pacs), ARCHIVE, "--destination=WORKSTATION", studyKey);

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.outLines()).containsExactly(name(pacs) + " to WORKSTATION: 4 sent, 0 failed");
            assertThat(run.err()).isEmpty();
            assertThat(destination.takeStored(4, PATIENCE)).hasSize(4);
        }
    }

    @Test
    void tellsWhatAMoveHasFailedWith(FakePacs pacs) {
        DataSet failed = DataSet.builder()
                .uid(Tag.FAILED_SOP_INSTANCE_UID_LIST, Uid.of("1.2.3"), Uid.of("1.2.4"))
                .build();
        pacs.onMove()
                .respond(Reply.status(RetrieveStatus.MOVE_DESTINATION_UNKNOWN).dataSet(failed));

        CommandLineRun run = CommandLineRun.of("move", at(pacs), ARCHIVE, "--destination=NOBODY", studyKey);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly(name(pacs) + " answered C-MOVE A801H", "failed: 1.2.3", "failed: 1.2.4");
        assertThat(run.out()).isEmpty();
        CommandLineRun json = CommandLineRun.of("move", at(pacs), ARCHIVE, "--destination=NOBODY", studyKey, "--json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.outLines()).containsExactly("{\"status\":\"A801\",\"failedInstances\":[\"1.2.3\",\"1.2.4\"]}");
    }

    @Test
    void getsIntoADirectory(FakePacs pacs) throws IOException {
        pacs.onGet()
                .respond(Reply.instances(
                        study.instances().stream().map(Instance::of).toList()));
        Path received = directory.resolve("received");

        CommandLineRun run = CommandLineRun.of("get", at(pacs), ARCHIVE, "--directory", received, studyKey, "--json");

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.outLines())
                .containsExactly("{\"status\":\"0000\",\"completed\":4,\"warning\":0,\"failed\":0,\"remaining\":0,"
                        + "\"failedInstances\":[]}");
        for (DataSet instance : study.instances()) {
            Path file = received.resolve(instance.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
            assertThat(DicomFile.read(file).dataSet()).isEqualTo(instance);
        }
    }

    @Test
    void tellsThatTheDirectoryCannotBeMade(FakePacs pacs) {
        Path nowhere = directory.resolve("no directory").resolve("received");

        CommandLineRun run = CommandLineRun.of("get", at(pacs), ARCHIVE, "--directory", nowhere, studyKey);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly(nowhere + " cannot be made: no such file; make it, or give another --directory");
        assertThat(pacs.associations()).isEmpty();
    }

    @Test
    void tellsWhatCouldNotBeKept(FakePacs pacs) throws IOException {
        DataSet image = study.instances().get(0);
        Path received = Files.createDirectory(directory.resolve("received"));
        String uid = image.text(Tag.SOP_INSTANCE_UID).orElseThrow();
        // A directory with something in it is not replaced by a file.
        Files.createDirectories(received.resolve(uid + ".dcm").resolve("in the way"));
        pacs.onGet().respond(Reply.instances(Instance.of(image)));

        CommandLineRun run = CommandLineRun.of("get", at(pacs), ARCHIVE, "--directory", received, studyKey);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("1 failed", "refused: " + uid + ": A700H (the file cannot be written)");
    }

    @Test
    void storesWhatItHasGot(FakePacs pacs) throws IOException {
        Invention invention = Invention.ofSeed(9);
        List<Instance> instances = IntStream.range(0, 5)
                .mapToObj(i -> Instance.of(invention.image(Modality.CT)))
                .toList();
        pacs.onGet().respond(Reply.instances(instances));

        assertThat(CommandLineRun.of("get", at(pacs), ARCHIVE, "--directory", directory, studyKey)
                        .status())
                .isZero();
        assertThat(CommandLineRun.of("store", at(pacs), ARCHIVE, directory).status())
                .isZero();

        assertThat(pacs.takeStored(5, PATIENCE)).hasSize(5);
    }
}
