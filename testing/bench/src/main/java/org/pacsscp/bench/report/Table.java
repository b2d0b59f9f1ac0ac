package org.pacsscp.bench.report;

import java.util.List;

/**
 * A table, ready to be shown.
 *
 * @param columns their headings
 * @param textColumns how many of the first are text; the rest are numbers
 * @param rows each with a cell for each column
 */
record Table(List<String> columns, int textColumns, List<List<String>> rows) {
    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
