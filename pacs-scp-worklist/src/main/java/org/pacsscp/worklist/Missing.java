package org.pacsscp.worklist;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.pacsscp.dataset.Dictionary;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Tags;

/** What is missing, for a line of the log. */
final class Missing {
    private Missing() {}

    static String text(List<Integer> tags) {
        return tags.stream().map(Missing::text).collect(joining(", "));
    }

    private static String text(int tag) {
        return Dictionary.standard().find(tag).map(DictionaryEntry::keyword).orElse("") + " " + Tags.format(tag);
    }
}
