package org.pacsscp.api;

import java.util.Objects;

/**
 * An application entity title: 1 to 16 characters that name a DICOM application (PS3.8 Table 9-11, PS3.5 VR {@code AE}).
 *
 * <p>Leading and trailing spaces mean nothing and are removed. Allowed are the characters of the default repertoire
 * (ASCII 20H to 7EH) without the backslash; case matters.
 *
 * <pre>{@code
 * AeTitle title = AeTitle.of("MY_PACS");
 * }</pre>
 *
 * @param value the title without leading and trailing spaces
 * @since 0.1.0
 */
public record AeTitle(String value) {
    /** The greatest number of characters in a title. */
    public static final int MAX_LENGTH = 16;

    /**
     * Checks and trims a title.
     *
     * @throws IllegalArgumentException if nothing but spaces is left, or it is longer than 16 characters, or has a
     *     character outside the default repertoire
     */
    public AeTitle {
        value = trimSpaces(Objects.requireNonNull(value, "value"));
        if (value.isEmpty()) {
            throw new IllegalArgumentException("AE title is blank; give 1 to " + MAX_LENGTH + " characters");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("AE title \"" + printable(value) + "\" has " + value.length()
                    + " characters; at most " + MAX_LENGTH + " are allowed");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!allowed(value.charAt(i))) {
                throw new IllegalArgumentException("AE title \"" + printable(value)
                        + "\" has the character U+%04X at index %d; allowed are U+0020 to U+007E without backslash"
                                .formatted((int) value.charAt(i), i));
            }
        }
    }

    /**
     * Makes a title from text.
     *
     * @param value the title, with or without surrounding spaces
     * @return the title
     * @throws IllegalArgumentException as the constructor does
     */
    public static AeTitle of(String value) {
        return new AeTitle(value);
    }

    private static boolean allowed(char c) {
        return c >= 0x20 && c <= 0x7E && c != '\\';
    }

    private static String trimSpaces(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(32).forEach(c -> shown.append(c >= 0x20 && c <= 0x7E ? (char) c : '?'));
        return shown.toString();
    }

    /** Returns the title itself. */
    @Override
    public String toString() {
        return value;
    }
}
