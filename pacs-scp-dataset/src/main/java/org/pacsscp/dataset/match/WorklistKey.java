package org.pacsscp.dataset.match;

import java.util.Arrays;
import org.pacsscp.dataset.Tag;

/** The keys of a worklist whose kinds of matching are fixed (PS3.4 Table K.6-1); dates and times have no wild cards anyhow. */
enum WorklistKey {
    SCHEDULED_STATION_AE_TITLE(Tag.SCHEDULED_STATION_AE_TITLE, false),
    MODALITY(Tag.MODALITY, false),
    SCHEDULED_PERFORMING_PHYSICIAN_NAME(Tag.SCHEDULED_PERFORMING_PHYSICIAN_NAME, true),
    PATIENT_NAME(Tag.PATIENT_NAME, true),
    PATIENT_ID(Tag.PATIENT_ID, false);

    private final int tag;
    private final boolean wildCards;

    WorklistKey(int tag, boolean wildCards) {
        this.tag = tag;
        this.wildCards = wildCards;
    }

    /** Tells whether a key of a worklist may have wild cards, as far as its value representation allows. */
    static boolean allowsWildCards(int tag) {
        return Arrays.stream(values()).filter(key -> key.tag == tag).allMatch(key -> key.wildCards);
    }
}
