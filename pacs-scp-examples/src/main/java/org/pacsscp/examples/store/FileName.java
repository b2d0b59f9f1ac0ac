package org.pacsscp.examples.store;

import org.pacsscp.api.Uid;

/** The name of an instance's file: unlike that of every other instance, never hidden, and always within its directory. */
final class FileName {
    private static final String SUFFIX = ".dcm";

    /** No UID begins so, and no name that a system keeps for itself. */
    private static final char OF_NO_UID = '_';

    private FileName() {}

    /**
     * Makes a name of what a peer calls an instance.
     *
     * @param sopInstanceUid a UID, or up to 64 printable ASCII characters that are none
     */
    static String of(String sopInstanceUid) {
        // A UID is of digits and dots and begins with a digit.
        return (Uid.isValid(sopInstanceUid) ? sopInstanceUid : OF_NO_UID + escaped(sopInstanceUid)) + SUFFIX;
    }

    /** Capitals are escaped too, for there are file systems to which they are the same as small letters. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-') {
                safe.append(c);
            } else {
                safe.append("%%%02X".formatted((int) c));
            }
        }
        return safe.toString();
    }
}
