package org.pacsscp.client;

import java.util.EnumSet;
import java.util.List;
import org.pacsscp.dataset.Tag;

/**
 * The levels of the query/retrieve information models (PS3.4 section C.6), from the top.
 *
 * @since 0.1.0
 */
public enum QueryLevel {
    /** Patients, by Patient ID; not in the study root. */
    PATIENT(Tag.PATIENT_ID),
    /** Studies, by Study Instance UID. */
    STUDY(Tag.STUDY_INSTANCE_UID),
    /** Series, by Series Instance UID. */
    SERIES(Tag.SERIES_INSTANCE_UID),
    /** Composite object instances, by SOP Instance UID. */
    IMAGE(Tag.SOP_INSTANCE_UID);

    private final int uniqueKey;

    QueryLevel(int uniqueKey) {
        this.uniqueKey = uniqueKey;
    }

    /**
     * Returns what identifies one of this level.
     *
     * @return the tag of its unique key
     */
    public int uniqueKey() {
        return uniqueKey;
    }

    /** Returns this and those above, from the top. */
    List<QueryLevel> andAbove() {
        return List.copyOf(EnumSet.range(PATIENT, this));
    }
}
