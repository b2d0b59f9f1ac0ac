package org.pacsscp.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes for a terminal. */
final class TextReport implements Format {
    @Override
    public String heading(int level, String text) {
        return text + "\n" + (level == 1 ? "=" : "-").repeat(text.length()) + "\n\n";
    }

    @Override
    public String table(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns());
        lines.addAll(table.rows());
        int[] widths = IntStream.range(0, table.columns().size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> padded(line.get(column), widths[column], column < table.textColumns()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n\n"));
    }

    private static String padded(String cell, int width, boolean left) {
        String padding = " ".repeat(width - cell.length());
        return left ? cell + padding : padding + cell;
    }

    @Override
    public String list(List<String> entries) {
        return entries.stream().map(entry -> "- " + entry + "\n").collect(Collectors.joining("", "", "\n"));
    }
}
