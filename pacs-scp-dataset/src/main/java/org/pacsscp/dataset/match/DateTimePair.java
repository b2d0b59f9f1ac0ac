package org.pacsscp.dataset.match;

import java.util.Arrays;
import java.util.Optional;
import org.pacsscp.dataset.Tag;

/** The tags of a date and of the time of the day that belongs to it. */
enum DateTimePair {
    INSTANCE_CREATION(Tag.INSTANCE_CREATION_DATE, Tag.INSTANCE_CREATION_TIME),
    STUDY(Tag.STUDY_DATE, Tag.STUDY_TIME),
    SERIES(Tag.SERIES_DATE, Tag.SERIES_TIME),
    ACQUISITION(Tag.ACQUISITION_DATE, Tag.ACQUISITION_TIME),
    CONTENT(Tag.CONTENT_DATE, Tag.CONTENT_TIME),
    PATIENT_BIRTH(Tag.PATIENT_BIRTH_DATE, Tag.PATIENT_BIRTH_TIME),
    ADMITTING(Tag.ADMITTING_DATE, Tag.ADMITTING_TIME),
    SCHEDULED_PROCEDURE_STEP_START(Tag.SCHEDULED_PROCEDURE_STEP_START_DATE, Tag.SCHEDULED_PROCEDURE_STEP_START_TIME),
    SCHEDULED_PROCEDURE_STEP_END(Tag.SCHEDULED_PROCEDURE_STEP_END_DATE, Tag.SCHEDULED_PROCEDURE_STEP_END_TIME),
    PERFORMED_PROCEDURE_STEP_START(Tag.PERFORMED_PROCEDURE_STEP_START_DATE, Tag.PERFORMED_PROCEDURE_STEP_START_TIME),
    PERFORMED_PROCEDURE_STEP_END(Tag.PERFORMED_PROCEDURE_STEP_END_DATE, Tag.PERFORMED_PROCEDURE_STEP_END_TIME),
    IMAGING_SERVICE_REQUEST_ISSUE(Tag.ISSUE_DATE_OF_IMAGING_SERVICE_REQUEST, Tag.ISSUE_TIME_OF_IMAGING_SERVICE_REQUEST);

    private final int dateTag;
    private final int timeTag;

    DateTimePair(int dateTag, int timeTag) {
        this.dateTag = dateTag;
        this.timeTag = timeTag;
    }

    /** Finds the pair that a tag is of; empty if it stands alone. */
    static Optional<DateTimePair> of(int tag) {
        return Arrays.stream(values())
                .filter(pair -> pair.dateTag == tag || pair.timeTag == tag)
                .findFirst();
    }

    int dateTag() {
        return dateTag;
    }

    int timeTag() {
        return timeTag;
    }
}
