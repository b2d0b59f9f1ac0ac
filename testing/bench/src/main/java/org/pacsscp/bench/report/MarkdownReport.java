package org.pacsscp.bench.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes for a document. */
final class MarkdownReport implements Format {
    @Override
    public String heading(int level, String text) {
        return "#".repeat(level) + " " + text + "\n\n";
    }

    @Override
    public String table(Table table) {
        String rule = IntStream.range(0, table.columns().size())
                .mapToObj(column -> column < table.textColumns() ? "---" : "---:")
                .collect(Collectors.joining("|", "|", "|\n"));
        return row(table.columns())
                + rule
                + table.rows().stream().map(MarkdownReport::row).collect(Collectors.joining("", "", "\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    @Override
    public String list(List<String> entries) {
        return entries.stream().map(entry -> "- " + entry + "\n").collect(Collectors.joining("", "", "\n"));
    }
}
