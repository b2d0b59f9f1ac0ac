package org.pacsscp.testkit.assertj;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.api.AbstractAssert;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;

/**
 * Assertions about a data set.
 *
 * @since 0.1.0
 */
public final class DataSetAssert extends AbstractAssert<DataSetAssert, DataSet> {
    DataSetAssert(DataSet actual) {
        super(actual, DataSetAssert.class);
    }

    /**
     * Has an element, with or without a value.
     *
     * @param tag its tag
     * @return this
     */
    public DataSetAssert hasElement(int tag) {
        if (!actual.contains(tag)) {
            fail("to have %s, but it has only %s", name(tag), tags());
        }
        return this;
    }

    /**
     * Lacks an element.
     *
     * @param tag its tag
     * @return this
     */
    public DataSetAssert doesNotHaveElement(int tag) {
        actual.element(tag).ifPresent(element -> fail("not to have %s, but it is %s", name(tag), value(element)));
        return this;
    }

    /**
     * Has an element without a value.
     *
     * @param tag its tag
     * @return this
     */
    public DataSetAssert hasEmpty(int tag) {
        hasElement(tag);
        actual.element(tag)
                .filter(element -> !element.isEmpty())
                .ifPresent(element -> fail("to have %s without a value, but it is %s", name(tag), value(element)));
        return this;
    }

    /**
     * Has an element with these values, and no others.
     *
     * @param tag its tag
     * @param values as text, without padding
     * @return this
     */
    public DataSetAssert hasText(int tag, String... values) {
        hasElement(tag);
        if (!actual.texts(tag).equals(List.of(values))) {
            fail("to have %s = %s, but it is %s", name(tag), List.of(values), actual.texts(tag));
        }
        return this;
    }

    /**
     * Has an element whose only value is a UID.
     *
     * @param tag its tag
     * @param uid the value
     * @return this
     */
    public DataSetAssert hasUid(int tag, Uid uid) {
        return hasText(tag, uid.value());
    }

    /**
     * Has an element whose first value is a number.
     *
     * @param tag its tag
     * @param number the value
     * @return this
     */
    public DataSetAssert hasInteger(int tag, int number) {
        hasElement(tag);
        if (actual.integer(tag).orElse(number + 1) != number) {
            fail("to have %s = %s, but it is %s", name(tag), number, actual.texts(tag));
        }
        return this;
    }

    /**
     * Has a sequence of so many items.
     *
     * @param tag its tag
     * @param items how many
     * @return this
     */
    public DataSetAssert hasItems(int tag, int items) {
        hasElement(tag);
        int found = actual.sequence(tag).size();
        if (found != items) {
            fail("to have %s items in %s, but there are %s", items, name(tag), found);
        }
        return this;
    }

    /**
     * Goes on with an item of a sequence.
     *
     * @param tag the tag of the sequence
     * @param index which item, from 0
     * @return an assertion about the item
     */
    public DataSetAssert item(int tag, int index) {
        hasElement(tag);
        List<DataSet> items = actual.sequence(tag);
        if (index >= items.size()) {
            fail("to have item %s in %s, but there are %s items", index, name(tag), items.size());
        }
        return new DataSetAssert(items.get(index)).as("item %s of %s", index, name(tag));
    }

    /**
     * Has all elements of another data set, with the same values.
     *
     * @param expected which may be fewer
     * @return this
     */
    public DataSetAssert contains(DataSet expected) {
        String differences = StreamSupport.stream(expected.spliterator(), false)
                .map(element -> difference(element.tag(), Optional.of(element), actual.element(element.tag())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining());
        if (!differences.isEmpty()) {
            fail("to contain these elements:%s", differences);
        }
        return this;
    }

    /** Has the same elements with the same values; else shows each that differs. */
    @Override
    public DataSetAssert isEqualTo(Object expected) {
        if (expected instanceof DataSet other && !actual.equals(other)) {
            TreeSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
            actual.forEach(element -> tags.add(element.tag()));
            other.forEach(element -> tags.add(element.tag()));
            fail(
                    "to be another one:%s",
                    tags.stream()
                            .map(tag -> difference(tag, other.element(tag), actual.element(tag)))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining()));
        }
        return super.isEqualTo(expected);
    }

    private static Optional<String> difference(int tag, Optional<Element> expected, Optional<Element> found) {
        return expected.equals(found)
                ? Optional.empty()
                : Optional.of("\n  %s: expected %s, found %s"
                        .formatted(
                                name(tag),
                                expected.map(DataSetAssert::value).orElse("none"),
                                found.map(DataSetAssert::value).orElse("none")));
    }

    private void fail(String message, Object... arguments) {
        failWithMessage("Expecting data set " + message, arguments);
    }

    private String tags() {
        return StreamSupport.stream(actual.spliterator(), false)
                .map(element -> name(element.tag()))
                .collect(Collectors.joining(" "));
    }

    private static String value(Element element) {
        return element.vr().isText() ? element.vr() + " " + element.texts() : element.toString();
    }

    private static String name(int tag) {
        return "(%04X,%04X)".formatted(tag >>> 16, tag & 0xFFFF);
    }
}
