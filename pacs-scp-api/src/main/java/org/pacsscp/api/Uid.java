package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * A DICOM unique identifier: 1 to 64 characters, numbers joined by dots (PS3.5 section 9).
 *
 * <p>Those of the standard are constants of {@link SopClass}, {@link TransferSyntax} and {@link WellKnownInstance}.
 *
 * <p>Numbers with a leading zero, which PS3.5 section 9.1 forbids, are accepted, since devices in use send them.
 *
 * <pre>{@code
 * Uid instance = Uid.of("2.25.329800735698586629295641978511506172918");
 * }</pre>
 *
 * @param value the identifier in its text form, without padding
 * @since 0.1.0
 */
public record Uid(String value) implements Comparable<Uid> {
    /** The greatest number of characters in an identifier. */
    public static final int MAX_LENGTH = 64;

    /** The DICOM application context (PS3.7 Annex A). */
    public static final Uid DICOM_APPLICATION_CONTEXT = new Uid("1.2.840.10008.3.1.1.1");

    /**
     * Checks an identifier.
     *
     * @throws IllegalArgumentException if it is empty, longer than 64 characters, or anything but numbers joined by
     *     single dots
     */
    public Uid {
        Objects.requireNonNull(value, "value");
        if (!isValid(value)) {
            throw new IllegalArgumentException("\"" + value.substring(0, Math.min(value.length(), MAX_LENGTH + 1))
                    + "\" is no UID; it needs 1 to " + MAX_LENGTH + " characters, numbers joined by dots");
        }
    }

    /**
     * Makes an identifier from text.
     *
     * @param value the text form
     * @return the identifier
     * @throws IllegalArgumentException as the constructor does
     */
    public static Uid of(String value) {
        return new Uid(value);
    }

    /**
     * Tells whether a text is an identifier.
     *
     * @param text any text
     * @return whether {@link #of} would accept it
     */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        boolean digitBefore = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' ? !digitBefore : c < '0' || c > '9') {
                return false;
            }
            digitBefore = c != '.';
        }
        return digitBefore;
    }

    /**
     * Returns the name that the standard has given to this identifier (PS3.6 Annex A), for logs and people. The first call
     * loads the names.
     *
     * @return such as {@code CT Image Storage}; empty if the standard has not registered it
     */
    public Optional<String> name() {
        return RegisteredUid.find(this).map(RegisteredUid::name);
    }

    @Override
    public int compareTo(Uid other) {
        return value.compareTo(other.value);
    }

    /** Returns the text form. */
    @Override
    public String toString() {
        return value;
    }
}
