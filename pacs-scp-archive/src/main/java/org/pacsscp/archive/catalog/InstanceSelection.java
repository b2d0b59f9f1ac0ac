package org.pacsscp.archive.catalog;

import java.util.List;

/**
 * Which instances are meant: by the unique keys of the levels of PS3.4 section C.6. What a list names, an instance must be of; an
 * empty list says nothing.
 *
 * <pre>{@code
 * InstanceSelection study = InstanceSelection.everything().ofStudies("1.2.840.113619.2.1");
 * }</pre>
 *
 * @param patientIds values of Patient ID, of whatever issuer
 * @param studies values of Study Instance UID
 * @param series values of Series Instance UID
 * @param instances values of SOP Instance UID
 * @since 0.1.0
 */
public record InstanceSelection(
        List<String> patientIds, List<String> studies, List<String> series, List<String> instances) {
    private static final InstanceSelection EVERYTHING =
            new InstanceSelection(List.of(), List.of(), List.of(), List.of());

    /** Copies. */
    public InstanceSelection {
        patientIds = List.copyOf(patientIds);
        studies = List.copyOf(studies);
        series = List.copyOf(series);
        instances = List.copyOf(instances);
    }

    /**
     * Returns the selection of all that there is.
     *
     * @return the selection
     */
    public static InstanceSelection everything() {
        return EVERYTHING;
    }

    /**
     * Narrows this to patients.
     *
     * @param ids values of Patient ID
     * @return a new selection
     */
    public InstanceSelection ofPatients(String... ids) {
        return new InstanceSelection(List.of(ids), studies, series, instances);
    }

    /**
     * Narrows this to studies.
     *
     * @param uids values of Study Instance UID
     * @return a new selection
     */
    public InstanceSelection ofStudies(String... uids) {
        return new InstanceSelection(patientIds, List.of(uids), series, instances);
    }

    /**
     * Narrows this to series.
     *
     * @param uids values of Series Instance UID
     * @return a new selection
     */
    public InstanceSelection ofSeries(String... uids) {
        return new InstanceSelection(patientIds, studies, List.of(uids), instances);
    }

    /**
     * Narrows this to instances.
     *
     * @param uids values of SOP Instance UID
     * @return a new selection
     */
    public InstanceSelection ofInstances(String... uids) {
        return new InstanceSelection(patientIds, studies, series, List.of(uids));
    }

    /** Shows how many keys there are, and none of them: a Patient ID is nobody's business. */
    @Override
    public String toString() {
        return "InstanceSelection[patients=%d, studies=%d, series=%d, instances=%d]"
                .formatted(patientIds.size(), studies.size(), series.size(), instances.size());
    }
}
