package org.pacsscp.archive.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** Level and unique keys, of invented patients (PS3.4 sections C.4.2.1.4.1, C.4.2.2 and C.6). */
class RetrieveIdentifierTest {
    private static final Uid PATIENT_ROOT = SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE;
    private static final Uid STUDY_ROOT = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET;

    @Test
    void namesAPatient() {
        assertThat(RetrieveIdentifier.read(identifier("PATIENT", "P1", "", "", ""), PATIENT_ROOT, false))
                .isEqualTo(InstanceSelection.everything().ofPatients("P1"));
    }

    @Test
    void namesAListOfTheLevel() {
        assertThat(RetrieveIdentifier.read(identifier("STUDY", "P1", "1.1\\1.2", "", ""), PATIENT_ROOT, false))
                .isEqualTo(InstanceSelection.everything().ofPatients("P1").ofStudies("1.1", "1.2"));
        assertThat(RetrieveIdentifier.read(identifier("IMAGE", "", "1.1", "1.2", "1.3\\1.4"), STUDY_ROOT, false))
                .isEqualTo(InstanceSelection.everything()
                        .ofStudies("1.1")
                        .ofSeries("1.2")
                        .ofInstances("1.3", "1.4"));
    }

    /** What stands below the level is no key; Study Root has none of a patient. */
    @Test
    void leavesOtherKeysOut() {
        assertThat(RetrieveIdentifier.read(identifier("STUDY", "P1", "1.1", "1.2", "1.3"), STUDY_ROOT, false))
                .isEqualTo(InstanceSelection.everything().ofStudies("1.1"));
    }

    @Test
    void needsNoHigherKeyIfRelational() {
        assertThat(RetrieveIdentifier.read(identifier("SERIES", "", "", "1.2", ""), STUDY_ROOT, true))
                .isEqualTo(InstanceSelection.everything().ofSeries("1.2"));
    }

    @ParameterizedTest
    @CsvSource({
        "PATIENT, P1, '', '', '', false",
        "FRAME, P1, 1.1, '', '', false",
        "'', P1, 1.1, '', '', false",
        "STUDY, P1, '', '', '', false",
        "STUDY, P1, '', '', '', true",
        "SERIES, P1, '', 1.2, '', false",
        "SERIES, P1, '1.1\\1.2', 1.2, '', false",
        "IMAGE, P1, 1.1, '', 1.3, false"
    })
    void doesNotFitStudyRoot(
            String level, String patient, String study, String series, String instance, boolean relational) {
        DataSet identifier = identifier(level, patient, study, series, instance);
        DimseException e = catchThrowableOfType(
                DimseException.class, () -> RetrieveIdentifier.read(identifier, STUDY_ROOT, relational));
        assertThat(e.status().code()).isEqualTo(0xA900);
    }

    @Test
    void takesOnePatientOnly() {
        DataSet identifier = identifier("PATIENT", "P1\\P2", "", "", "");
        DimseException e = catchThrowableOfType(
                DimseException.class, () -> RetrieveIdentifier.read(identifier, PATIENT_ROOT, false));
        assertThat(e.status().code()).isEqualTo(0xA900);
        assertThat(e).hasMessageNotContaining("P1");
    }

    private static DataSet identifier(String level, String patient, String study, String series, String instance) {
        return DataSet.builder()
                .text(Tag.QUERY_RETRIEVE_LEVEL, level)
                .text(Tag.PATIENT_ID, patient.split("\\\\"))
                .text(Tag.STUDY_INSTANCE_UID, study.split("\\\\"))
                .text(Tag.SERIES_INSTANCE_UID, series.split("\\\\"))
                .text(Tag.SOP_INSTANCE_UID, instance.split("\\\\"))
                .build();
    }
}
