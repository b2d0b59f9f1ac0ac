package org.pacsscp.worklist.mpps;

import java.util.List;
import org.pacsscp.dataset.Tag;

/**
 * A row of PS3.4 Table F.7.2-1: what must be there at N-CREATE, and whether N-SET may change it. Of codes and references only the
 * sequence is a row here: what is within belongs to who reads it.
 *
 * @param tag the attribute
 * @param type 1 or 2, of the provider at N-CREATE, in items also at N-SET; attributes of type 3 are no rows unless N-SET may not
 *     change them
 * @param settable whether N-SET may change it
 * @param items the rows of each item of a sequence
 */
record AttributeRule(int tag, int type, boolean settable, List<AttributeRule> items) {
    static final List<AttributeRule> TABLE = List.of(
            fixed(1, Tag.SCHEDULED_STEP_ATTRIBUTES_SEQUENCE)
                    .with(
                            fixed(1, Tag.STUDY_INSTANCE_UID),
                            fixed(2, Tag.REFERENCED_STUDY_SEQUENCE),
                            fixed(2, Tag.ACCESSION_NUMBER),
                            fixed(2, Tag.REQUESTED_PROCEDURE_ID),
                            fixed(2, Tag.REQUESTED_PROCEDURE_DESCRIPTION),
                            fixed(2, Tag.SCHEDULED_PROCEDURE_STEP_ID),
                            fixed(2, Tag.SCHEDULED_PROCEDURE_STEP_DESCRIPTION),
                            fixed(2, Tag.SCHEDULED_PROTOCOL_CODE_SEQUENCE)),
            fixed(2, Tag.PATIENT_NAME),
            fixed(2, Tag.PATIENT_ID),
            fixed(3, Tag.ISSUER_OF_PATIENT_ID),
            fixed(3, Tag.ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE),
            fixed(3, Tag.OTHER_PATIENT_IDS_SEQUENCE),
            fixed(2, Tag.PATIENT_BIRTH_DATE),
            fixed(2, Tag.PATIENT_SEX),
            fixed(2, Tag.REFERENCED_PATIENT_SEQUENCE),
            fixed(3, Tag.ADMISSION_ID),
            fixed(3, Tag.ISSUER_OF_ADMISSION_ID_SEQUENCE),
            fixed(3, Tag.SERVICE_EPISODE_ID),
            fixed(3, Tag.ISSUER_OF_SERVICE_EPISODE_ID_SEQUENCE),
            fixed(3, Tag.SERVICE_EPISODE_DESCRIPTION),
            fixed(1, Tag.PERFORMED_PROCEDURE_STEP_ID),
            fixed(1, Tag.PERFORMED_STATION_AE_TITLE),
            fixed(2, Tag.PERFORMED_STATION_NAME),
            fixed(2, Tag.PERFORMED_LOCATION),
            fixed(1, Tag.PERFORMED_PROCEDURE_STEP_START_DATE),
            fixed(1, Tag.PERFORMED_PROCEDURE_STEP_START_TIME),
            settable(1, Tag.PERFORMED_PROCEDURE_STEP_STATUS),
            settable(2, Tag.PERFORMED_PROCEDURE_STEP_DESCRIPTION),
            settable(2, Tag.PERFORMED_PROCEDURE_TYPE_DESCRIPTION),
            settable(2, Tag.PROCEDURE_CODE_SEQUENCE),
            settable(2, Tag.PERFORMED_PROCEDURE_STEP_END_DATE),
            settable(2, Tag.PERFORMED_PROCEDURE_STEP_END_TIME),
            fixed(1, Tag.MODALITY),
            fixed(2, Tag.STUDY_ID),
            settable(2, Tag.PERFORMED_PROTOCOL_CODE_SEQUENCE),
            settable(2, Tag.PERFORMED_SERIES_SEQUENCE)
                    .with(
                            settable(2, Tag.PERFORMING_PHYSICIAN_NAME),
                            settable(1, Tag.PROTOCOL_NAME),
                            settable(2, Tag.OPERATORS_NAME),
                            settable(1, Tag.SERIES_INSTANCE_UID),
                            settable(2, Tag.SERIES_DESCRIPTION),
                            settable(2, Tag.RETRIEVE_AE_TITLE),
                            settable(2, Tag.REFERENCED_IMAGE_SEQUENCE),
                            settable(2, Tag.REFERENCED_NON_IMAGE_COMPOSITE_SOP_INSTANCE_SEQUENCE)));

    private static AttributeRule fixed(int type, int tag) {
        return new AttributeRule(tag, type, false, List.of());
    }

    private static AttributeRule settable(int type, int tag) {
        return new AttributeRule(tag, type, true, List.of());
    }

    private AttributeRule with(AttributeRule... rules) {
        return new AttributeRule(tag, type, settable, List.of(rules));
    }

    /** Tells whether N-SET may change an attribute; what the table does not name is of no concern to it. */
    static boolean isSettable(int tag) {
        return TABLE.stream().noneMatch(rule -> rule.tag == tag && !rule.settable);
    }
}
