package org.pacsscp.dataset.value;

import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;

/**
 * A time of day, TM, as precise as it was written (PS3.5 section 6.2): to the hour, the minute, the second, or one to six
 * digits of a fraction. The second may be 60 where there was a leap second, which {@code java.time} cannot say.
 *
 * <p>Two times are equal if they are written with the same precision; {@link #earliest} and {@link #latest} tell which
 * microseconds of a day one means.
 *
 * @since 0.1.0
 */
public final class DicomTime {
    /** How many microseconds there are in a day; a leap second at its end has later ones. */
    static final long MICROSECONDS_PER_DAY = 86_400_000_000L;

    private static final int MICROSECONDS_PER_SECOND = 1_000_000;
    private static final int MAX_FRACTION_DIGITS = 6;

    private final int hour;
    private final int minute;
    private final int second;
    private final int microsecond;
    private final int digits;

    /** Makes a time of so many digits: 2, 4, 6, or 7 to 12 with a fraction. */
    private DicomTime(int hour, int minute, int second, int microsecond, int digits) {
        this.hour = hour;
        this.minute = minute;
        this.second = second;
        this.microsecond = microsecond;
        this.digits = digits;
    }

    /**
     * Makes a time that is precise to the microsecond, without a fraction if that is zero.
     *
     * @param time the time; what is less than a microsecond is left out
     * @return the time
     */
    public static DicomTime of(LocalTime time) {
        int microsecond = time.getNano() / 1000;
        return new DicomTime(
                time.getHour(), time.getMinute(), time.getSecond(), microsecond, microsecond == 0 ? 6 : 12);
    }

    /**
     * Reads a time: {@code HH[MM[SS[.F{1,6}]]]}, or with colons, as ACR-NEMA had it. Outer spaces do not count.
     *
     * @param text one value
     * @return the time, empty if the text is none
     */
    public static Optional<DicomTime> parse(String text) {
        String stripped = text.strip();
        if (stripped.length() >= 5
                && stripped.charAt(2) == ':'
                && (stripped.length() == 5 || stripped.charAt(5) == ':')) {
            return parseDigits(stripped.substring(0, 2)
                    + stripped.substring(3, 5)
                    + (stripped.length() == 5 ? "" : stripped.substring(6)));
        }
        return parseDigits(stripped);
    }

    /** Reads a time without colons, as it stands in a date and time, too. */
    static Optional<DicomTime> parseDigits(String text) {
        int whole = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        String fraction = whole == text.length() ? "" : text.substring(whole + 1);
        boolean hasFraction = whole < text.length();
        boolean fractionFits =
                !hasFraction || (whole == 6 && !fraction.isEmpty() && fraction.length() <= MAX_FRACTION_DIGITS);
        if (!fractionFits
                || (whole != 2 && whole != 4 && whole != 6)
                || !Digits.areAll(text.substring(0, whole))
                || !Digits.areAll(fraction)) {
            return Optional.empty();
        }
        int hour = Digits.number(text, 0, 2).orElseThrow();
        int minute = whole < 4 ? 0 : Digits.number(text, 2, 2).orElseThrow();
        int second = whole < 6 ? 0 : Digits.number(text, 4, 2).orElseThrow();
        int microsecond =
                hasFraction ? Integer.parseInt(fraction) * powerOfTen(MAX_FRACTION_DIGITS - fraction.length()) : 0;
        return hour > 23 || minute > 59 || second > 60
                ? Optional.empty()
                : Optional.of(new DicomTime(hour, minute, second, microsecond, whole + fraction.length()));
    }

    private static int powerOfTen(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * Returns the hour.
     *
     * @return 0 to 23
     */
    public int hour() {
        return hour;
    }

    /**
     * Returns the minute.
     *
     * @return 0 to 59; 0 if the time is precise to the hour
     */
    public int minute() {
        return minute;
    }

    /**
     * Returns the second.
     *
     * @return 0 to 60; 0 if the time is precise to the hour or minute
     */
    public int second() {
        return second;
    }

    /**
     * Returns the fraction of the second.
     *
     * @return the fraction in microseconds, 0 to 999999; 0 if there is none
     */
    public int microsecond() {
        return microsecond;
    }

    /**
     * Tells how precise the time is.
     *
     * @return how many digits it is written with: 2 for hours, 4 for minutes, 6 for seconds, 7 to 12 with a fraction
     */
    public int digits() {
        return digits;
    }

    /**
     * Tells whether this is within a leap second.
     *
     * @return whether the second is 60
     */
    public boolean isLeapSecond() {
        return second == 60;
    }

    /**
     * Returns the time as Java has it, with zeros for what is not written.
     *
     * @return the time, empty for a leap second
     */
    public Optional<LocalTime> toLocalTime() {
        return isLeapSecond() ? Optional.empty() : Optional.of(LocalTime.of(hour, minute, second, microsecond * 1000));
    }

    /**
     * Returns the first microsecond of what the time means, with zeros for what is not written.
     *
     * @return microseconds since midnight; a leap second counts like the first second of the next minute
     */
    public long earliest() {
        return ((hour * 60L + minute) * 60 + second) * MICROSECONDS_PER_SECOND + microsecond;
    }

    /**
     * Returns the last microsecond of what the time means: of its hour, minute, second, or least digit of a fraction.
     *
     * @return microseconds since midnight
     */
    public long latest() {
        return earliest() + duration() - 1;
    }

    private long duration() {
        return switch (digits) {
            case 2 -> 3600L * MICROSECONDS_PER_SECOND;
            case 4 -> 60L * MICROSECONDS_PER_SECOND;
            default -> powerOfTen(12 - digits);
        };
    }

    /**
     * Returns the time as a data set has it.
     *
     * @return as many digits as {@link #digits} says
     */
    public String text() {
        String all = String.format("%02d%02d%02d%06d", hour, minute, second, microsecond);
        return digits <= 6 ? all.substring(0, digits) : all.substring(0, 6) + "." + all.substring(6, digits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DicomTime time
                && time.earliest() == earliest()
                && time.second == second
                && time.digits == digits;
    }

    @Override
    public int hashCode() {
        return Objects.hash(earliest(), second, digits);
    }

    /** Tells how precise the time is, and not which. */
    @Override
    public String toString() {
        return "DicomTime[" + digits + " digits]";
    }
}
