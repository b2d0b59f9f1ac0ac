package org.pacsscp.worklist.mpps;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.worklist.ScheduledStepReference;

/**
 * A performed procedure step as a modality has reported it. Immutable.
 *
 * @param instance its SOP Instance UID, which the modality gives it
 * @param attributes those of PS3.4 Table F.7.2-1, without SOP Class UID and SOP Instance UID
 * @param revision how often it was changed since it was created, for stores to tell an old state from the current one
 * @since 0.1.0
 */
public record PerformedStep(Uid instance, DataSet attributes, long revision) {
    /** Checks that all are there. */
    public PerformedStep {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(attributes, "attributes");
    }

    /**
     * Returns how far it is.
     *
     * @return its status; {@link PerformedStepStatus#IN_PROGRESS} if a store has kept one without, which no handler does
     */
    public PerformedStepStatus status() {
        return attributes
                .text(Tag.PERFORMED_PROCEDURE_STEP_STATUS)
                .flatMap(PerformedStepStatus::of)
                .orElse(PerformedStepStatus.IN_PROGRESS);
    }

    /**
     * Returns which scheduled steps it performs.
     *
     * @return those of Scheduled Step Attributes Sequence (0040,0270) that name a study and a step; none if it was not scheduled
     */
    public List<ScheduledStepReference> scheduledSteps() {
        return attributes.sequence(Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE).stream()
                .flatMap(item -> ScheduledStepReference.of(item).stream())
                .distinct()
                .toList();
    }

    /**
     * Returns which instances it has made: images and others, of all its series.
     *
     * @return their SOP instance UIDs in the order of Performed Series Sequence (0040,0340); complete once the step is final
     */
    public Set<Uid> instances() {
        Set<Uid> instances = new LinkedHashSet<>();
        for (DataSet series : attributes.sequence(Tag.PERFORMED_SERIES_SEQUENCE)) {
            addReferenced(series.sequence(Tag.REFERENCED_IMAGE_SEQUENCE), instances);
            addReferenced(series.sequence(Tag.REFERENCED_NON_IMAGE_COMPOSITE_SOP_INSTANCE_SEQUENCE), instances);
        }
        return instances;
    }

    private static void addReferenced(List<DataSet> references, Set<Uid> instances) {
        for (DataSet reference : references) {
            reference.uid(Tag.REFERENCED_SOP_INSTANCE_UID).ifPresent(instances::add);
        }
    }

    /**
     * Returns what the modality owes although the step has ended: attributes that a final step must have with a value (the last
     * column of PS3.4 Table F.7.2-1). The standard has no refusal for it.
     *
     * @return their tags, each once; none if the step is not final
     */
    public List<Integer> missing() {
        return status().isFinal() ? FinalState.missing(attributes) : List.of();
    }

    /**
     * Returns a later state of this: for whoever changes a step other than by N-SET. While it is in progress, only its modality may
     * (PS3.4 section F.7.2.2.3).
     *
     * @param newAttributes all attributes of the later state
     * @return the step of the next revision, for {@link MppsStore#replace}
     */
    public PerformedStep changed(DataSet newAttributes) {
        return new PerformedStep(instance, newAttributes, revision + 1);
    }

    /** Shows the instance and the status, and nothing of the patient. */
    @Override
    public String toString() {
        return "PerformedStep[" + instance + " " + status().value() + ", revision " + revision + "]";
    }
}
