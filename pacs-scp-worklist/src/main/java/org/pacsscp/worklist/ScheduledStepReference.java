package org.pacsscp.worklist;

import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/**
 * Which scheduled procedure step is meant: by a worklist entry, or by a performed procedure step that refers to it.
 *
 * @param study Study Instance UID (0020,000D) of the requested procedure
 * @param stepId Scheduled Procedure Step ID (0040,0009), which is unique within its requested procedure
 * @since 0.1.0
 */
public record ScheduledStepReference(Uid study, String stepId) {
    /** Checks that both are there. */
    public ScheduledStepReference {
        Objects.requireNonNull(study, "study");
        Objects.requireNonNull(stepId, "stepId");
    }

    /**
     * Reads an item of Scheduled Step Attributes Sequence (0040,0270).
     *
     * @param item the item
     * @return what it refers to; empty if it does not say a study and a step, as for a step that was not scheduled
     */
    public static Optional<ScheduledStepReference> of(DataSet item) {
        return of(item, item);
    }

    static Optional<ScheduledStepReference> of(DataSet procedure, DataSet step) {
        return procedure
                .uid(Tag.STUDY_INSTANCE_UID)
                .flatMap(study ->
                        step.text(Tag.SCHEDULED_PROCEDURE_STEP_ID).map(id -> new ScheduledStepReference(study, id)));
    }
}
