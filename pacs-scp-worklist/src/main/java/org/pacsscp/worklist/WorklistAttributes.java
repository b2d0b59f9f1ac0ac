package org.pacsscp.worklist;

import java.util.List;
import java.util.Set;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.match.KeySupport;

/** What PS3.4 Table K.6-1 says of attributes, but for the kinds of matching, which {@code org.pacsscp.dataset.match} knows. */
final class WorklistAttributes {
    /** Return key type 1 outside of the step. */
    static final List<Integer> ALWAYS_WITH_VALUE =
            List.of(Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.STUDY_INSTANCE_UID, Tag.REQUESTED_PROCEDURE_ID);

    /** Return key type 1 of the item of the Scheduled Procedure Step Sequence. */
    static final List<Integer> ALWAYS_WITH_VALUE_IN_STEP = List.of(
            Tag.MODALITY,
            Tag.SCHEDULED_STATION_AE_TITLE,
            Tag.SCHEDULED_PROCEDURE_STEP_START_DATE,
            Tag.SCHEDULED_PROCEDURE_STEP_START_TIME,
            Tag.SCHEDULED_PROCEDURE_STEP_ID);

    /** Sequences that "shall not be used for matching" or "shall be retrieved with Universal Matching only". */
    private static final Set<Integer> NEVER_MATCHED =
            Set.of(Tag.PROTOCOL_CONTEXT_SEQUENCE, Tag.PERTINENT_DOCUMENTS_SEQUENCE);

    private WorklistAttributes() {}

    static KeySupport support(int tag) {
        return NEVER_MATCHED.contains(tag) ? KeySupport.RETURNED : KeySupport.MATCHED;
    }
}
