package org.pacsscp.storage.internal.name;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.pacsscp.api.Uid;

/** Makes values that a peer has sent parts of names that every file system takes, and that lead nowhere else. */
public final class SafeName {
    /** The greatest length of what {@link #ofValue} makes. */
    public static final int MAX_VALUE_LENGTH = 96;

    /** The greatest length of what {@link #whole} makes; most file systems take 255, which leaves room for a number. */
    public static final int MAX_NAME_LENGTH = 240;

    /** Stands where there is no value. */
    private static final String NOTHING = "_";

    /** No UID begins so, and no name that a system keeps for itself. */
    private static final char OF_NO_UID = '_';

    private static final char CUT = '~';

    /** What Windows keeps for devices, with any suffix. */
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|com\\d|lpt\\d)(\\..*)?");

    private SafeName() {}

    /**
     * Makes a part of a name of any text. Others than letters, digits, dot, hyphen and underscore are escaped; what is too long
     * ends in a hash.
     *
     * @param value any text
     * @return 1 to {@link #MAX_VALUE_LENGTH} characters
     */
    public static String ofValue(String value) {
        String safe = escaped(value, SafeName::isLetter);
        if (safe.length() > MAX_VALUE_LENGTH) {
            String hash = HexFormat.of().toHexDigits(hash(value));
            return safe.substring(0, MAX_VALUE_LENGTH - hash.length() - 1) + CUT + hash;
        }
        return safe.isEmpty() ? NOTHING : safe;
    }

    /**
     * Makes a part of a name of what a peer calls an instance: unlike that of every other instance, also where capitals are the
     * same as small letters.
     *
     * @param sopInstanceUid a UID, or up to 64 printable ASCII characters that are none
     * @return as long as a UID may be, or three times as long where characters are escaped
     */
    public static String ofInstance(String sopInstanceUid) {
        // A UID is of digits and dots and begins with a digit.
        return Uid.isValid(sopInstanceUid)
                ? sopInstanceUid
                : OF_NO_UID + escaped(sopInstanceUid, c -> c >= 'a' && c <= 'z').replace("_", "%5F");
    }

    /**
     * Makes a whole name of parts that are safe: never hidden, no device, without a dot at its end, which Windows drops. What is
     * too long, as only what is no UID makes it, ends in a hash that nobody can find twice.
     *
     * @param parts one or more parts, joined
     * @return the name, of at most {@link #MAX_NAME_LENGTH} characters
     */
    public static String whole(String parts) {
        String name = parts;
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1) + "%2E";
        }
        if (name.startsWith(".")) {
            name = "%2E" + name.substring(1);
        }
        if (mayBeDevice(name) && DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            name = NOTHING + name;
        }
        return name.length() > MAX_NAME_LENGTH ? cut(name) : name;
    }

    /** Most names are UIDs, for which no pattern has to be asked. */
    private static boolean mayBeDevice(String name) {
        return !name.isEmpty() && "cpanlCPANL".indexOf(name.charAt(0)) >= 0;
    }

    private static String cut(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.US_ASCII));
            String end = CUT + HexFormat.of().formatHex(hash);
            return name.substring(0, MAX_NAME_LENGTH - end.length()) + end;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /**
     * Spreads values over numbers, the same in each run.
     *
     * @param value any text
     * @return any number
     */
    public static int hash(String value) {
        CRC32C crc = new CRC32C();
        crc.update(value.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** Which letters stay as they are. */
    @FunctionalInterface
    private interface Letters {
        boolean contain(int character);
    }

    private static String escaped(String text, Letters letters) {
        StringBuilder safe = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xFF;
            if (letters.contain(c) || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_') {
                safe.append((char) c);
            } else {
                safe.append("%%%02X".formatted(c));
            }
        }
        return safe.toString();
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
