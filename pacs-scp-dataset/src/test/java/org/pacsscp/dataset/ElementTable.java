package org.pacsscp.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table that constants and dictionary are made of, read by other means than the generator's. */
final class ElementTable {
    /** A row; an {@code X} in a tag stands for any digit. */
    record Row(String tag, String keyword, String name, String vr, String vm, boolean retired) {
        boolean isRepeating() {
            return tag.contains("X");
        }

        int exactTag() {
            return Integer.parseUnsignedInt(tag, 16);
        }
    }

    private ElementTable() {}

    static List<Row> rows() {
        try {
            return Files.readAllLines(Path.of("src/main/vocabulary/elements.tsv")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(column ->
                            new Row(column[0], column[1], column[2], column[3], column[4], column[5].equals("Y")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
