package org.pacsscp.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.FileMetaInformation;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.json.DataSetJsonWriter;
import org.pacsscp.testkit.data.DataSets;

class WorklistDirectoryTest {
    private static final ScheduledStepReference STEP_1 = new ScheduledStepReference(Uid.of(Entries.ROOT + "1"), "SPS1");

    @TempDir
    Path path;

    private WorklistDirectory directory;

    @BeforeEach
    void open() throws IOException {
        directory = WorklistDirectory.open(path);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void readsWhatIsThere() throws IOException {
        write(path, "1.wl", Entries.numbered(1));
        Files.write(path.resolve("2.WL"), bare(Entries.numbered(2)));
        try (OutputStream out = Files.newOutputStream(path.resolve("3.json"))) {
            DataSetJsonWriter.create().write(Entries.numbered(3), out);
        }
        try (OutputStream out = Files.newOutputStream(path.resolve("4.json"))) {
            DataSetJsonWriter.create().writeAll(List.of(Entries.numbered(4), Entries.numbered(5)), out);
        }
        write(path, ".hidden.wl", Entries.numbered(6));
        write(path, "lockfile", Entries.numbered(7));
        Files.createDirectory(path.resolve("directory.wl"));
        directory.refresh();
        assertThat(found(step -> {})).containsExactlyInAnyOrder("SPS1", "SPS2", "SPS3", "SPS4", "SPS5");
    }

    @Test
    void seesWhatIsAddedChangedAndRemoved() throws IOException {
        write(path, "1.wl", Entries.numbered(1));
        await().untilAsserted(() -> assertThat(found(step -> {})).containsExactly("SPS1"));
        write(path, "1.wl", Entries.numbered(2));
        await().untilAsserted(() -> assertThat(found(step -> {})).containsExactly("SPS2"));
        Files.delete(path.resolve("1.wl"));
        await().untilAsserted(() -> assertThat(found(step -> {})).isEmpty());
    }

    @Test
    void passesOverWhatCannotBeReadUntilItChanges() throws IOException {
        Files.write(path.resolve("1.wl"), new byte[] {1, 2, 3});
        Files.writeString(path.resolve("2.json"), "{");
        write(path, "3.wl", Entries.numbered(3).without(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE));
        write(path, "4.wl", Entries.numbered(4));
        directory.refresh();
        assertThat(found(step -> {})).containsExactly("SPS4");
        write(path, "1.wl", Entries.numbered(1));
        directory.refresh();
        assertThat(found(step -> {})).containsExactlyInAnyOrder("SPS1", "SPS4");
    }

    @Test
    void findsByStationDayAndPatientInTheOrderOfTheirStart() throws IOException {
        write(path, "1.wl", Entries.numbered(1, step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1500")));
        write(
                path,
                "2.wl",
                Entries.numbered(2, step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261128")));
        write(path, "3.wl", Entries.numbered(3, step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_2", "CT_1")));
        write(path, "4.wl", Entries.numbered(4, step -> step.empty(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE)));
        directory.refresh();
        assertThat(found(step -> {})).containsExactly("SPS4", "SPS2", "SPS3", "SPS1");
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_2")))
                .containsExactly("SPS3");
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1", "CT_2")))
                .containsExactly("SPS4", "SPS2", "SPS3", "SPS1");
        assertThat(found(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129")))
                .containsExactly("SPS3", "SPS1");
        assertThat(found(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "-20261128")))
                .containsExactly("SPS4", "SPS2");
        assertThat(found(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129-20261128")))
                .isEmpty();
        assertThat(directory
                        .entries(WorklistQuery.of(
                                DataSet.builder().text(Tag.PATIENT_ID, "INV-3").build()))
                        .map(WorklistDirectoryTest::stepId))
                .containsExactly("SPS3");
    }

    @Test
    void setsTheStatusOfAStep() throws IOException {
        write(path, "1.wl", Entries.numbered(1));
        write(path, "2.wl", Entries.numbered(2, step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1300")));
        directory.refresh();
        directory.update(STEP_1, ScheduledStepStatus.STARTED);
        directory.update(new ScheduledStepReference(Uid.of("1.2.3"), "SPS1"), ScheduledStepStatus.DEPARTED);
        assertThat(directory.entries())
                .extracting(WorklistEntry::status)
                .containsExactly(Optional.of(ScheduledStepStatus.STARTED), Optional.empty());
        assertThat(found(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")))
                .hasSize(2);
    }

    @Test
    void asksForTheStatusOfWhatItReads() throws IOException {
        directory.close();
        directory = WorklistDirectory.builder(path)
                .interval(Duration.ofMillis(10))
                .statuses(step -> step.equals(STEP_1) ? Optional.of(ScheduledStepStatus.DEPARTED) : Optional.empty())
                .open();
        write(path, "1.wl", Entries.numbered(1));
        write(path, "2.wl", Entries.numbered(2));
        directory.refresh();
        assertThat(directory.entries())
                .extracting(WorklistEntry::status)
                .containsExactlyInAnyOrder(Optional.of(ScheduledStepStatus.DEPARTED), Optional.empty());
    }

    @Test
    void refusesWhatIsNoDirectory() {
        assertThatThrownBy(() -> WorklistDirectory.open(path.resolve("none"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> WorklistDirectory.builder(path).interval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> found(Consumer<DataSetBuilder> keys) {
        return directory
                .entries(WorklistQuery.of(Entries.identifier(keys)))
                .map(WorklistDirectoryTest::stepId)
                .toList();
    }

    private static String stepId(WorklistEntry entry) {
        return entry.step().text(Tag.SCHEDULED_PROCEDURE_STEP_ID).orElse("");
    }

    /** Writes a file as it should be written: under another name first. */
    private static void write(Path directory, String name, DataSet entry) throws IOException {
        Path whole = directory.resolve("." + name + ".part");
        DicomFile.of(
                        FileMetaInformation.of(
                                SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND,
                                Uid.of("1.2.3"),
                                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        entry)
                .write(whole);
        Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] bare(DataSet entry) {
        return DataSets.encode(entry, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }
}
