package org.pacsscp.testkit.script;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word that has values in it, see {@link Vocabulary}.
 *
 * @param pattern what it looks like, its values in groups
 * @param meaning makes a script of the values, and of the words that it is spoken among
 */
record ValuedWord(Pattern pattern, BiFunction<MatchResult, Vocabulary, String> meaning) {
    private static final List<ValuedWord> ALL = List.of(
            // PS3.8 Tables 9-26 and 9-21
            word(
                    "A([02])(?:/(\\d))?",
                    (values, words) -> "07 00 00000004 00 00 0%s 0%s"
                            .formatted(values.group(1), values.group(2) == null ? "0" : values.group(2))),
            word(
                    "RJ\\((\\d),(\\d),(\\d)\\)",
                    (values, words) -> "03 00 00000004 00 0%s 0%s 0%s"
                            .formatted(values.group(1), values.group(2), values.group(3))),
            // PS3.7 Tables 9.3-12 and 9.3-13
            word(
                    "C-ECHO-RQ(?: (\\d+))?",
                    (values, words) -> words.message(
                            1, "<sop class> <echo> <message id %s> <no data set>".formatted(orOne(values.group(1))))),
            word(
                    "(?:C-ECHO-RSP (\\d+) )?(\\p{XDigit}{4})H",
                    (values, words) -> words.message(
                            1,
                            "<sop class> <field 8030H> <responding to %s> <no data set> <status %sH>"
                                    .formatted(orOne(values.group(1)), values.group(2)))),
            // PS3.7 Table E.1-1
            word("sop class ([0-9.]+)", (values, words) -> uid("0200", values.group(1))),
            word("field (\\p{XDigit}{4})H", (values, words) -> hex("0001", values.group(1))),
            word("message id (\\d+)", (values, words) -> decimal("1001", values.group(1))),
            word("responding to (\\d+)", (values, words) -> decimal("2001", values.group(1))),
            word("status (\\p{XDigit}{4})H", (values, words) -> hex("0009", values.group(1))),
            word("sop instance ([0-9.]+)", (values, words) -> uid("0010", values.group(1))));

    private static ValuedWord word(String pattern, BiFunction<MatchResult, Vocabulary, String> meaning) {
        return new ValuedWord(Pattern.compile(pattern), meaning);
    }

    /** What a word stands for; empty if it is none of these. */
    static Optional<String> meaning(String word, Vocabulary words) {
        for (ValuedWord known : ALL) {
            Matcher matcher = known.pattern.matcher(word);
            if (matcher.matches()) {
                return Optional.of(known.meaning.apply(matcher, words));
            }
        }
        return Optional.empty();
    }

    private static String orOne(@Nullable String digits) {
        return digits == null ? "1" : digits;
    }

    private static String decimal(String littleEndianElement, String digits) {
        return number(littleEndianElement, Integer.parseInt(digits));
    }

    private static String hex(String littleEndianElement, String digits) {
        return number(littleEndianElement, Integer.parseInt(digits, 16));
    }

    /** An element of value representation US, PS3.7 section 6.3.1. */
    private static String number(String littleEndianElement, int value) {
        return "0000 %s 02000000 %s".formatted(littleEndianElement, Vocabulary.littleEndian(value));
    }

    /** An element of value representation UI, padded to an even length. */
    private static String uid(String littleEndianElement, String uid) {
        String value = uid.length() % 2 == 0 ? "'" + uid + "'" : "'" + uid + "' 00";
        return "0000 %s %s0000 %s"
                .formatted(littleEndianElement, Vocabulary.littleEndian(uid.length() + uid.length() % 2), value);
    }
}
