package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InformationModel;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

class QuestionTest {
    private static Question question(QueryRoot root, @Nullable QueryLevel level, String... keys) {
        return new Question(
                root,
                Optional.ofNullable(level),
                Arrays.stream(keys).map(Key::parse).toList());
    }

    @Test
    void searchesStudiesInTheStudyRootAndPatientsInThePatientRoot() {
        Identifier studies = question(QueryRoot.STUDY, null, "PatientID=P1", "StudyDescription")
                .search();
        assertThat(studies.model()).isEqualTo(InformationModel.STUDY_ROOT);
        assertThat(studies.level()).contains(QueryLevel.STUDY);
        assertThat(studies.keys())
                .isEqualTo(DataSet.builder()
                        .text(Tag.PATIENT_ID, "P1")
                        .empty(Tag.STUDY_DESCRIPTION)
                        .build());
        Identifier patients = question(QueryRoot.PATIENT, null).search();
        assertThat(patients.model()).isEqualTo(InformationModel.PATIENT_ROOT);
        assertThat(patients.level()).contains(QueryLevel.PATIENT);
    }

    @Test
    void searchesTheWorklistWithKeysInSequences() {
        Identifier worklist = question(
                        QueryRoot.WORKLIST,
                        null,
                        "PatientName",
                        "ScheduledProcedureStepSequence[0].Modality=CT",
                        "ScheduledProcedureStepSequence[0].ScheduledStationAETitle",
                        "ScheduledProcedureStepSequence[0].ScheduledProtocolCodeSequence[0].CodeValue")
                .search();
        assertThat(worklist.level()).isEmpty();
        assertThat(worklist.keys())
                .isEqualTo(DataSet.builder()
                        .empty(Tag.PATIENT_NAME)
                        .sequence(
                                Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                                DataSet.builder()
                                        .text(Tag.MODALITY, "CT")
                                        .empty(Tag.SCHEDULED_STATION_AE_TITLE)
                                        .sequence(
                                                Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE,
                                                DataSet.builder()
                                                        .empty(Tag.CODE_VALUE)
                                                        .build())
                                        .build())
                        .build());
    }

    @Test
    void encodesWhatIsBeyondAsciiInUtf8UnlessTold() {
        DataSet inUtf8 = question(QueryRoot.STUDY, null, "PatientName=Mu\u0308ller^A")
                .search()
                .keys();
        assertThat(inUtf8.text(Tag.SPECIFIC_CHARACTER_SET)).contains("ISO_IR 192");
        DataSet inLatin1 = question(
                        QueryRoot.STUDY, null, "PatientName=M\u00fcller^A", "SpecificCharacterSet=ISO_IR 100")
                .search()
                .keys();
        assertThat(inLatin1.text(Tag.SPECIFIC_CHARACTER_SET)).contains("ISO_IR 100");
        assertThat(inLatin1.text(Tag.PATIENT_NAME)).contains("M\u00fcller^A");
    }

    @Test
    void makesNumbersAndSeveralValues() {
        DataSet keys = question(
                        QueryRoot.STUDY,
                        QueryLevel.IMAGE,
                        "StudyInstanceUID=1.2",
                        "SeriesInstanceUID=1.3",
                        "SOPInstanceUID=1.4\\1.5",
                        "Rows=512",
                        "InstanceNumber=7")
                .search()
                .keys();
        assertThat(keys.texts(Tag.SOP_INSTANCE_UID)).containsExactly("1.4", "1.5");
        assertThat(keys.integer(Tag.ROWS)).hasValue(512);
        assertThat(keys.text(Tag.INSTANCE_NUMBER)).contains("7");
    }

    @ParameterizedTest
    @CsvSource({
        "STUDY, PATIENT, , give --root patient",
        "WORKLIST, STUDY, , leave --level out",
        "STUDY, SERIES, , --key StudyInstanceUID=VALUE",
        "STUDY, SERIES, StudyInstanceUID=, --key StudyInstanceUID=VALUE",
        "STUDY, IMAGE, StudyInstanceUID=1.2, --key SeriesInstanceUID=VALUE",
        "STUDY, SERIES, StudyInstanceUID=1.2\\1.3, one StudyInstanceUID",
        "PATIENT, STUDY, PatientID=P*, --key PatientID=VALUE",
        "STUDY, STUDY, Rows=many, whole number",
        "STUDY, STUDY, PixelData=1, has bytes",
        "STUDY, STUDY, StudyInstanceUID=one, '(0020,000D)'"
    })
    void saysWhatIsWrongWithASearch(QueryRoot root, QueryLevel level, @Nullable String key, String explanation) {
        String[] keys = key == null ? new String[0] : new String[] {key};
        assertThatThrownBy(() -> question(root, level, keys).search())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(explanation);
    }

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() -> question(QueryRoot.STUDY, null, "PatientID=A", "PatientID=B")
                        .search())
                .hasMessageContaining("PatientID is given twice");
    }

    @Test
    void retrievesByUniqueKeys() {
        Identifier series = question(
                        QueryRoot.STUDY, QueryLevel.SERIES, "StudyInstanceUID=1.2", "SeriesInstanceUID=1.3\\1.4")
                .retrieval();
        assertThat(series.level()).contains(QueryLevel.SERIES);
        assertThat(series.keys().texts(Tag.SERIES_INSTANCE_UID)).containsExactly("1.3", "1.4");
        assertThat(question(QueryRoot.PATIENT, QueryLevel.PATIENT, "PatientID=P1")
                        .retrieval()
                        .model())
                .isEqualTo(InformationModel.PATIENT_ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "WORKLIST, , PatientID=P1, nothing can be retrieved",
        "STUDY, , PatientID=P1, 'only unique keys, StudyInstanceUID, and not PatientID'",
        "STUDY, , SeriesInstanceUID=1.3, and not SeriesInstanceUID",
        "STUDY, , StudyInstanceUID, --key StudyInstanceUID=VALUE",
        "STUDY, , StudyInstanceUID=*, --key StudyInstanceUID=VALUE",
        "STUDY, SERIES, SeriesInstanceUID=1.3, --key StudyInstanceUID=VALUE",
        "PATIENT, , StudyInstanceUID=1.2, --key PatientID=VALUE",
        "PATIENT, PATIENT, PatientID=A\\B, one PatientID"
    })
    void saysWhatIsWrongWithARetrieval(QueryRoot root, @Nullable QueryLevel level, String key, String explanation) {
        assertThatThrownBy(() -> question(root, level, key).retrieval())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(explanation);
    }

    @Test
    void needsAKeyToRetrieveBy() {
        assertThatThrownBy(() -> new Question(QueryRoot.STUDY, Optional.empty(), List.of()).retrieval())
                .hasMessageContaining("--key StudyInstanceUID=VALUE");
    }
}
