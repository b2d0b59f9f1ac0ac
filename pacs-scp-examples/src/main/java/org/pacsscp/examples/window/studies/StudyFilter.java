package org.pacsscp.examples.window.studies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.value.DicomDate;

/**
 * What was typed to search for. A study is found if it has each word in the name or the ID of its patient or in its accession
 * number, or if its date begins with it. The catalog is asked for the longest word, which leaves few; the rest is decided here.
 *
 * @param words as they were typed; none for all studies
 */
record StudyFilter(List<String> words) {
    /** What separates words: what a name has between its parts, and what has a meaning in a query. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Cntrl}^=\\\\*?,]+");

    private static final Pattern DATE = Pattern.compile("[0-9]{4,8}");

    /** Those of PS3.5 Table 6.2-1, without room for two asterisks. */
    private static final int LONGEST_NAME = 62;

    private static final int LONGEST_NUMBER = 14;
    private static final int SHORTEST_DATE = 4;

    StudyFilter {
        words = List.copyOf(words);
    }

    static StudyFilter of(String typed) {
        return new StudyFilter(Stream.of(SEPARATORS.split(typed))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** As matching does, PS3.4 section C.2.2.2.1. */
    private static String fold(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    boolean matches(StudyRow row) {
        return words.stream().map(StudyFilter::fold).allMatch(word -> isIn(word, row));
    }

    private static boolean isIn(String word, StudyRow row) {
        return fold(row.patientName()).contains(word)
                || fold(row.key().patientId()).contains(word)
                || fold(row.accessionNumber()).contains(word)
                || isDate(word, row.date());
    }

    private static boolean isDate(String word, String date) {
        return word.length() >= SHORTEST_DATE
                && (date.startsWith(word) || date.replace("-", "").startsWith(word));
    }

    /** Returns keys of which one at least matches each study that is looked for. */
    List<DataSet> keys() {
        Optional<String> longest = words.stream().max(Comparator.comparingInt(String::length));
        if (longest.isEmpty()) {
            return List.of(DataSet.empty());
        }
        String word = longest.get();
        List<DataSet> keys = new ArrayList<>();
        keys.add(DataSet.builder()
                .text(Tag.PATIENT_NAME, within(word, LONGEST_NAME))
                .build());
        keys.add(numbers(Tag.PATIENT_ID, word, LONGEST_NAME));
        keys.add(numbers(Tag.ACCESSION_NUMBER, word, LONGEST_NUMBER));
        days(word)
                .ifPresent(days ->
                        keys.add(DataSet.builder().text(Tag.STUDY_DATE, days).build()));
        return keys;
    }

    /** Matching minds the case of all but names: a number is found as it was typed, or in one case. */
    private static DataSet numbers(int tag, String word, int longest) {
        Set<String> patterns = new LinkedHashSet<>();
        patterns.add(within(word, longest));
        patterns.add(within(word.toUpperCase(Locale.ROOT), longest));
        patterns.add(within(word.toLowerCase(Locale.ROOT), longest));
        return DataSet.builder().text(tag, patterns.toArray(String[]::new)).build();
    }

    private static String within(String word, int longest) {
        return "*" + word.substring(0, Math.min(word.length(), longest)) + "*";
    }

    /** Returns days, as a query has them, among which are all that begin with a word. */
    private static Optional<String> days(String word) {
        String digits = word.replace("-", "");
        if (!DATE.matcher(digits).matches()) {
            return Optional.empty();
        }
        Optional<DicomDate> day = DicomDate.parse(digits);
        if (day.isPresent()) {
            return day.map(DicomDate::text);
        }
        String year = digits.substring(0, 4);
        return Optional.of(year + "0101-" + year + "1231");
    }
}
