package org.pacsscp.api.conformance;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A table of a conformance statement.
 *
 * @param title what it is about
 * @param columns the heads of the columns; at least one
 * @param rows the cells, as many in each row as there are columns; text without markup
 * @since 0.1.0
 */
public record ConformanceTable(String title, List<String> columns, List<List<String>> rows) {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there is no column, or a row has not one cell for each
     */
    public ConformanceTable {
        Objects.requireNonNull(title, "title");
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table \"" + title + "\" has no column");
        }
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table \"%s\" has %d columns, and a row of %d cells: %s"
                        .formatted(title, columns.size(), row.size(), row));
            }
        }
    }

    /**
     * Formats the table as Markdown, without its title.
     *
     * @return a line for the heads, one of dashes, and one for each row; each ends with a line feed
     */
    public String toMarkdown() {
        return line(columns)
                + "|" + "---|".repeat(columns.size()) + "\n"
                + rows.stream().map(ConformanceTable::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell ->
                        cell.isEmpty() ? " " : " " + cell.replace("|", "\\|").replace("\n", " ") + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }
}
