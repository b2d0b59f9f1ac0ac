package org.pacsscp.dataset;

import java.util.List;

/** Which tags may be built, with which value representations. */
enum TagRules {
    /** All but commands, file meta information and what PS3.5 section 7.8.1 forbids. */
    DATA_SET {
        @Override
        boolean allows(int group) {
            return group > 0x0003 && group != 0x0005 && group != 0x0007 && group < 0xFFFE;
        }
    },
    /** Group 2 (PS3.10 section 7.1). */
    FILE_META_INFORMATION {
        @Override
        boolean allows(int group) {
            return group == 0x0002;
        }
    };

    abstract boolean allows(int group);

    /** Group 6 stands in no item (PS3.5 section 7.5.1), and neither do those that stand in no data set. */
    static void checkItem(DataSet item) {
        for (Element element : item) {
            int group = Tags.group(element.tag());
            if (!Tags.isGroupLength(element.tag()) && (group == 0x0006 || !DATA_SET.allows(group))) {
                throw ValueRules.refused(element.tag(), element.vr(), "no item may hold this group");
            }
        }
    }

    /** Checks a tag with a value representation that is not from the dictionary. */
    void check(int tag, Vr vr) {
        checkTag(tag, vr);
        if (Dictionary.standard().onlyVr(tag) != vr) {
            List<Vr> allowed = Dictionary.standard().vrs(tag);
            if (!allowed.isEmpty() && !allowed.contains(vr)) {
                throw ValueRules.refused(tag, vr, "the standard has " + allowed + " for it");
            }
        }
    }

    /** Checks a tag with the value representation that the dictionary has. */
    void checkTag(int tag, Vr vr) {
        if (!allows(Tags.group(tag))) {
            throw ValueRules.refused(tag, vr, "this group may not be here");
        }
        if (Tags.isGroupLength(tag)) {
            throw ValueRules.refused(tag, vr, "lengths of groups are not built");
        }
        if (Tags.isPrivate(tag)) {
            checkPrivate(tag, vr);
        }
    }

    private static void checkPrivate(int tag, Vr vr) {
        int element = Tags.element(tag);
        if (element < 0x10 || (element > 0xFF && element < 0x1000)) {
            throw ValueRules.refused(
                    tag, vr, "private elements are creators, (gggg,0010) to (gggg,00FF), or (gggg,1000) and up");
        }
        if (Tags.isPrivateCreator(tag) && vr != Vr.LO) {
            throw ValueRules.refused(tag, vr, "a private creator is LO");
        }
    }
}
