package org.pacsscp.dataset.value;

import java.util.Objects;
import java.util.Optional;

/**
 * A range of times within a day as a query asks for it (PS3.4 section C.2.2.2.5): both ends belong to it, either may be
 * absent. An end that is written without seconds means its whole minute, one without minutes its whole hour.
 *
 * @param from the first time, empty if the range has no beginning
 * @param to the last time, empty if the range has no end
 * @since 0.1.0
 */
public record TimeRange(Optional<DicomTime> from, Optional<DicomTime> to) {
    /**
     * Checks a range. One that ends before it begins is allowed, and contains nothing: none goes past midnight.
     *
     * @throws IllegalArgumentException if it has neither end
     */
    public TimeRange {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (from.isEmpty() && to.isEmpty()) {
            throw new IllegalArgumentException("a range needs at least one end");
        }
    }

    /**
     * Reads a range: {@code from-to}, {@code from-}, {@code -to}, or a single time, which is both ends.
     *
     * @param text one value
     * @return the range, empty if the text is none
     */
    public static Optional<TimeRange> parse(String text) {
        return RangeText.split(text, DicomTime::parse).map(ends -> new TimeRange(ends.from(), ends.to()));
    }

    /**
     * Tells whether a time is of this range.
     *
     * @param time any time, which means its first microsecond
     * @return whether it is neither before the first time nor after the last
     */
    public boolean contains(DicomTime time) {
        return contains(time.earliest());
    }

    /**
     * Tells whether a time is of this range.
     *
     * @param microseconds microseconds since midnight, as {@link DicomTime#earliest}
     * @return whether it is neither before the first time nor after the last
     */
    public boolean contains(long microseconds) {
        return from.filter(first -> microseconds < first.earliest()).isEmpty()
                && to.filter(last -> microseconds > last.latest()).isEmpty();
    }

    /**
     * Returns the range as a query has it.
     *
     * @return the ends with a hyphen between them
     */
    public String text() {
        return RangeText.join(from.map(DicomTime::text), to.map(DicomTime::text));
    }
}
