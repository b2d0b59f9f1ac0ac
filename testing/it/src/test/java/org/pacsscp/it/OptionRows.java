package org.pacsscp.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pacsscp.testing.document.Markdown;

/**
 * The rows of tables that list options.
 *
 * @param cells what stands behind the first cell of each row, by what that names
 */
record OptionRows(Map<String, String> cells) {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);

    /** Finds the rows in a text; of two that name the same, the first. */
    static OptionRows of(Markdown text) {
        return new OptionRows(ROW.matcher(text.text())
                .results()
                .collect(Collectors.toMap(
                        match -> match.group(1), match -> match.group(2), (a, b) -> a, LinkedHashMap::new)));
    }

    Set<String> names() {
        return cells.keySet();
    }

    /** Returns the third cell of a row, the default, without the marks of code. */
    String defaultOf(String option) {
        return Objects.requireNonNull(cells.get(option), option)
                .split("\\|", -1)[1]
                .trim()
                .replace("`", "");
    }
}
