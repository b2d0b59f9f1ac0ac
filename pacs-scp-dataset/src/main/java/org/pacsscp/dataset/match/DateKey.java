package org.pacsscp.dataset.match;

import java.util.Optional;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DicomDate;

/** The value of a key of DA: a date, a range of dates, or a text that is neither and matches only itself. */
record DateKey(String text, Optional<DicomDate> single, Optional<DateRange> range) {
    static DateKey of(String text) {
        Optional<DicomDate> single = DicomDate.parse(text);
        return new DateKey(text, single, single.isPresent() ? Optional.empty() : DateRange.parse(text));
    }

    boolean isUnderstood() {
        return single.isPresent() || range.isPresent();
    }

    boolean matches(String stored) {
        return DicomDate.parse(stored)
                .filter(date -> isUnderstood())
                .map(this::matches)
                .orElse(stored.equals(text));
    }

    boolean matches(DicomDate date) {
        return range.map(dates -> dates.contains(date)).orElse(single.equals(Optional.of(date)));
    }
}
