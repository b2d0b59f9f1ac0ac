package org.pacsscp.worklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/**
 * An entry of the worklist: one scheduled procedure step, with what is known of its procedure, order, visit and patient (PS3.4
 * section K.6.1.2.1). Immutable.
 *
 * <pre>{@code
 * DataSet dataSet = DataSet.builder()
 *         .text(Tag.PATIENT_NAME, "Invented^Patient")
 *         .text(Tag.PATIENT_ID, "INV-1")
 *         .uid(Tag.STUDY_INSTANCE_UID, study)
 *         .text(Tag.REQUESTED_PROCEDURE_ID, "RP1")
 *         .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step)
 *         .build();
 * List<WorklistEntry> entries = WorklistEntry.of(dataSet);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class WorklistEntry {
    private final DataSet dataSet;
    private final DataSet step;

    private WorklistEntry(DataSet dataSet, DataSet step) {
        this.dataSet = dataSet;
        this.step = step;
    }

    /**
     * Reads the entries that a data set describes: one for each item of its Scheduled Procedure Step Sequence (0040,0100), since
     * each answer has one step.
     *
     * @param dataSet attributes of PS3.4 Table K.6-1
     * @return the entries; none if the sequence is missing or empty
     */
    public static List<WorklistEntry> of(DataSet dataSet) {
        List<DataSet> steps = dataSet.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE);
        if (steps.size() == 1) {
            return List.of(new WorklistEntry(dataSet, steps.get(0)));
        }
        return steps.stream().map(step -> with(dataSet, step)).toList();
    }

    private static WorklistEntry with(DataSet dataSet, DataSet step) {
        DataSet changed = dataSet.with(elements -> elements.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step));
        return new WorklistEntry(
                changed, changed.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE).get(0));
    }

    /**
     * Returns all attributes.
     *
     * @return the data set, with one item in its Scheduled Procedure Step Sequence
     */
    public DataSet dataSet() {
        return dataSet;
    }

    /**
     * Returns the attributes of the step.
     *
     * @return the item of the Scheduled Procedure Step Sequence
     */
    public DataSet step() {
        return step;
    }

    /**
     * Returns how performed procedure steps refer to it.
     *
     * @return the reference; empty if the entry lacks a Study Instance UID or a Scheduled Procedure Step ID
     */
    public Optional<ScheduledStepReference> reference() {
        return ScheduledStepReference.of(dataSet, step);
    }

    /**
     * Returns how far the step is.
     *
     * @return its status; empty if it says none, or a term of its own
     */
    public Optional<ScheduledStepStatus> status() {
        return step.text(Tag.SCHEDULED_PROCEDURE_STEP_STATUS).flatMap(ScheduledStepStatus::of);
    }

    /**
     * Returns this entry with another status.
     *
     * @param status how far the step is
     * @return the other entry
     */
    public WorklistEntry withStatus(ScheduledStepStatus status) {
        return with(dataSet, step.with(elements -> elements.text(Tag.SCHEDULED_PROCEDURE_STEP_STATUS, status.name())));
    }

    /**
     * Returns which attributes this lacks that an answer must have with a value (return key type 1 of PS3.4 Table K.6-1).
     *
     * @return their tags, those of the step behind the others; none if all are there
     */
    public List<Integer> missing() {
        List<Integer> missing = new ArrayList<>();
        addMissing(dataSet, WorklistAttributes.ALWAYS_WITH_VALUE, missing);
        addMissing(step, WorklistAttributes.ALWAYS_WITH_VALUE_IN_STEP, missing);
        return List.copyOf(missing);
    }

    private static void addMissing(DataSet in, List<Integer> tags, List<Integer> missing) {
        for (int tag : tags) {
            if (in.element(tag).filter(element -> !element.isEmpty()).isEmpty()) {
                missing.add(tag);
            }
        }
    }

    /** Shows the tags of the entry and no value. */
    @Override
    public String toString() {
        return "WorklistEntry[" + dataSet + "]";
    }
}
