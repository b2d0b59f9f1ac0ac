package org.pacsscp.it;

import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** An entry of a worklist, of an invented patient: INV-1, a CT on 2026-11-29. */
final class WorklistEntry {
    private WorklistEntry() {}

    static DataSet of(Uid study) {
        return DataSet.builder()
                .text(Tag.PATIENT_NAME, "Invented^Patient")
                .text(Tag.PATIENT_ID, "INV-1")
                .uid(Tag.STUDY_INSTANCE_UID, study)
                .text(Tag.REQUESTED_PROCEDURE_ID, "RP1")
                .text(Tag.REQUESTED_PROCEDURE_DESCRIPTION, "Head")
                .sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder()
                                .text(Tag.MODALITY, "CT")
                                .text(Tag.SCHEDULED_STATION_AE_TITLE, "CT_1")
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, "20261129")
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_START_TIME, "1200")
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION, "Head")
                                .text(Tag.SCHEDULED_PROCEDURE_STEP_ID, "SPS1")
                                .build())
                .build();
    }
}
