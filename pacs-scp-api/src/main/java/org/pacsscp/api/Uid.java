package org.pacsscp.api;

import java.util.Objects;

/**
 * A DICOM unique identifier: 1 to 64 characters, numbers joined by dots (PS3.5 section 9).
 *
 * <p>Numbers with a leading zero, which PS3.5 section 9.1 forbids, are accepted, since devices in use send them.
 *
 * <pre>{@code
 * Uid ctImageStorage = Uid.of("1.2.840.10008.5.1.4.1.1.2");
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

    /** The Verification SOP class (PS3.4 Annex A), served by C-ECHO. */
    public static final Uid VERIFICATION = new Uid("1.2.840.10008.1.1");

    /** Implicit VR Little Endian, the default transfer syntax (PS3.5 section 10.1). */
    public static final Uid IMPLICIT_VR_LITTLE_ENDIAN = new Uid("1.2.840.10008.1.2");

    /** Explicit VR Little Endian (PS3.5 Annex A.2). */
    public static final Uid EXPLICIT_VR_LITTLE_ENDIAN = new Uid("1.2.840.10008.1.2.1");

    /** Deflated Explicit VR Little Endian (PS3.5 Annex A.5). */
    public static final Uid DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN = new Uid("1.2.840.10008.1.2.1.99");

    /** Explicit VR Big Endian, retired, still spoken by old devices. */
    public static final Uid EXPLICIT_VR_BIG_ENDIAN = new Uid("1.2.840.10008.1.2.2");

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
