package org.pacsscp.examples.call;

import java.util.Arrays;
import org.pacsscp.dataset.DataSetBuilder;
import org.pacsscp.dataset.DictionaryEntry;
import org.pacsscp.dataset.Vr;

/** Makes elements of what was typed, as the value representations of their attributes want it. */
final class KeyValues {
    private KeyValues() {}

    /**
     * Adds an element.
     *
     * @param value its values, with backslashes between them where it may have several
     * @throws IllegalArgumentException if the standard forbids it
     */
    static void add(DataSetBuilder elements, DictionaryEntry attribute, String value) {
        int tag = attribute.tag();
        Vr vr = attribute.vrs().get(0);
        if (vr.isText()) {
            elements.text(tag, vr, vr.isMultiValued() ? value.split("\\\\", -1) : new String[] {value});
            return;
        }
        String[] values = value.split("\\\\", -1);
        switch (vr) {
            case US, SS, UL, SL, UV, SV -> elements.integer(tag, integers(attribute, values));
            case FL, FD -> elements.real(tag, reals(attribute, values));
            case AT -> elements.tag(tag, tags(values));
            default ->
                throw new IllegalArgumentException(
                        attribute.keyword() + " has bytes, which cannot be matched; leave its value out");
        }
    }

    private static long[] integers(DictionaryEntry attribute, String... values) {
        try {
            return Arrays.stream(values).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(attribute.keyword() + " is a whole number, and its value is none", e);
        }
    }

    private static double[] reals(DictionaryEntry attribute, String... values) {
        try {
            return Arrays.stream(values).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(attribute.keyword() + " is a number, and its value is none", e);
        }
    }

    private static int[] tags(String... values) {
        return Arrays.stream(values)
                .mapToInt(value -> Attributes.find(value).tag())
                .toArray();
    }
}
