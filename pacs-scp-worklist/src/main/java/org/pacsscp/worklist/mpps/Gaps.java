package org.pacsscp.worklist.mpps;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Tags;

/**
 * What a request lacks of attributes of type 1.
 *
 * @param missing attributes that are not there: 0120H (PS3.7 section C.5.13)
 * @param empty attributes that are there without a value: 0121H (section C.5.14)
 */
record Gaps(List<Integer> missing, List<Integer> empty) {
    /** Looks at all attributes, those in items, too. */
    static Gaps ofCreate(DataSet attributes) {
        Gaps gaps = new Gaps(new ArrayList<>(), new ArrayList<>());
        AttributeRule.TABLE.forEach(rule -> gaps.add(rule, attributes));
        return gaps;
    }

    /** Looks at those attributes that are to be changed. */
    static Gaps ofSet(DataSet modifications) {
        Gaps gaps = new Gaps(new ArrayList<>(), new ArrayList<>());
        AttributeRule.TABLE.stream()
                .filter(rule -> modifications.contains(rule.tag()))
                .forEach(rule -> gaps.add(rule, modifications));
        return gaps;
    }

    private void add(AttributeRule rule, DataSet in) {
        Optional<Element> element = in.element(rule.tag());
        if (rule.type() == 1 && element.isEmpty()) {
            missing.add(rule.tag());
        } else if (rule.type() == 1 && element.filter(value -> !value.isEmpty()).isEmpty()) {
            empty.add(rule.tag());
        }
        for (DataSet item : in.sequence(rule.tag())) {
            rule.items().forEach(within -> add(within, item));
        }
    }

    boolean isNone() {
        return missing.isEmpty() && empty.isEmpty();
    }

    boolean isOfStatus() {
        return missing.contains(Tag.PERFORMED_PROCEDURE_STEP_STATUS)
                || empty.contains(Tag.PERFORMED_PROCEDURE_STEP_STATUS);
    }

    /** Returns what the modality is told. */
    Response refusal() {
        return missing.isEmpty()
                ? DimseStatus.MISSING_ATTRIBUTE_VALUE.withErrorComment("no value of " + text(empty))
                : DimseStatus.MISSING_ATTRIBUTE
                        .withErrorComment("no " + text(missing))
                        .with(CommandElements.none()
                                .attributeIdentifierList(missing.stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray()));
    }

    @Override
    public String toString() {
        return text(Stream.concat(missing.stream(), empty.stream()).toList());
    }

    static String text(List<Integer> tags) {
        return tags.stream().map(Tags::format).collect(joining(" "));
    }
}
