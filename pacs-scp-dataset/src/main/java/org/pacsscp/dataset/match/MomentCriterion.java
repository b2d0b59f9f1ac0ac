package org.pacsscp.dataset.match;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.pacsscp.dataset.value.DateTimeRange;
import org.pacsscp.dataset.value.DicomDateTime;

/**
 * What a query wants a date and time, DT, to be: the same moment, or one of a range (PS3.4 section C.2.2.2.5.3). What is not
 * written of a single one counts as zero, and so does what is not written of a stored one.
 */
final class MomentCriterion {
    private final Optional<DateTimeRange> range;
    private final Optional<DicomDateTime> single;
    private final String text;
    private final Offsets offsets;

    private MomentCriterion(
            Optional<DateTimeRange> range, Optional<DicomDateTime> single, String text, Offsets offsets) {
        this.range = range;
        this.single = single;
        this.text = text;
        this.offsets = offsets;
    }

    static MomentCriterion of(String key, Offsets offsets) {
        Optional<DicomDateTime> single = DicomDateTime.parse(key);
        Optional<DateTimeRange> range = single.isPresent() ? Optional.empty() : DateTimeRange.parse(key);
        return new MomentCriterion(range, single, key, offsets);
    }

    /** Tells whether the key was understood; else only the same text matches. */
    boolean isUnderstood() {
        return range.isPresent() || single.isPresent();
    }

    boolean test(String value, ZoneId zone) {
        Optional<DicomDateTime> dateTime = DicomDateTime.parse(value);
        if (dateTime.isEmpty() || !isUnderstood()) {
            return value.equals(text);
        }
        Instant moment = dateTime.get().earliest(zone);
        return range.isPresent()
                ? range.get().contains(moment, offsets.ofQuery())
                : single.orElseThrow().earliest(offsets.ofQuery()).equals(moment);
    }
}
