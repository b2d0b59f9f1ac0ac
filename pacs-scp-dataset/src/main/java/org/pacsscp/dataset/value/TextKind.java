package org.pacsscp.dataset.value;

/**
 * Which characters have a meaning of their own in a text, as its value representation says (PS3.5 section 6.2).
 *
 * <p>Code extensions end at these characters (PS3.5 section 6.1.2.5.3), so bytes cannot be read as text without.
 *
 * @since 0.1.0
 */
public enum TextKind {
    /** Values separated by backslashes: LO, SH and UC. */
    VALUES,

    /** Names of persons, PN: values separated by backslashes, groups by {@code =}, components by {@code ^}. */
    PERSON_NAMES,

    /** One text, in which a backslash is a character like others: LT, ST and UT. */
    TEXT;

    /** Tells whether a backslash separates values. */
    boolean separatesValues() {
        return this != TEXT;
    }

    /**
     * Tells whether code extensions end at a character: at one that this kind gives a meaning, or at one that moves on
     * to another line, page or column.
     */
    boolean endsCodeExtensions(int character) {
        return switch (character) {
            case '\t', '\n', '\f', '\r' -> true;
            case '\\' -> separatesValues();
            case '^', '=' -> this == PERSON_NAMES;
            default -> false;
        };
    }
}
