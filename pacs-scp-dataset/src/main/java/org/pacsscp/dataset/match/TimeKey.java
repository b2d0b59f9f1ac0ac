package org.pacsscp.dataset.match;

import java.util.Optional;
import org.pacsscp.dataset.value.DicomTime;
import org.pacsscp.dataset.value.TimeRange;

/**
 * The value of a key of TM: a time, a range of times, or a text that is neither and matches only itself. What is not written of
 * a single time counts as zero: {@code 2230} is {@code 223000} (PS3.4 section C.2.2.2.1.3).
 */
record TimeKey(String text, Optional<DicomTime> single, Optional<TimeRange> range) {
    static TimeKey of(String text) {
        Optional<DicomTime> single = DicomTime.parse(text);
        return new TimeKey(text, single, single.isPresent() ? Optional.empty() : TimeRange.parse(text));
    }

    boolean isUnderstood() {
        return single.isPresent() || range.isPresent();
    }

    boolean matches(String stored) {
        return DicomTime.parse(stored)
                .filter(time -> isUnderstood())
                .map(time -> matches(time.earliest()))
                .orElse(stored.equals(text));
    }

    /** Tells whether a time is wanted, in microseconds since midnight. */
    boolean matches(long microseconds) {
        return range.map(times -> times.contains(microseconds))
                .orElseGet(() -> single.map(DicomTime::earliest).equals(Optional.of(microseconds)));
    }
}
