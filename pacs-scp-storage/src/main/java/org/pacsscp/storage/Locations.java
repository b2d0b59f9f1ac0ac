package org.pacsscp.storage;

import java.nio.file.Path;

/** What is a location in a store: names that lead down, and to nothing that is hidden. */
final class Locations {
    private static final int LONGEST_NAME = 255;

    private Locations() {}

    static Path resolve(Path directory, String location) {
        int end;
        for (int from = 0; from <= location.length(); from = end + 1) {
            int slash = location.indexOf('/', from);
            end = slash < 0 ? location.length() : slash;
            if (!isName(location, from, end)) {
                // Not said itself: it may name a patient.
                throw new IllegalArgumentException("a name in the location has characters that none may have, or none");
            }
        }
        return directory.resolve(location);
    }

    private static boolean isName(String location, int from, int end) {
        if (from == end || end - from > LONGEST_NAME || location.charAt(from) == '.') {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (!mayStandInName(location.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Printable ASCII characters that no file system gives a meaning. */
    private static boolean mayStandInName(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '%'
                || c == '~';
    }
}
