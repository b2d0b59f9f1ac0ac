package org.pacsscp.dataset;

import org.pacsscp.dataset.value.CharacterSet;

/** Says with items in which character set their text is, where they would inherit another one (PS3.5 section 7.5.3). */
final class ItemCharacterSets {
    private static final int ESCAPE = 0x1B;

    private final CharacterSet inherited;

    ItemCharacterSets(CharacterSet inherited) {
        this.inherited = inherited;
    }

    /** The item with its character set, if it needs one and lacks it. */
    DataSet complete(DataSet item) {
        boolean same =
                item.contains(Tag.SPECIFIC_CHARACTER_SET) || item.characterSet().equals(inherited);
        if (same || !hasTextBeyondAscii(item)) {
            return item;
        }
        String[] terms = item.characterSet().terms().toArray(String[]::new);
        DataSetBuilder builder = DataSet.builder();
        for (Element element : item) {
            builder.add(element);
        }
        return builder.text(Tag.SPECIFIC_CHARACTER_SET, terms).build();
    }

    private static boolean hasTextBeyondAscii(DataSet dataSet) {
        for (Element element : dataSet) {
            if (element.vr().isCharacterSetDependent() ? !isAscii(element) : hasTextBeyondAscii(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasTextBeyondAscii(Element element) {
        if (element.isSequence()) {
            for (DataSet item : element.sequence()) {
                if (!item.contains(Tag.SPECIFIC_CHARACTER_SET) && hasTextBeyondAscii(item)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the bytes are the same in all character sets but a few that replace a backslash or a tilde. */
    static boolean isAscii(Element element) {
        byte[] bytes = element.source();
        int end = element.offset() + element.length();
        for (int at = element.offset(); at < end; at++) {
            if (bytes[at] < 0 || bytes[at] == ESCAPE) {
                return false;
            }
        }
        return true;
    }
}
