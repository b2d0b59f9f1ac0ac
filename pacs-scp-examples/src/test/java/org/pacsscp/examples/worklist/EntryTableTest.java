package org.pacsscp.examples.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.assertj.DicomAssertions;
import org.pacsscp.worklist.WorklistEntry;

class EntryTableTest {
    @TempDir
    Path directory;

    @Test
    void readsValuesSeparatedByCommas() throws IOException {
        List<EntryRow> rows = EntryTable.csv(
                "\uFEFFPatientName, PatientID\r\n\"Invented^A, \"\"B\"\"\",INV-1\r\n\n" + "\"two\nlines\",\n");
        assertThat(rows)
                .extracting(EntryRow::values)
                .containsExactly(
                        Map.of("PatientName", "Invented^A, \"B\"", "PatientID", "INV-1"),
                        Map.of("PatientName", "two\nlines", "PatientID", ""));
        assertThat(rows).extracting(EntryRow::number).containsExactly(1, 2);
        assertThat(EntryTable.csv("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A,B\n1\n", "A\n\"open", "A,B\n\"1\"2,3\n"})
    void saysWhatIsNoTable(String text) {
        assertThatThrownBy(() -> EntryTable.csv(text)).isInstanceOf(IOException.class);
    }

    @Test
    void readsObjects() throws IOException {
        assertThat(EntryTable.json("[{\"PatientID\": \"INV-1\", \"PatientWeight\": 70.5, \"PatientName\": null}]"))
                .extracting(EntryRow::values)
                .containsExactly(Map.of("PatientID", "INV-1", "PatientWeight", "70.5", "PatientName", ""));
        for (String text : List.of("{}", "[1]", "[{\"A\": []}]", "[", "")) {
            assertThatThrownBy(() -> EntryTable.json(text)).as(text).isInstanceOf(IOException.class);
        }
    }

    @Test
    void makesAnEntryThatLacksNothing() {
        EntryRow row = new EntryRow(
                7,
                Map.of(
                        "PatientName", "Müller^Jörg",
                        "PatientID", "INV-1",
                        "Modality", "CT",
                        "ScheduledStationAETitle", "CT_1\\CT_2",
                        "ScheduledProcedureStepStartDate", "20261129",
                        "ScheduledProcedureStepStartTime", "1200",
                        "AccessionNumber", " "));
        DataSet entry = row.dataSet();
        assertThat(WorklistEntry.of(entry))
                .singleElement()
                .satisfies(made -> assertThat(made.missing()).isEmpty());
        DicomAssertions.assertThat(entry)
                .hasText(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .hasText(Tag.PATIENT_NAME, "Müller^Jörg")
                .doesNotHaveElement(Tag.ACCESSION_NUMBER)
                .item(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, 0)
                .hasText(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1", "CT_2")
                .hasText(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS7");
        assertThat(row.dataSet()).isEqualTo(entry);
    }

    @Test
    void saysWhatIsWrongWithARow() {
        assertThatThrownBy(() -> new EntryRow(1, Map.of("Patient Name", "X")).dataSet())
                .hasMessageContaining("'Patient Name' is no keyword");
        assertThatThrownBy(() -> new EntryRow(3, Map.of("ScheduledProcedureStepStartDate", "tomorrow")).dataSet())
                .hasMessageStartingWith("row 3: ScheduledProcedureStepStartDate: ");
    }

    @Test
    void writesAFileForEachEntry() throws IOException {
        EntryFiles files = new EntryFiles(directory.resolve("made"));
        DataSet entry =
                new EntryRow(1, Map.of("StudyInstanceUID", "1.2.3", "ScheduledProcedureStepID", "A/1")).dataSet();
        files.write(entry);
        files.write(entry);
        try (Stream<Path> written = Files.list(directory.resolve("made"))) {
            assertThat(written).singleElement().asString().endsWith("1.2.3-A_1.wl");
        }
    }

    @Test
    void takesOnlyTables() {
        assertThatThrownBy(() -> EntryTable.read(directory.resolve("table.xls")))
                .hasMessageContaining("neither in .csv nor in .json");
    }
}
