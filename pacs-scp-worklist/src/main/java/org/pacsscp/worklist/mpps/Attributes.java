package org.pacsscp.worklist.mpps;

import java.util.List;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.CharacterSet;

/** Makes the attributes that are kept of those that came. */
final class Attributes {
    private Attributes() {}

    /** Returns them with those of type 2 that did not come as empty ones. */
    static DataSet filledUp(DataSet attributes) {
        return filledUp(attributes, AttributeRule.TABLE);
    }

    private static DataSet filledUp(DataSet attributes, List<AttributeRule> rules) {
        DataSetBuilder filled = attributes.toBuilder();
        for (AttributeRule rule : rules) {
            if (rule.type() == 2 && !attributes.contains(rule.tag())) {
                filled.empty(rule.tag());
            }
            if (!rule.items().isEmpty() && attributes.contains(rule.tag())) {
                filled.sequence(
                        rule.tag(),
                        attributes.sequence(rule.tag()).stream()
                                .map(item -> filledUp(item, rule.items()))
                                .toList());
            }
        }
        return filled.build();
    }

    /**
     * Returns attributes with others in their place. What is kept is in one character set, which N-SET does not replace (PS3.4
     * section F.7.2.2.3): where both differ, in Unicode.
     */
    static DataSet merged(DataSet kept, DataSet changes) {
        DataSetBuilder merged = kept.toBuilder();
        CharacterSet other = changes.characterSet();
        if (!other.equals(CharacterSet.DEFAULT) && !other.equals(kept.characterSet())) {
            merged.text(Tag.SPECIFIC_CHARACTER_SET, CharacterSet.UTF_8.terms().toArray(String[]::new));
        }
        for (Element element : changes) {
            if (element.tag() != Tag.SPECIFIC_CHARACTER_SET) {
                merged.add(element);
            }
        }
        return merged.build();
    }
}
