package org.pacsscp.bench.report;

import java.util.List;

/** How a report looks. */
interface Format {
    String heading(int level, String text);

    String table(Table table);

    String list(List<String> entries);
}
