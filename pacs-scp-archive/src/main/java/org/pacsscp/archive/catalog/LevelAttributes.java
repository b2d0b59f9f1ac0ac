package org.pacsscp.archive.catalog;

import static org.pacsscp.dataset.Tag.*;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pacsscp.client.QueryLevel;

/** Which attributes a catalog keeps of each level, and which it counts together: the keys that it supports (PS3.4 section C.6). */
final class LevelAttributes {
    private static final Map<QueryLevel, NavigableSet<Integer>> STORED = new EnumMap<>(Map.of(
            QueryLevel.PATIENT,
            tags(
                    PATIENT_NAME,
                    PATIENT_ID,
                    ISSUER_OF_PATIENT_ID,
                    ISSUER_OF_PATIENT_ID_QUALIFIERS_SEQUENCE,
                    PATIENT_BIRTH_DATE,
                    PATIENT_BIRTH_TIME,
                    PATIENT_SEX,
                    OTHER_PATIENT_IDS,
                    OTHER_PATIENT_IDS_SEQUENCE,
                    OTHER_PATIENT_NAMES,
                    ETHNIC_GROUP,
                    PATIENT_COMMENTS,
                    REFERENCED_PATIENT_SEQUENCE,
                    PATIENT_SPECIES_DESCRIPTION,
                    RESPONSIBLE_PERSON),
            QueryLevel.STUDY,
            tags(
                    STUDY_INSTANCE_UID,
                    STUDY_DATE,
                    STUDY_TIME,
                    ACCESSION_NUMBER,
                    ISSUER_OF_ACCESSION_NUMBER_SEQUENCE,
                    STUDY_ID,
                    STUDY_DESCRIPTION,
                    REFERRING_PHYSICIAN_NAME,
                    NAME_OF_PHYSICIANS_READING_STUDY,
                    PROCEDURE_CODE_SEQUENCE,
                    REFERENCED_STUDY_SEQUENCE,
                    ADMITTING_DIAGNOSES_DESCRIPTION,
                    PATIENT_AGE,
                    PATIENT_SIZE,
                    PATIENT_WEIGHT,
                    OCCUPATION,
                    ADDITIONAL_PATIENT_HISTORY),
            QueryLevel.SERIES,
            tags(
                    SERIES_INSTANCE_UID,
                    MODALITY,
                    SERIES_NUMBER,
                    SERIES_DATE,
                    SERIES_TIME,
                    SERIES_DESCRIPTION,
                    LATERALITY,
                    BODY_PART_EXAMINED,
                    PATIENT_POSITION,
                    PROTOCOL_NAME,
                    OPERATORS_NAME,
                    PERFORMING_PHYSICIAN_NAME,
                    PERFORMED_PROCEDURE_STEP_START_DATE,
                    PERFORMED_PROCEDURE_STEP_START_TIME,
                    PERFORMED_PROCEDURE_STEP_ID,
                    PERFORMED_PROCEDURE_STEP_DESCRIPTION,
                    REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE,
                    REQUEST_ATTRIBUTES_SEQUENCE,
                    MANUFACTURER,
                    MANUFACTURER_MODEL_NAME,
                    STATION_NAME,
                    INSTITUTION_NAME,
                    INSTITUTIONAL_DEPARTMENT_NAME,
                    FRAME_OF_REFERENCE_UID),
            QueryLevel.IMAGE,
            tags(
                    SOP_INSTANCE_UID,
                    SOP_CLASS_UID,
                    INSTANCE_NUMBER,
                    IMAGE_TYPE,
                    INSTANCE_CREATION_DATE,
                    INSTANCE_CREATION_TIME,
                    CONTENT_DATE,
                    CONTENT_TIME,
                    ACQUISITION_DATE,
                    ACQUISITION_TIME,
                    ACQUISITION_DATE_TIME,
                    ACQUISITION_NUMBER,
                    NUMBER_OF_FRAMES,
                    ROWS,
                    COLUMNS,
                    BITS_ALLOCATED,
                    SAMPLES_PER_PIXEL,
                    PHOTOMETRIC_INTERPRETATION,
                    IMAGE_LATERALITY,
                    IMAGE_POSITION_PATIENT,
                    SLICE_LOCATION,
                    IMAGE_COMMENTS,
                    CONCEPT_NAME_CODE_SEQUENCE,
                    COMPLETION_FLAG,
                    VERIFICATION_FLAG,
                    CONTENT_LABEL,
                    CONTENT_DESCRIPTION,
                    CONTENT_CREATOR_NAME,
                    PRESENTATION_CREATION_DATE,
                    PRESENTATION_CREATION_TIME,
                    REFERENCED_SERIES_SEQUENCE)));

    private LevelAttributes() {}

    private static NavigableSet<Integer> tags(Integer... tags) {
        return new TreeSet<>(Set.of(tags));
    }

    /** Returns the attributes that are kept of a level, in the order of their tags. */
    static NavigableSet<Integer> stored(QueryLevel level) {
        return STORED.getOrDefault(level, new TreeSet<>());
    }

    /** Returns the attributes of a level, kept or made of what is below, in the order of their tags. */
    static SortedSet<Integer> of(QueryLevel level) {
        SortedSet<Integer> tags = new TreeSet<>(stored(level));
        Arrays.stream(DerivedAttribute.values())
                .filter(derived -> derived.level() == level)
                .forEach(derived -> tags.add(derived.tag()));
        return tags;
    }

    /** Tells whether an attribute is one of a level: kept, or made of what is below (PS3.4 Table C.3-1). */
    static boolean isOf(QueryLevel level, int tag) {
        return stored(level).contains(tag)
                || DerivedAttribute.of(tag)
                        .filter(derived -> derived.level() == level)
                        .isPresent();
    }
}
