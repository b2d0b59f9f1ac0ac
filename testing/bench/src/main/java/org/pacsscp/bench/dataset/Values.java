package org.pacsscp.bench.dataset;

import java.util.EnumSet;
import java.util.Set;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;

/** What is asked for: the text of some elements, what an index of instances has of each; or texts and numbers of all. */
public final class Values {
    /** Those whose numbers are asked for. */
    static final Set<Vr> ARE_INTEGERS = EnumSet.of(Vr.SS, Vr.US, Vr.SL, Vr.UL);

    private static final int[] TAGS = {
        Tag.SOP_CLASS_UID,
        Tag.SOP_INSTANCE_UID,
        Tag.STUDY_DATE,
        Tag.MODALITY,
        Tag.PATIENT_NAME,
        Tag.PATIENT_ID,
        Tag.STUDY_INSTANCE_UID,
        Tag.SERIES_INSTANCE_UID,
        Tag.SERIES_NUMBER,
        Tag.INSTANCE_NUMBER
    };

    private Values() {}

    /** Returns how many there are. */
    public static int count() {
        return TAGS.length;
    }

    /** Returns a tag. */
    public static int tag(int index) {
        return TAGS[index];
    }
}
