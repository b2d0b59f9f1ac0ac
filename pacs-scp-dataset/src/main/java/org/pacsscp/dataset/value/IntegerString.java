package org.pacsscp.dataset.value;

import java.util.Optional;

/**
 * A whole number, IS, kept as it was written (PS3.5 section 6.2), since {@code 007} may be meant.
 *
 * @param text the number without outer spaces
 * @since 0.1.0
 */
public record IntegerString(String text) {
    private static final int MAX_LENGTH_READ = 64;

    /**
     * Checks a number.
     *
     * @throws IllegalArgumentException if the text is no number of -2<sup>31</sup> to 2<sup>31</sup>-1
     */
    public IntegerString {
        if (!isNumber(text)) {
            throw new IllegalArgumentException("this is no whole number of -2147483648 to 2147483647");
        }
    }

    private static boolean isNumber(String text) {
        int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (text.length() == from || text.length() > MAX_LENGTH_READ || !Digits.areAll(text.substring(from))) {
            return false;
        }
        try {
            Integer.parseInt(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Reads a number. Outer spaces do not count.
     *
     * @param text one value
     * @return the number, empty if the text is none, or one that is too large
     */
    public static Optional<IntegerString> parse(String text) {
        String stripped = text.strip();
        return isNumber(stripped) ? Optional.of(new IntegerString(stripped)) : Optional.empty();
    }

    /**
     * Writes a number.
     *
     * @param value the number
     * @return the same
     */
    public static IntegerString of(int value) {
        return new IntegerString(Integer.toString(value));
    }

    /**
     * Returns the number.
     *
     * @return the number
     */
    public int value() {
        return Integer.parseInt(text);
    }

    /** Tells how long the number is, and not which. */
    @Override
    public String toString() {
        return "IntegerString[" + text.length() + " characters]";
    }
}
