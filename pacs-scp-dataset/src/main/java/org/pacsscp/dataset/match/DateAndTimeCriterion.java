package org.pacsscp.dataset.match;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pacsscp.dataset.value.DateRange;
import org.pacsscp.dataset.value.DicomDate;
import org.pacsscp.dataset.value.DicomTime;
import org.pacsscp.dataset.value.TimeRange;

/**
 * What a query wants a date and the time of that day to be: each by itself, or both as one range (PS3.4 section C.2.2.2.5.4);
 * stored ones in the offset from UTC of the query, if that was negotiated.
 */
final class DateAndTimeCriterion {
    private static final long MICROSECONDS_PER_DAY = 86_400_000_000L;

    private final Optional<DateKey> dateKey;
    private final Optional<TimeKey> timeKey;
    private final boolean joined;
    private final Offsets offsets;
    private final boolean unknownMatches;

    DateAndTimeCriterion(
            Optional<DateKey> dateKey,
            Optional<TimeKey> timeKey,
            boolean combined,
            Offsets offsets,
            boolean unknownMatches) {
        this.dateKey = dateKey;
        this.timeKey = timeKey;
        this.offsets = offsets;
        this.unknownMatches = unknownMatches;
        joined = combined && haveOneForm(dateKey.flatMap(DateKey::range), timeKey.flatMap(TimeKey::range));
    }

    private static boolean haveOneForm(Optional<DateRange> dates, Optional<TimeRange> times) {
        return dates.isPresent()
                && times.isPresent()
                && dates.get().from().isPresent() == times.get().from().isPresent()
                && dates.get().to().isPresent() == times.get().to().isPresent();
    }

    boolean test(String dateText, String timeText, ZoneId zone) {
        Optional<DicomDate> date = DicomDate.parse(dateText);
        Optional<DicomTime> time = DicomTime.parse(timeText);
        if (date.isPresent() && time.isPresent() && (joined || offsets.differ(zone))) {
            LocalDateTime stored =
                    date.get().date().atStartOfDay().plus(time.get().earliest(), ChronoUnit.MICROS);
            return testMoment(microseconds(date.get(), time.get()) + offsets.difference(stored, zone));
        }
        return testDate(dateText) && testTime(timeText, time, offsets.difference(zone));
    }

    private static long microseconds(DicomDate date, DicomTime time) {
        return date.date().toEpochDay() * MICROSECONDS_PER_DAY + time.earliest();
    }

    /** Tests a time in microseconds since 1970 in the offset of the query. */
    private boolean testMoment(long moment) {
        if (joined) {
            DateRange dates = dateKey.flatMap(DateKey::range).orElseThrow();
            TimeRange times = timeKey.flatMap(TimeKey::range).orElseThrow();
            boolean before = dates.from().isPresent()
                    && moment < microseconds(dates.from().get(), times.from().orElseThrow());
            boolean after = dates.to().isPresent()
                    && moment
                            > dates.to().get().date().toEpochDay() * MICROSECONDS_PER_DAY
                                    + times.to().orElseThrow().latest();
            return !before && !after;
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(moment, MICROSECONDS_PER_DAY));
        long ofDay = Math.floorMod(moment, MICROSECONDS_PER_DAY);
        return dateKey.map(key -> matches(key, day)).orElse(true)
                && timeKey.map(key -> key.matches(ofDay)).orElse(true);
    }

    private static boolean matches(DateKey key, LocalDate day) {
        return day.getYear() >= 0 && day.getYear() <= 9999 && key.matches(new DicomDate(day));
    }

    /** Tests a date as it is written: its time is not known, or does not count. */
    private boolean testDate(String text) {
        return dateKey.map(key -> text.isEmpty() ? unknownMatches : key.matches(text))
                .orElse(true);
    }

    /** Tests a time by itself. If date and time are one range, one of them is not known here. */
    private boolean testTime(String text, Optional<DicomTime> time, long difference) {
        if (timeKey.isEmpty()) {
            return true;
        }
        if (text.isEmpty() || joined) {
            return unknownMatches;
        }
        return time.filter(known -> difference != 0)
                .map(known -> timeKey.get().matches(Math.floorMod(known.earliest() + difference, MICROSECONDS_PER_DAY)))
                .orElseGet(() -> timeKey.get().matches(text));
    }
}
