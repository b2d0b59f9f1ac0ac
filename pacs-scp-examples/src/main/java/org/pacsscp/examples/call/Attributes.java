package org.pacsscp.examples.call;

import java.util.regex.Pattern;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tags;

/** What attributes are called where they are typed and printed: their keywords, and tags for those that have none. */
final class Attributes {
    private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{4},[0-9A-Fa-f]{4}");

    private Attributes() {}

    /**
     * Finds an attribute by its keyword, or by its tag as {@code 0010,0020}.
     *
     * @throws IllegalArgumentException if the standard has none
     */
    static DictionaryEntry find(String name) {
        Dictionary dictionary = Dictionary.standard();
        if (TAG.matcher(name).matches()) {
            int tag = Integer.parseUnsignedInt(name.replace(",", ""), 16);
            // One of a repeating group has the tag of another; what delimits items has no value representation.
            return dictionary
                    .find(tag)
                    .filter(entry -> entry.tag() == tag && !entry.vrs().isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException(name + " is no attribute of PS3.6"));
        }
        return dictionary
                .entries()
                .filter(entry -> !name.isEmpty() && entry.keyword().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name
                        + "\" is no attribute of PS3.6; give a keyword such as PatientID, or a tag such as 0010,0020"));
    }

    /** Returns what an attribute is called. */
    static String name(int tag) {
        return Dictionary.standard()
                .find(tag)
                .map(DictionaryEntry::keyword)
                .filter(keyword -> !keyword.isEmpty())
                .orElseGet(() -> "%04X,%04X".formatted(Tags.group(tag), Tags.element(tag)));
    }
}
