package org.pacsscp.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.status.FindStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.action.ActionTester;
import org.pacsscp.testkit.action.Outcome;
import org.pacsscp.testkit.action.TestRequest;
import org.pacsscp.testkit.assertj.DicomAssertions;
import org.pacsscp.testkit.data.DataSets;

/** PS3.4 Annex K, with the entries of a list. */
class WorklistHandlerTest {
    private final List<DataSet> entries = new ArrayList<>();
    private WorklistHandler handler = WorklistHandler.of(WorklistSource.of(() -> entries));

    /** Table K.6-1: the kind of matching of each required key, inside of the step and outside, asked of an entry that has it all. */
    @ParameterizedTest(name = "{0} = \"{1}\" matches: {2}")
    @CsvSource({
        "ScheduledStationAETitle, CT_1, true",
        "ScheduledStationAETitle, CT_2, false",
        "ScheduledStationAETitle, CT_?, false",
        "ScheduledStationAETitle, CT*, false",
        "ScheduledStationAETitle, *, true",
        "ScheduledStationAETitle, ct_1, false",
        "Modality, CT, true",
        "Modality, MR, false",
        "Modality, C?, false",
        "Modality, CT\\MR, true",
        "ScheduledProcedureStepStartDate, 20261129, true",
        "ScheduledProcedureStepStartDate, 20261130, false",
        "ScheduledProcedureStepStartDate, 20261101-20261130, true",
        "ScheduledProcedureStepStartDate, -20261128, false",
        "ScheduledProcedureStepStartDate, 20261129-, true",
        "ScheduledProcedureStepStartTime, 120000, true",
        "ScheduledProcedureStepStartTime, 1130, false",
        "ScheduledProcedureStepStartTime, 1100-1230, true",
        "ScheduledProcedureStepStartTime, 1201-, false",
        "ScheduledPerformingPhysicianName, Invented^Doctor, true",
        "ScheduledPerformingPhysicianName, INVENTED^DOC*, true",
        "ScheduledPerformingPhysicianName, ?octor, false",
        "ScheduledProcedureStepDescription, He?d, true",
        "ScheduledProcedureStepID, SPS1, true",
        "PatientName, Invented^Patient1, true",
        "PatientName, Inv*, true",
        "PatientName, Other*, false",
        "PatientID, INV-1, true",
        "PatientID, INV*, false",
        "PatientID, INV-2, false",
        "AccessionNumber, A1, false",
        "StudyInstanceUID, 1.2.826.0.1.3680043.8.498.1.1, true",
        "StudyInstanceUID, 1.2.826.0.1.3680043.8.498.1.2\\1.2.826.0.1.3680043.8.498.1.1, true",
        "RequestedProcedureDescription, H*, true",
    })
    void matchesAsTheTableHasIt(String keyword, String value, boolean matches) {
        entries.add(Entries.numbered(1));
        int tag = Dictionary.standard().find(keyword).orElseThrow().tag();
        boolean inStep = !keyword.startsWith("Patient")
                && entries.get(0)
                        .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE)
                        .get(0)
                        .contains(tag);
        Outcome outcome = find(
                inStep
                        ? Entries.identifier(step -> step.text(tag, value.split("\\\\")))
                        : Entries.identifier(step -> {}).with(keys -> keys.text(tag, value.split("\\\\"))));
        assertThat(outcome.pending()).hasSize(matches ? 1 : 0);
        DicomAssertions.assertThat(outcome.last()).isSuccess();
    }

    /** K.2.2.1.1.1, the opposite of query/retrieve. */
    @ParameterizedTest
    @ValueSource(ints = {Tag.SCHEDULED_STATION_AE_TITLE, Tag.MODALITY, Tag.SCHEDULED_PERFORMING_PHYSICIAN_NAME})
    void doesNotMatchWhatIsEmpty(int tag) {
        entries.add(Entries.numbered(1, step -> step.empty(tag)));
        assertThat(find(Entries.identifier(step -> step.text(tag, "X"))).pending())
                .isEmpty();
        assertThat(find(Entries.identifier(step -> step.empty(tag))).pending()).hasSize(1);
    }

    /** Table K.6-1: "July 5 to July 7 and 10am to 6pm specifies the time period starting on July 5, 10am until July 7, 6pm". */
    @ParameterizedTest
    @CsvSource({
        "20260705, 0959, false",
        "20260705, 1000, true",
        "20260706, 0300, true",
        "20260706, 2300, true",
        "20260707, 1800, true",
        "20260707, 1801, false"
    })
    void joinsDateAndTime(String date, String time, boolean matches) {
        entries.add(Entries.numbered(
                1,
                step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, date)
                        .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, time)));
        Outcome outcome =
                find(Entries.identifier(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20260705-20260707")
                        .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1000-1800")));
        assertThat(outcome.pending()).hasSize(matches ? 1 : 0);
    }

    @Test
    void answersWhatIsAskedForAndFillsUp() {
        entries.add(Entries.numbered(1));
        DataSet identifier = Entries.identifier(step -> step.empty(Tag.PRE_MEDICATION)
                        .empty(Tag.SCHEDULED_STATION_NAME)
                        .empty(Tag.MODALITY))
                .with(keys -> keys.empty(Tag.ACCESSION_NUMBER).empty(Tag.REFERENCED_STUDY_SEQUENCE));
        DataSet answer = find(identifier).pending().get(0).dataSet();
        DicomAssertions.assertThat(answer)
                .hasText(Tag.PATIENT_ID, "INV-1")
                .hasEmpty(Tag.ACCESSION_NUMBER)
                .hasEmpty(Tag.REFERENCED_STUDY_SEQUENCE)
                .doesNotHaveElement(Tag.PATIENT_NAME)
                .item(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, 0)
                .hasText(Tag.MODALITY, "CT")
                .hasText(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS1")
                .hasEmpty(Tag.PRE_MEDICATION)
                .hasEmpty(Tag.SCHEDULED_STATION_NAME)
                .doesNotHaveElement(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION);
    }

    @Test
    void answersTheWholeStepToAnEmptyItem() {
        entries.add(Entries.numbered(1));
        for (DataSet identifier : List.of(
                DataSet.builder()
                        .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, DataSet.empty())
                        .build(),
                DataSet.builder().empty(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE).build())) {
            DicomAssertions.assertThat(find(identifier).pending().get(0).dataSet())
                    .item(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, 0)
                    .hasText(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, "Head");
        }
    }

    /** K.6.1.2.1: one response for each scheduled procedure step. */
    @Test
    void answersEachStepByItself() {
        DataSet first = Entries.numbered(1)
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE)
                .get(0);
        DataSet second = first.with(step ->
                step.text(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS2").text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_2"));
        entries.add(Entries.numbered(1)
                .with(elements -> elements.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, first, second)));
        assertThat(steps(find(Entries.identifier(step -> {})))).containsExactly("SPS1", "SPS2");
        assertThat(steps(find(Entries.identifier(step -> step.text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_2")))))
                .containsExactly("SPS2");
    }

    @Test
    void keepsCharacterSets() {
        entries.add(DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .addAll(Entries.numbered(1))
                .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .text(Tag.PATIENT_NAME, "Wang^XiaoDong=王^小东")
                .build());
        DataSet identifier = DataSet.builder()
                .text(Tag.SPECIFIC_CHARACTER_SET, "GB18030")
                .text(Tag.PATIENT_NAME, "*=王*")
                .build();
        DicomAssertions.assertThat(find(identifier).pending().get(0).dataSet())
                .hasText(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .hasText(Tag.PATIENT_NAME, "Wang^XiaoDong=王^小东");
    }

    @Test
    void refusesKeysThatCannotBeRead() {
        entries.add(Entries.numbered(1));
        byte[] identifier = DataSets.encode(
                Entries.identifier(step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1234")),
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        byte[] noTime = new String(identifier, StandardCharsets.ISO_8859_1)
                .replace("1234", "NOON")
                .getBytes(StandardCharsets.ISO_8859_1);
        Outcome outcome = ActionTester.of(handler)
                .call(TestRequest.find(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, DataSet.empty())
                        .dataSetBytes(noTime));
        assertThat(outcome.last().status().code()).isEqualTo(FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.code());
        assertThat(outcome.last().command().bytes(CommandTag.OFFENDING_ELEMENT))
                .hasValue(new byte[] {0x40, 0x00, 0x03, 0x00});
    }

    /** Table K.6-1: the sequence "shall contain only a single Item". */
    @Test
    void refusesTwoStepsInOneQuery() {
        DataSet identifier = DataSet.builder()
                .sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder().text(Tag.MODALITY, "CT").build(),
                        DataSet.builder().text(Tag.MODALITY, "MR").build())
                .build();
        assertThat(find(identifier).last().status().code())
                .isEqualTo(FindStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS.code());
    }

    @Test
    void stopsWhenCancelled() {
        IntStream.range(0, 100).forEach(number -> entries.add(Entries.numbered(number)));
        Outcome outcome = ActionTester.of(handler)
                .call(TestRequest.find(
                                SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, Entries.identifier(step -> {}))
                        .cancellingAfter(3));
        // Some are sent together.
        assertThat(outcome.pending()).hasSizeBetween(3, 50);
        DicomAssertions.assertThat(outcome.last()).hasStatus(FindStatus.CANCELED);
    }

    @Test
    void saysThatThereAreMoreThanItMayAnswer() {
        IntStream.range(0, 3).forEach(number -> entries.add(Entries.numbered(number)));
        handler = WorklistHandler.builder(WorklistSource.of(() -> entries))
                .maxMatches(2)
                .build();
        Outcome outcome = find(Entries.identifier(step -> {}));
        assertThat(outcome.pending()).hasSize(2);
        DicomAssertions.assertThat(outcome.last()).hasStatus(FindStatus.OUT_OF_RESOURCES);
        entries.remove(0);
        DicomAssertions.assertThat(find(Entries.identifier(step -> {})).last()).isSuccess();
        assertThatThrownBy(
                        () -> WorklistHandler.builder(query -> Stream.empty()).maxMatches(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hidesWhatIsDoneUnlessAskedFor() {
        entries.add(Entries.numbered(1, status("DEPARTED")));
        entries.add(Entries.numbered(2, status("STARTED")));
        entries.add(Entries.numbered(3, status("OWN TERM")));
        assertThat(steps(find(Entries.identifier(step -> {})))).containsExactly("SPS2", "SPS3");
        assertThat(steps(find(Entries.identifier(status("DEPARTED"))))).containsExactly("SPS1");
        handler =
                WorklistHandler.builder(WorklistSource.of(() -> entries)).hide().build();
        assertThat(steps(find(Entries.identifier(step -> {})))).hasSize(3);
    }

    private static Consumer<DataSetBuilder> status(String value) {
        return step -> step.text(Tag.SCHEDULED_PROCEDURE_STEP_STATUS, value);
    }

    @Test
    void tellsThePeerThatTheSourceFails() {
        handler = WorklistHandler.of(query -> {
            throw new IOException("the database is gone");
        });
        DicomAssertions.assertThat(find(Entries.identifier(step -> {})).last())
                .hasStatus(FindStatus.unableToProcess(1))
                .hasErrorComment("the worklist cannot be read");
        handler = WorklistHandler.of(query -> Stream.generate(() -> {
            throw new UncheckedIOException(new IOException("the database is gone"));
        }));
        DicomAssertions.assertThat(find(Entries.identifier(step -> {})).last())
                .hasStatus(FindStatus.unableToProcess(1));
    }

    @Test
    void tellsThePeerThatItsIdentifierIsNone() {
        Outcome outcome = ActionTester.of(handler)
                .call(TestRequest.find(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, DataSet.empty())
                        .dataSetBytes(new byte[] {8, 0, 5, 0, (byte) 0xFF, 0, 0, 0, 1}));
        assertThat(outcome.last().status().code()).isEqualTo(0xC000);
        assertThat(outcome.last().status().category()).isEqualTo(DimseStatus.Category.FAILURE);
    }

    /** K.5.1: three bytes or four, the first two always 1; fuzzy names and timezone adjustment are turned down. */
    @ParameterizedTest
    @CsvSource({"1 1 1, 1 1 0", "1 1 0, 1 1 0", "1 1 1 1, 1 1 0 0", "1 1 0 1 1, 1 1 0 0", "0 0 1, 1 1 0"})
    void turnsDownWhatItDoesNotDo(String offered, String answered) {
        assertThat(handler.negotiate(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, bytes(offered)))
                .hasValueSatisfying(answer -> assertThat(answer).containsExactly(bytes(answered)));
    }

    @Test
    void doesNotAnswerAnItemThatIsTooShort() {
        assertThat(handler.negotiate(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, bytes("1 1")))
                .isEmpty();
    }

    private static byte[] bytes(String numbers) {
        String[] parts = numbers.split(" ", -1);
        byte[] bytes = new byte[parts.length];
        Arrays.setAll(new Object[parts.length], i -> bytes[i] = Byte.parseByte(parts[i]));
        return bytes;
    }

    private Outcome find(DataSet identifier) {
        return ActionTester.of(handler)
                .call(TestRequest.find(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, identifier));
    }

    private static List<String> steps(Outcome outcome) {
        return outcome.pending().stream()
                .map(response -> response.dataSet()
                        .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE)
                        .get(0)
                        .text(Tag.SCHEDULED_PROCEDURE_STEP_ID)
                        .orElse(""))
                .toList();
    }
}
