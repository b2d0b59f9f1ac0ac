package org.pacsscp.dataset.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A date and time, DT, as precise as it was written, with or without an offset from UTC (PS3.5 section 6.2): to the year,
 * month, day, hour, minute, second, or one to six digits of a fraction. An offset may follow any of them.
 *
 * <pre>{@code
 * DicomDateTime.parse("2007-0500");                       // the year 2007, five hours behind UTC
 * DicomDateTime.parse("20161231235960.5+0000");           // within a leap second
 * }</pre>
 *
 * <p>Two are equal if they are written alike. {@link #earliest} and {@link #latest} tell which time one means.
 *
 * @since 0.1.0
 */
public final class DicomDateTime {
    private static final int YEAR = 4;
    private static final int MONTH = 6;
    private static final int DAY = 8;

    private final LocalDate date;
    private final int dateDigits;
    private final Optional<DicomTime> time;
    private final Optional<ZoneOffset> offset;

    private DicomDateTime(LocalDate date, int dateDigits, Optional<DicomTime> time, Optional<ZoneOffset> offset) {
        this.date = date;
        this.dateDigits = dateDigits;
        this.time = time;
        this.offset = offset;
    }

    /**
     * Joins a date and a time without an offset.
     *
     * @param date the date
     * @param time the time
     * @return both
     */
    public static DicomDateTime of(DicomDate date, DicomTime time) {
        return new DicomDateTime(date.date(), DAY, Optional.of(time), Optional.empty());
    }

    /**
     * Makes a date and time with an offset.
     *
     * @param dateTime the date and time; what is less than a microsecond is left out
     * @return the same
     * @throws IllegalArgumentException if the year has not four digits, or the offset is not of -12:00 to +14:00 in whole
     *     minutes
     */
    public static DicomDateTime of(OffsetDateTime dateTime) {
        ZoneOffset offset = dateTime.getOffset();
        if (!UtcOffset.isAllowed(offset)) {
            throw new IllegalArgumentException("the offset has to be of -12:00 to +14:00, in whole minutes");
        }
        DicomDate date = new DicomDate(dateTime.toLocalDate());
        return new DicomDateTime(
                date.date(), DAY, Optional.of(DicomTime.of(dateTime.toLocalTime())), Optional.of(offset));
    }

    /**
     * Reads a date and time: {@code YYYY[MM[DD[HH[MM[SS[.F{1,6}]]]]]][&ZZXX]}. Outer spaces do not count.
     *
     * @param text one value
     * @return the date and time, empty if the text is none
     */
    public static Optional<DicomDateTime> parse(String text) {
        String stripped = text.strip();
        int sign = Math.max(stripped.lastIndexOf('+'), stripped.lastIndexOf('-'));
        if (sign < 0) {
            return parse(stripped, Optional.empty());
        }
        Optional<ZoneOffset> offset = UtcOffset.parse(stripped.substring(sign));
        return offset.isEmpty() ? Optional.empty() : parse(stripped.substring(0, sign), offset);
    }

    private static Optional<DicomDateTime> parse(String local, Optional<ZoneOffset> offset) {
        int dateDigits = Math.min(local.length(), DAY);
        OptionalInt year = Digits.number(local, 0, 4);
        OptionalInt month = dateDigits < MONTH ? OptionalInt.of(1) : Digits.number(local, 4, 2);
        OptionalInt day = dateDigits < DAY ? OptionalInt.of(1) : Digits.number(local, 6, 2);
        if (dateDigits % 2 != 0 || year.isEmpty() || month.isEmpty() || day.isEmpty()) {
            return Optional.empty();
        }
        LocalDate date;
        try {
            date = LocalDate.of(year.getAsInt(), month.getAsInt(), day.getAsInt());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        if (local.length() <= DAY) {
            return Optional.of(new DicomDateTime(date, dateDigits, Optional.empty(), offset));
        }
        return DicomTime.parseDigits(local.substring(DAY))
                .map(time -> new DicomDateTime(date, dateDigits, Optional.of(time), offset));
    }

    /**
     * Returns the year.
     *
     * @return 0 to 9999
     */
    public int year() {
        return date.getYear();
    }

    /**
     * Returns the month.
     *
     * @return 1 to 12, empty if this is precise to the year
     */
    public OptionalInt month() {
        return dateDigits < MONTH ? OptionalInt.empty() : OptionalInt.of(date.getMonthValue());
    }

    /**
     * Returns the day of the month.
     *
     * @return 1 to 31, empty if this is precise to the year or month
     */
    public OptionalInt day() {
        return dateDigits < DAY ? OptionalInt.empty() : OptionalInt.of(date.getDayOfMonth());
    }

    /**
     * Returns the day.
     *
     * @return the date, empty if this is precise to the year or month
     */
    public Optional<DicomDate> date() {
        return dateDigits < DAY ? Optional.empty() : Optional.of(new DicomDate(date));
    }

    /**
     * Returns the time of the day.
     *
     * @return the time, empty if this is precise to the year, month or day
     */
    public Optional<DicomTime> time() {
        return time;
    }

    /**
     * Returns the offset from UTC.
     *
     * @return the offset, empty if none is written: that of the data set, or the place's, then holds
     */
    public Optional<ZoneOffset> offset() {
        return offset;
    }

    /**
     * Returns the date and time as Java has it, with the first of what is not written, and without the offset.
     *
     * @return the date and time, empty for a leap second
     */
    public Optional<LocalDateTime> toLocalDateTime() {
        return time.isEmpty()
                ? Optional.of(date.atStartOfDay())
                : time.flatMap(DicomTime::toLocalTime).map(date::atTime);
    }

    /**
     * Returns the date and time with its offset as Java has it, with the first of what is not written.
     *
     * @return the date and time, empty for a leap second or if there is no offset
     */
    public Optional<OffsetDateTime> toOffsetDateTime() {
        return offset.flatMap(present -> toLocalDateTime().map(local -> local.atOffset(present)));
    }

    /**
     * Returns the first moment of what is meant. A leap second counts like the second after it.
     *
     * @param otherwise the zone, or offset from UTC, where no offset is written
     * @return the first microsecond
     */
    public Instant earliest(ZoneId otherwise) {
        return moment(date, time.map(DicomTime::earliest).orElse(0L), otherwise).toInstant();
    }

    /**
     * Returns the last moment of what is meant: of its year, month, day, hour, minute, second, or least digit of a
     * fraction.
     *
     * @param otherwise the zone, or offset from UTC, where no offset is written
     * @return the last microsecond
     */
    public Instant latest(ZoneId otherwise) {
        LocalDate last = switch (dateDigits) {
            case YEAR -> date.plusYears(1).minusDays(1);
            case MONTH -> date.plusMonths(1).minusDays(1);
            default -> date;
        };
        return moment(last, time.map(DicomTime::latest).orElse(DicomTime.MICROSECONDS_PER_DAY - 1), otherwise)
                .withLaterOffsetAtOverlap()
                .toInstant();
    }

    private ZonedDateTime moment(LocalDate day, long microseconds, ZoneId otherwise) {
        return day.atStartOfDay()
                .plus(microseconds, ChronoUnit.MICROS)
                .atZone(offset.map(ZoneId.class::cast).orElse(otherwise));
    }

    /**
     * Returns the date and time as a data set has it.
     *
     * @return as precise as it was written, with the offset if there is one
     */
    public String text() {
        return new DicomDate(date).text().substring(0, dateDigits)
                + time.map(DicomTime::text).orElse("")
                + offset.map(UtcOffset::text).orElse("");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DicomDateTime that
                && that.date.equals(date)
                && that.dateDigits == dateDigits
                && that.time.equals(time)
                && that.offset.equals(offset);
    }

    @Override
    public int hashCode() {
        return Objects.hash(date, dateDigits, time, offset);
    }

    /** Tells how precise this is, and not which. */
    @Override
    public String toString() {
        return "DicomDateTime[" + (dateDigits + time.map(DicomTime::digits).orElse(0)) + " digits"
                + (offset.isPresent() ? ", offset]" : "]");
    }
}
