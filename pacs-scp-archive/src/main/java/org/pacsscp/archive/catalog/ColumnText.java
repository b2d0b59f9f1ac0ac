package org.pacsscp.archive.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.value.DecimalString;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.PersonName;

/**
 * The values of columns that serve to find rows sooner. {@code null} stands for what has no value, several, or one that a column
 * cannot hold: the header decides then, so each condition on such a column lets {@code null} pass.
 */
final class ColumnText {
    /** Entries of an index have room for this in each database. */
    private static final int LONGEST = 256;

    private static final Pattern CODE_STRING = Pattern.compile("[A-Z0-9_ ]{1,16}");

    private ColumnText() {}

    /** Returns the one value of an attribute. */
    static @Nullable String of(DataSet dataSet, int tag) {
        List<String> values = values(dataSet, tag);
        return values.size() == 1 && isHeld(values.get(0)) ? values.get(0) : null;
    }

    private static List<String> values(DataSet dataSet, int tag) {
        List<String> texts = dataSet.texts(tag);
        return texts.contains("")
                ? texts.stream().filter(text -> !text.isEmpty()).toList()
                : texts;
    }

    /** PostgreSQL has no text with U+0000. */
    static boolean isHeld(String text) {
        return text.length() <= LONGEST && text.indexOf('\0') < 0;
    }

    /** Returns the one code of an attribute; devices send some that are none (PS3.5 Table 6.2-1). */
    static @Nullable String code(DataSet dataSet, int tag) {
        String value = of(dataSet, tag);
        return value != null && CODE_STRING.matcher(value).matches() ? value : null;
    }

    /** Returns the one date of an attribute, as eight digits. */
    static @Nullable String date(DataSet dataSet, int tag) {
        List<String> values = values(dataSet, tag);
        return values.size() == 1
                ? DicomDate.parse(values.get(0)).map(DicomDate::text).orElse(null)
                : null;
    }

    /** Returns the one whole number of an attribute. */
    static @Nullable Long number(DataSet dataSet, int tag) {
        List<String> values = values(dataSet, tag);
        return values.size() == 1 ? number(values.get(0)).orElse(null) : null;
    }

    /** Reads a whole number, however it is written. */
    static Optional<Long> number(String text) {
        return DecimalString.parse(text).map(DecimalString::value).flatMap(ColumnText::whole);
    }

    private static Optional<Long> whole(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Returns the groups of the one name of an attribute, folded; none that can be told if there are several names. */
    static Names names(DataSet dataSet, int tag) {
        List<String> values = values(dataSet, tag);
        if (values.size() != 1) {
            return Names.UNKNOWN;
        }
        PersonName name = PersonName.parse(values.get(0));
        List<String> groups = groups(name);
        return groups.stream().allMatch(ColumnText::isHeld)
                ? new Names(orNull(groups.get(0)), orNull(groups.get(1)), orNull(groups.get(2)))
                : Names.UNKNOWN;
    }

    /** Returns the three groups of a name, folded; those that it has not are empty. */
    static List<String> groups(PersonName name) {
        return List.of(
                fold(name.alphabetic().text()),
                fold(name.ideographic().text()),
                fold(name.phonetic().text()));
    }

    /** Takes the case from a name, as matching does. */
    static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The columns of a name. Without an alphabetic group, the header decides. */
    record Names(
            @Nullable String alphabetic,
            @Nullable String ideographic,
            @Nullable String phonetic) {
        static final Names UNKNOWN = new Names(null, null, null);
    }
}
