package org.pacsscp.it.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that pydicom brings along, and what is known of them. */
final class PydicomFiles {
    /** Those that are broken on purpose, and where. */
    static final Map<String, String> BROKEN = Map.of(
            "MR_truncated.dcm", "(7FE0,0010) at byte 1488: the data end too early (length 8192, 8130 left)",
            "no_meta.dcm", "(0820,0500) at byte 0: the data end too early (length 173228800, 38863 left)",
            "rtplan_truncated.dcm",
                    "(300A,00B0)[0](300A,0111)[0](300A,012C) at byte 2092: the data end too early (length 50, 29 left)");

    private PydicomFiles() {}

    /** Returns all files of data sets. */
    static List<Path> all(Pydicom pydicom) throws IOException {
        try (Stream<Path> files = Files.walk(pydicom.data())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> name(file).endsWith(".dcm") || !name(file).contains("."))
                    .filter(file -> !name(file).equals("README"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns those that are not broken. */
    static List<Path> whole(Pydicom pydicom) throws IOException {
        return all(pydicom).stream()
                .filter(file -> !BROKEN.containsKey(name(file)))
                .toList();
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }
}
