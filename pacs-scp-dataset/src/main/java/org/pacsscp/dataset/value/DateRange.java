package org.pacsscp.dataset.value;

import java.util.Objects;
import java.util.Optional;

/**
 * A range of dates as a query asks for it (PS3.4 section C.2.2.2.5): both ends belong to it, either may be absent.
 *
 * @param from the first date, empty if the range has no beginning
 * @param to the last date, empty if the range has no end
 * @since 0.1.0
 */
public record DateRange(Optional<DicomDate> from, Optional<DicomDate> to) {
    /**
     * Checks a range. One that ends before it begins is allowed, and contains nothing.
     *
     * @throws IllegalArgumentException if it has neither end
     */
    public DateRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("a range needs at least one end");
        }
    }

    /**
     * Reads a range: {@code from-to}, {@code from-}, {@code -to}, or a single date, which is both ends.
     *
     * @param text one value
     * @return the range, empty if the text is none
     */
    public static Optional<DateRange> parse(String text) {
        return RangeText.split(text, DicomDate::parse).map(ends -> new DateRange(ends.from(), ends.to()));
    }

    /**
     * Tells whether a date is of this range.
     *
     * @param date any date
     * @return whether it is neither before the first date nor after the last
     */
    public boolean contains(DicomDate date) {
        return from.filter(first -> date.compareTo(first) < 0).isEmpty()
                && to.filter(last -> date.compareTo(last) > 0).isEmpty();
    }

    /**
     * Returns the range as a query has it.
     *
     * @return the ends with a hyphen between them
     */
    public String text() {
        return RangeText.join(from.map(DicomDate::text), to.map(DicomDate::text));
    }
}
