package org.pacsscp.examples.window.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.mpps.PerformedStep;

/** The patient is invented. */
class StepRowTest {
    private static WorklistEntry entry(String status) {
        return WorklistEntry.of(DataSet.builder()
                        .text(Tag.PATIENT_NAME, "Invented^One")
                        .text(Tag.PATIENT_ID, "INV-1")
                        .text(Tag.STUDY_INSTANCE_UID, "1.2.3")
                        .text(Tag.REQUESTED_PROCEDURE_DESCRIPTION, "Head")
                        .sequence(
                                Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                                DataSet.builder()
                                        .text(Tag.MODALITY, "CT")
                                        .text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")
                                        .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129")
                                        .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "0930")
                                        .text(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS1")
                                        .text(Tag.SCHEDULED_PROCEDURE_STEP_STATUS, status)
                                        .build())
                        .build())
                .get(0);
    }

    private static PerformedStep performed(String status) {
        return new PerformedStep(
                Uid.of("1.2.3.4"),
                DataSet.builder()
                        .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS, status)
                        .build(),
                0);
    }

    @Test
    void showsEachValue() {
        assertThat(StepRow.of(entry(""), List.of()))
                .isEqualTo(new StepRow(
                        "1.2.3 SPS1",
                        "2026-11-29 09:30",
                        "Invented One",
                        "INV-1",
                        "CT",
                        "CT_1",
                        "Head",
                        StepState.SCHEDULED));
    }

    @Test
    void tellsNobodyThePatient() {
        assertThat(StepRow.of(entry(""), List.of()).toString()).isEqualTo("StepRow[1.2.3 SPS1 scheduled]");
    }

    @ParameterizedTest
    @CsvSource({
        "'', SCHEDULED",
        "SCHEDULED, SCHEDULED",
        "ARRIVED, ARRIVED",
        "READY, READY",
        "STARTED, IN_PROGRESS",
        "DEPARTED, DEPARTED",
        "OUT FOR LUNCH, SCHEDULED"
    })
    void isAsFarAsTheEntrySays(String status, StepState state) {
        assertThat(StepState.of(entry(status), List.of())).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "IN PROGRESS, IN_PROGRESS",
        "COMPLETED, COMPLETED",
        "DISCONTINUED, DISCONTINUED",
        "DISCONTINUED/COMPLETED, COMPLETED",
        "COMPLETED/IN PROGRESS, IN_PROGRESS"
    })
    void isAsFarAsModalitiesHaveReported(String reported, StepState state) {
        List<PerformedStep> performed =
                Arrays.stream(reported.split("/")).map(StepRowTest::performed).toList();
        assertThat(StepState.of(entry("SCHEDULED"), performed)).isEqualTo(state);
    }
}
