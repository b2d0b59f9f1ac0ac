package org.pacsscp.dataset.match;

import java.util.List;
import java.util.Optional;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/**
 * What a key asks for: an attribute of the standard by its tag, a private one by its creator, in whichever block that has
 * reserved (PS3.5 section 7.8.1).
 *
 * @param tag as the query has it
 * @param creator of a private one; empty for all others
 * @param vr how its value is to be read where it came without a value representation
 */
record Attribute(int tag, String creator, Vr vr) {
    private static final int IN_BLOCK = 0xFF;

    /** Returns the one that a key names; empty for a private key without a creator. */
    static Optional<Attribute> of(Element key, DataSet identifier) {
        int tag = key.tag();
        if (!Tags.isPrivate(tag)) {
            return Optional.of(new Attribute(tag, "", key.vr()));
        }
        return identifier.text(Tags.privateCreatorOf(tag)).map(creator -> new Attribute(tag, creator, key.vr()));
    }

    /** Finds it in a data set. */
    Optional<Element> in(DataSet dataSet) {
        if (creator.isEmpty()) {
            return dataSet.element(tag);
        }
        return dataSet.privateElement(creator, Tags.group(tag), tag & IN_BLOCK)
                .map(element -> element.vr() == Vr.UN && vr != Vr.UN ? element.as(vr) : element);
    }

    /** Returns its values in a data set, but for empty ones. */
    List<String> valuesIn(DataSet dataSet) {
        List<String> texts = in(dataSet).map(Element::texts).orElse(List.of());
        return texts.contains("")
                ? texts.stream().filter(text -> !text.isEmpty()).toList()
                : texts;
    }

    /** Returns the items of the sequence that it is. */
    List<DataSet> itemsIn(DataSet dataSet) {
        return in(dataSet).map(Element::sequence).orElse(List.of());
    }
}
