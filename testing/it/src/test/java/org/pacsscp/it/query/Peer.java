package org.pacsscp.it.query;

import java.util.Set;
import org.pacsscp.dataset.Tag;

/** Another archive that is asked the same. */
enum Peer {
    ORTHANC,
    DCMQRSCP;

    private static final Set<Integer> UNKNOWN_TO_DCMQRSCP = Set.of(
            Tag.MODALITIES_IN_STUDY,
            Tag.PROCEDURE_CODE_SEQUENCE,
            Tag.SERIES_DESCRIPTION,
            Tag.BODY_PART_EXAMINED,
            Tag.SERIES_DATE,
            Tag.SERIES_TIME,
            Tag.PROTOCOL_NAME,
            Tag.SOP_CLASS_UID,
            Tag.CONTENT_DATE,
            Tag.CONTENT_TIME,
            Tag.ACQUISITION_DATE_TIME,
            Tag.IMAGE_COMMENTS,
            Tag.IMAGE_TYPE);

    /** Tells whether it keeps the values of a key that it knows. */
    boolean keeps(int tag) {
        return this != DCMQRSCP || tag != Tag.PATIENT_COMMENTS;
    }

    /** Tells whether it knows a key of ours at all. */
    boolean knows(int tag) {
        return this != DCMQRSCP || !UNKNOWN_TO_DCMQRSCP.contains(tag);
    }
}
