package org.pacsscp.examples.window.worklist;

import java.util.List;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.examples.window.tab.ShownText;
import org.pacsscp.worklist.ScheduledStepReference;
import org.pacsscp.worklist.WorklistEntry;
import org.pacsscp.worklist.mpps.PerformedStep;

/**
 * A scheduled step, as it is shown.
 *
 * @param key which it is
 * @param start when it is to begin, such as {@code 2026-11-29 09:30}
 * @param patientName the name, as people read it
 * @param patientId Patient ID
 * @param modality what is to perform it
 * @param station the AE title of the modality
 * @param procedure what is to be done
 * @param state how far it is
 */
public record StepRow(
        String key,
        String start,
        String patientName,
        String patientId,
        String modality,
        String station,
        String procedure,
        StepState state) {
    static StepRow of(WorklistEntry entry, List<PerformedStep> performed) {
        DataSet dataSet = entry.dataSet();
        DataSet step = entry.step();
        return new StepRow(
                entry.reference().map(StepRow::key).orElse(""),
                ShownText.dateTime(
                        step, Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, Tag.SCHEDULED_PROCEDURE_STEP_START_TIME),
                ShownText.name(dataSet, Tag.PATIENT_NAME),
                ShownText.text(dataSet, Tag.PATIENT_ID),
                ShownText.text(step, Tag.MODALITY),
                ShownText.text(step, Tag.SCHEDULED_STATION_AE_TITLE),
                step.text(Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION)
                        .or(() -> dataSet.text(Tag.REQUESTED_PROCEDURE_DESCRIPTION))
                        .orElse(""),
                StepState.of(entry, performed));
    }

    private static String key(ScheduledStepReference step) {
        return step.study().value() + " " + step.stepId();
    }

    /** Shows nothing of the patient. */
    @Override
    public String toString() {
        return "StepRow[" + key + " " + state + "]";
    }
}
