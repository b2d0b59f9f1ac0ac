package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

class IdentifierTest {
    private static final Uid STUDY = Uid.of("2.25.1");
    private static final Uid SERIES = Uid.of("2.25.2");
    private static final Uid IMAGE = Uid.of("2.25.3");

    @Test
    void saysItsLevelAndAsksForItsUniqueKey() {
        DataSet keys = Identifier.studyRoot(QueryLevel.STUDY)
                .key(Tag.PATIENT_ID, "P*")
                .key(Tag.STUDY_DATE, "20260101-")
                .returning(Tag.STUDY_DESCRIPTION)
                .forFind();

        assertThat(keys)
                .isEqualTo(DataSet.builder()
                        .text(Tag.STUDY_DATE, "20260101-")
                        .text(Tag.QUERY_RETRIEVE_LEVEL, "STUDY")
                        .empty(Tag.STUDY_DESCRIPTION)
                        .text(Tag.PATIENT_ID, "P*")
                        .empty(Tag.STUDY_INSTANCE_UID)
                        .build());
    }

    @Test
    void doesNotEmptyKeysThatAreThere() {
        DataSet keys = Identifier.study(STUDY)
                .returning(Tag.STUDY_INSTANCE_UID, Tag.STUDY_DATE)
                .forFind();

        assertThat(keys.uid(Tag.STUDY_INSTANCE_UID)).contains(STUDY);
        assertThat(keys.contains(Tag.STUDY_DATE)).isTrue();
    }

    @Test
    void hasNoLevelInAWorklist() {
        DataSet keys = Identifier.worklist()
                .keys(elements -> elements.sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder().text(Tag.MODALITY, "CT").build()))
                .forFind();

        assertThat(keys.contains(Tag.QUERY_RETRIEVE_LEVEL)).isFalse();
        assertThat(keys.size()).isEqualTo(1);
    }

    @Test
    void namesSeveralInstances() {
        DataSet keys =
                Identifier.instances(STUDY, SERIES, IMAGE, Uid.of("2.25.4")).forRetrieve();

        assertThat(keys.texts(Tag.SOP_INSTANCE_UID)).containsExactly("2.25.3", "2.25.4");
        assertThat(keys.text(Tag.QUERY_RETRIEVE_LEVEL)).contains("IMAGE");
    }

    static Stream<Arguments> searchesThatLackAKey() {
        return Stream.of(
                Arguments.of(Identifier.patientRoot(QueryLevel.STUDY), "PatientID (0010,0020)"),
                Arguments.of(Identifier.studyRoot(QueryLevel.SERIES), "StudyInstanceUID (0020,000D)"),
                Arguments.of(
                        Identifier.studyRoot(QueryLevel.IMAGE).key(Tag.STUDY_INSTANCE_UID, "2.25.1"),
                        "SeriesInstanceUID (0020,000E)"),
                Arguments.of(
                        Identifier.studyRoot(QueryLevel.SERIES).key(Tag.STUDY_INSTANCE_UID, "2.25.1", "2.25.2"),
                        "StudyInstanceUID (0020,000D)"),
                Arguments.of(
                        Identifier.patientRoot(QueryLevel.STUDY).key(Tag.PATIENT_ID, "P*"), "PatientID (0010,0020)"));
    }

    @ParameterizedTest
    @MethodSource("searchesThatLackAKey")
    void namesTheKeyThatASearchLacks(Identifier identifier, String key) {
        assertThatThrownBy(identifier::forFind)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("RELATIONAL");
        assertThat(identifier.with(QueryOption.RELATIONAL).forFind().contains(Tag.QUERY_RETRIEVE_LEVEL))
                .isTrue();
    }

    static Stream<Arguments> whatCannotBeRetrieved() {
        return Stream.of(
                Arguments.of(Identifier.worklist(), "worklist"),
                Arguments.of(Identifier.studyRoot(QueryLevel.STUDY), "StudyInstanceUID (0020,000D)"),
                Arguments.of(
                        Identifier.studyRoot(QueryLevel.STUDY).key(Tag.STUDY_INSTANCE_UID, ""),
                        "StudyInstanceUID (0020,000D)"),
                Arguments.of(
                        Identifier.patientRoot(QueryLevel.PATIENT).key(Tag.PATIENT_ID, "P1", "P2"),
                        "PatientID (0010,0020)"),
                Arguments.of(
                        Identifier.study(STUDY).key(Tag.STUDY_DATE, "20260101").key(Tag.PATIENT_ID, "P1"),
                        "StudyDate (0008,0020), PatientID (0010,0020)"));
    }

    @ParameterizedTest
    @MethodSource("whatCannotBeRetrieved")
    void saysWhyNothingCanBeRetrieved(Identifier identifier, String part) {
        assertThatThrownBy(identifier::forRetrieve)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    @Test
    void retrievesASeriesWithoutItsStudyOnlyByRelation() {
        Identifier series = Identifier.studyRoot(QueryLevel.SERIES).key(Tag.SERIES_INSTANCE_UID, "2.25.2");

        assertThatThrownBy(series::forRetrieve).hasMessageContaining("StudyInstanceUID");
        assertThat(series.with(QueryOption.RELATIONAL).forRetrieve().uid(Tag.SERIES_INSTANCE_UID))
                .contains(SERIES);
    }

    @Test
    void refusesWhatItAddsItself() {
        Identifier studies = Identifier.studyRoot(QueryLevel.STUDY);

        assertThatThrownBy(() -> studies.key(Tag.QUERY_RETRIEVE_LEVEL, "SERIES"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Identifier.studyRoot(QueryLevel.PATIENT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoValues() {
        assertThat(Identifier.studyRoot(QueryLevel.STUDY).key(Tag.PATIENT_ID, "SECRET"))
                .asString()
                .contains("STUDY_ROOT, STUDY")
                .doesNotContain("SECRET");
    }
}
