package org.pacsscp.storage;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What is a location in a store: names that lead down, and to nothing that is hidden. */
final class Locations {
    /** Printable ASCII characters that no file system gives a meaning, the first of which is no dot. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_%~-][A-Za-z0-9._%~-]{0,254}");

    private Locations() {}

    static Path resolve(Path directory, String location) {
        Path path = directory;
        for (String name : location.split("/", -1)) {
            if (!NAME.matcher(name).matches()) {
                // Not said itself: it may name a patient.
                throw new IllegalArgumentException("a name in the location has characters that none may have, or none");
            }
            path = path.resolve(name);
        }
        return path;
    }
}
