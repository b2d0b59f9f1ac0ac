package org.pacsscp.dataset.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A date, DA: a day of the Gregorian calendar, also before there was one (PS3.5 section 6.2).
 *
 * @param date the day, of the years 0 to 9999
 * @since 0.1.0
 */
public record DicomDate(LocalDate date) implements Comparable<DicomDate> {
    private static final int LENGTH = 8;

    /**
     * Checks a date.
     *
     * @throws IllegalArgumentException if the year has not four digits
     */
    public DicomDate {
        Objects.requireNonNull(date, "date");
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new IllegalArgumentException("the year of a date has to be of 0 to 9999");
        }
    }

    /**
     * Makes a date.
     *
     * @param year 0 to 9999
     * @param month 1 to 12
     * @param day 1 to 31, as the month has it
     * @return the date
     * @throws DateTimeException if there is no such day
     * @throws IllegalArgumentException if the year has not four digits
     */
    public static DicomDate of(int year, int month, int day) {
        return new DicomDate(LocalDate.of(year, month, day));
    }

    /**
     * Reads a date: {@code YYYYMMDD}, or {@code YYYY.MM.DD} as ACR-NEMA had it. Outer spaces do not count.
     *
     * @param text one value
     * @return the date, empty if the text is none
     */
    public static Optional<DicomDate> parse(String text) {
        String stripped = text.strip();
        String digits = stripped.length() == 10 && stripped.charAt(4) == '.' && stripped.charAt(7) == '.'
                ? stripped.substring(0, 4) + stripped.substring(5, 7) + stripped.substring(8)
                : stripped;
        if (digits.length() != LENGTH || !Digits.areAll(digits)) {
            return Optional.empty();
        }
        OptionalInt year = Digits.number(digits, 0, 4);
        OptionalInt month = Digits.number(digits, 4, 2);
        OptionalInt day = Digits.number(digits, 6, 2);
        try {
            return Optional.of(of(year.orElseThrow(), month.orElseThrow(), day.orElseThrow()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the date as a data set has it.
     *
     * @return {@code YYYYMMDD}
     */
    public String text() {
        return String.format("%04d%02d%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    @Override
    public int compareTo(DicomDate other) {
        return date.compareTo(other.date);
    }

    /** Tells that this is a date, and not which. */
    @Override
    public String toString() {
        return "DicomDate[]";
    }
}
