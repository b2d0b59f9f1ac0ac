package org.pacsscp.archive.catalog;

import java.util.Arrays;
import java.util.Optional;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Tag;

/** An attribute that is not stored, but made of the rows below an entity when it is asked for (PS3.4 Table C.3-1). */
enum DerivedAttribute {
    STUDIES_OF_PATIENT(
            QueryLevel.PATIENT,
            Tag.NUMBER_OF_PATIENT_RELATED_STUDIES,
            "select count(*) from study dst where dst.patient_fk = p.pk"),
    SERIES_OF_PATIENT(
            QueryLevel.PATIENT,
            Tag.NUMBER_OF_PATIENT_RELATED_SERIES,
            "select count(*) from study dst join series dse on dse.study_fk = dst.pk where dst.patient_fk = p.pk"),
    INSTANCES_OF_PATIENT(
            QueryLevel.PATIENT,
            Tag.NUMBER_OF_PATIENT_RELATED_INSTANCES,
            "select count(*) from study dst join series dse on dse.study_fk = dst.pk"
                    + " join instance di on di.series_fk = dse.pk where dst.patient_fk = p.pk"),
    SERIES_OF_STUDY(
            QueryLevel.STUDY,
            Tag.NUMBER_OF_STUDY_RELATED_SERIES,
            "select count(*) from series dse where dse.study_fk = st.pk"),
    INSTANCES_OF_STUDY(
            QueryLevel.STUDY,
            Tag.NUMBER_OF_STUDY_RELATED_INSTANCES,
            "select count(*) from series dse join instance di on di.series_fk = dse.pk where dse.study_fk = st.pk"),
    MODALITIES_IN_STUDY(
            QueryLevel.STUDY,
            Tag.MODALITIES_IN_STUDY,
            "select %s from series dse where dse.study_fk = st.pk",
            "dse.modality"),
    SOP_CLASSES_IN_STUDY(
            QueryLevel.STUDY,
            Tag.SOP_CLASSES_IN_STUDY,
            "select %s from series dse join instance di on di.series_fk = dse.pk where dse.study_fk = st.pk",
            "di.sop_class_uid"),
    INSTANCES_OF_SERIES(
            QueryLevel.SERIES,
            Tag.NUMBER_OF_SERIES_RELATED_INSTANCES,
            "select count(*) from instance di where di.series_fk = se.pk"),
    AVAILABLE_TRANSFER_SYNTAX(QueryLevel.IMAGE, Tag.AVAILABLE_TRANSFER_SYNTAX_UID, "select i.transfer_syntax_uid");

    private final QueryLevel level;
    private final int tag;
    private final String select;
    private final String listed;

    DerivedAttribute(QueryLevel level, int tag, String select) {
        this(level, tag, select, "");
    }

    DerivedAttribute(QueryLevel level, int tag, String select, String listed) {
        this.level = level;
        this.tag = tag;
        this.select = select;
        this.listed = listed;
    }

    static Optional<DerivedAttribute> of(int tag) {
        return Arrays.stream(values()).filter(derived -> derived.tag == tag).findFirst();
    }

    QueryLevel level() {
        return level;
    }

    int tag() {
        return tag;
    }

    /** Returns an expression over the row of its level. */
    String sql(Dialect dialect) {
        return "(" + (listed.isEmpty() ? select : select.formatted(dialect.distinctList(listed))) + ")";
    }

    /** Adds what the expression has come to; values of a list are separated by commas, which neither CS nor UI has. */
    void add(String value, DataSetBuilder dataSet) {
        String[] values = listed.isEmpty() ? new String[] {value} : value.split(",");
        Arrays.sort(values);
        dataSet.text(tag, values);
    }
}
