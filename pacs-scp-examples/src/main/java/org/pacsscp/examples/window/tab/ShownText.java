package org.pacsscp.examples.window.tab;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.value.DicomTime;
import org.pacsscp.dataset.value.PersonName;

/** Values of data sets as people read them. */
public final class ShownText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private ShownText() {}

    /**
     * Returns a text.
     *
     * @param dataSet where it is
     * @param tag the attribute
     * @return its first value; empty if it has none
     */
    public static String text(DataSet dataSet, int tag) {
        return dataSet.text(tag).orElse("");
    }

    /**
     * Returns the name of a person.
     *
     * @param dataSet where it is
     * @param tag the attribute
     * @return its components with spaces between them, the name in other scripts in brackets; empty if there is none
     */
    public static String name(DataSet dataSet, int tag) {
        return dataSet.personName(tag).map(ShownText::name).orElse("");
    }

    private static String name(PersonName name) {
        List<String> groups = Stream.of(name.alphabetic(), name.ideographic(), name.phonetic())
                .map(group -> group.text().replace('^', ' ').strip())
                .filter(text -> !text.isEmpty())
                .toList();
        if (groups.size() < 2) {
            return String.join("", groups);
        }
        return groups.get(0) + " (" + String.join(", ", groups.subList(1, groups.size())) + ")";
    }

    /**
     * Returns a date and a time.
     *
     * @param dataSet where they are
     * @param date the attribute of the date
     * @param time the attribute of the time
     * @return such as {@code 2026-11-29 09:30}, as far as they are there; what is no date or time is shown as it is
     */
    public static String dateTime(DataSet dataSet, int date, int time) {
        return (date(dataSet, date) + " " + time(dataSet, time)).strip();
    }

    private static String date(DataSet dataSet, int tag) {
        return dataSet.date(tag).map(date -> date.date().toString()).orElseGet(() -> text(dataSet, tag));
    }

    private static String time(DataSet dataSet, int tag) {
        return dataSet.time(tag)
                .flatMap(DicomTime::toLocalTime)
                .map((LocalTime time) -> TIME.format(time))
                .orElseGet(() -> text(dataSet, tag));
    }
}
