package org.pacsscp.dataset.value;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An offset from UTC as DT and Timezone Offset From UTC (0008,0201) have it: a sign, two digits of hours, two of minutes,
 * from -1200 to +1400 (PS3.5 section 6.2, PS3.3 section C.12.1.1.8).
 *
 * @since 0.1.0
 */
public final class UtcOffset {
    private static final int LEAST_MINUTES = -12 * 60;
    private static final int MOST_MINUTES = 14 * 60;

    private UtcOffset() {}

    /**
     * Reads an offset. Outer spaces do not count; {@code -0000}, which is not allowed, is read as UTC.
     *
     * @param text one value
     * @return the offset, empty if the text is none
     */
    public static Optional<ZoneOffset> parse(String text) {
        String stripped = text.strip();
        OptionalInt hours = Digits.number(stripped, 1, 2);
        OptionalInt minutes = Digits.number(stripped, 3, 2);
        if (stripped.length() != 5
                || (stripped.charAt(0) != '+' && stripped.charAt(0) != '-')
                || hours.isEmpty()
                || minutes.isEmpty()
                || minutes.getAsInt() > 59) {
            return Optional.empty();
        }
        int total = (stripped.charAt(0) == '-' ? -1 : 1) * (hours.getAsInt() * 60 + minutes.getAsInt());
        return total < LEAST_MINUTES || total > MOST_MINUTES
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds(total * 60));
    }

    /** Tells whether an offset can be written. */
    static boolean isAllowed(ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        return seconds % 60 == 0 && seconds >= LEAST_MINUTES * 60 && seconds <= MOST_MINUTES * 60;
    }

    /**
     * Writes an offset.
     *
     * @param offset of -12:00 to +14:00, in whole minutes
     * @return such as {@code +0100}
     * @throws IllegalArgumentException if it is another
     */
    public static String text(ZoneOffset offset) {
        if (!isAllowed(offset)) {
            throw new IllegalArgumentException("the offset has to be of -12:00 to +14:00, in whole minutes");
        }
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        return String.format("%s%02d%02d", offset.getTotalSeconds() < 0 ? "-" : "+", minutes / 60, minutes % 60);
    }
}
