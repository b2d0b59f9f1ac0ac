package org.pacsscp.core.internal.ul;

import java.util.Optional;
import org.pacsscp.api.AeTitle;

/**
 * Reads the AE titles of an A-ASSOCIATE-RQ (PS3.8 Table 9-11). Some devices end them with a NUL, behind which stands what
 * was in their memory.
 */
public final class Titles {
    /** What stands for a character that no title may have, where a title is taken whatever it is. */
    private static final char UNPRINTABLE = '?';

    private Titles() {}

    /** Returns the title; empty if it is blank or not of the default repertoire. */
    static Optional<AeTitle> of(String field) {
        return fault(field).isEmpty() ? Optional.of(AeTitle.of(trimmed(field))) : Optional.empty();
    }

    /** Returns a title for whatever the field has, as close to that as a title can be. */
    static AeTitle closest(String field, AeTitle ifBlank) {
        String title = trimmed(field);
        if (title.isEmpty()) {
            return ifBlank;
        }
        StringBuilder allowed = new StringBuilder(title.length());
        title.chars().forEach(c -> allowed.append(isAllowed(c) ? (char) c : UNPRINTABLE));
        return AeTitle.of(allowed.toString());
    }

    /** Says what keeps a field from being a title, in words that go on after "AE title"; empty if it is one. */
    static Optional<String> fault(String field) {
        String title = trimmed(field);
        if (title.isEmpty()) {
            return Optional.of("is blank");
        }
        for (int i = 0; i < title.length(); i++) {
            char c = title.charAt(i);
            if (!isAllowed(c)) {
                return Optional.of("\"" + title
                        + "\" has the character %02XH at offset %d, which no AE title may have".formatted((int) c, i));
            }
        }
        return Optional.empty();
    }

    private static boolean isAllowed(int c) {
        return c >= 0x20 && c <= 0x7E && c != '\\';
    }

    /** Returns what comes before the first NUL, without the spaces around it. */
    public static String trimmed(String field) {
        int nul = field.indexOf(0);
        int end = nul < 0 ? field.length() : nul;
        int start = 0;
        while (start < end && field.charAt(start) == ' ') {
            start++;
        }
        while (end > start && field.charAt(end - 1) == ' ') {
            end--;
        }
        return field.substring(start, end);
    }
}
