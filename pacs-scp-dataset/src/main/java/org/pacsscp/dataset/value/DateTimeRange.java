package org.pacsscp.dataset.value;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * A range of dates and times as a query asks for it (PS3.4 section C.2.2.2.5): both ends belong to it, either may be
 * absent. An end means all that it covers as written: {@code 2008} as the last one is the whole year.
 *
 * @param from the first, empty if the range has no beginning
 * @param to the last, empty if the range has no end
 * @since 0.1.0
 */
public record DateTimeRange(Optional<DicomDateTime> from, Optional<DicomDateTime> to) {
    private static final int OFFSET_DIGITS = 4;

    /**
     * Checks a range. One that ends before it begins is allowed, and contains nothing.
     *
     * @throws IllegalArgumentException if it has neither end
     */
    public DateTimeRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("a range needs at least one end");
        }
    }

    /**
     * Reads a range: {@code from-to}, {@code from-}, {@code -to}, or a single date and time, which is both ends. A hyphen behind a date and time that exactly four
     * digits up to 1200 follow is the sign of an offset, since a range hardly ends in the Middle Ages.
     *
     * @param text one value
     * @return the range, empty if the text is none
     */
    public static Optional<DateTimeRange> parse(String text) {
        return RangeText.split(text, separator(text.strip()), DicomDateTime::parse)
                .map(ends -> new DateTimeRange(ends.from(), ends.to()));
    }

    private static int separator(String text) {
        int hyphen = text.indexOf('-');
        while (hyphen >= 0 && isSign(text, hyphen)) {
            hyphen = text.indexOf('-', hyphen + 1);
        }
        return hyphen;
    }

    private static boolean isSign(String text, int hyphen) {
        int end = hyphen + 1 + OFFSET_DIGITS;
        return hyphen > 0
                && text.indexOf('-') == hyphen
                && end <= text.length()
                && (end == text.length() || text.charAt(end) == '-')
                && UtcOffset.parse(text.substring(hyphen, end)).isPresent();
    }

    /**
     * Tells whether a date and time is of this range.
     *
     * @param dateTime any date and time, which means its first microsecond
     * @param otherwise the zone, or offset from UTC, of what has no offset
     * @return whether it is neither before the first nor after the last
     */
    public boolean contains(DicomDateTime dateTime, ZoneId otherwise) {
        return contains(dateTime.earliest(otherwise), otherwise);
    }

    /**
     * Tells whether a moment is of this range.
     *
     * @param moment any moment
     * @param otherwise the zone, or offset from UTC, of ends that have no offset
     * @return whether it is neither before the first nor after the last
     */
    public boolean contains(Instant moment, ZoneId otherwise) {
        return from.filter(first -> moment.isBefore(first.earliest(otherwise))).isEmpty()
                && to.filter(last -> moment.isAfter(last.latest(otherwise))).isEmpty();
    }

    /**
     * Returns the range as a query has it.
     *
     * @return the ends with a hyphen between them, with spaces around it where it would look like the sign of an offset
     */
    public String text() {
        String text = RangeText.join(from.map(DicomDateTime::text), to.map(DicomDateTime::text));
        return separator(text)
                        == text.length()
                                - to.map(DicomDateTime::text).orElse("").length()
                                - 1
                ? text
                : from.map(DicomDateTime::text).orElse("") + " - "
                        + to.map(DicomDateTime::text).orElse("");
    }
}
