package org.pacsscp.core.internal.ul;

import java.util.Optional;
import org.pacsscp.api.AeTitle;

/** Reads the AE titles of an A-ASSOCIATE-RQ (PS3.8 Table 9-11). */
final class Titles {
    private Titles() {}

    /** Returns the title; empty if it is blank or not of the default repertoire. Some devices pad with NULs. */
    static Optional<AeTitle> of(String field) {
        String title = trimmed(field);
        return isValid(title) ? Optional.of(AeTitle.of(title)) : Optional.empty();
    }

    private static boolean isValid(String title) {
        for (int i = 0; i < title.length(); i++) {
            char c = title.charAt(i);
            if (c < 0x20 || c > 0x7E || c == '\\') {
                return false;
            }
        }
        return !title.isEmpty();
    }

    static String trimmed(String field) {
        int end = field.length();
        while (end > 0 && padding(field.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (start < end && padding(field.charAt(start))) {
            start++;
        }
        return field.substring(start, end);
    }

    private static boolean padding(char c) {
        return c == ' ' || c == 0;
    }
}
