package org.pacsscp.bench.catalog;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/** Copies the rows of a catalog in SQLite to an empty one in PostgreSQL, with COPY: ten times as fast as to add them. */
final class TableCopy {
    private static final List<String> TABLES = List.of("patient", "study", "series", "instance");

    /** The one column that is no text. */
    private static final String BINARY = "header";

    private final Connection from;
    private final Postgres to;
    private final String database;

    TableCopy(Connection from, Postgres to, String database) {
        this.from = from;
        this.to = to;
        this.database = database;
    }

    void run() throws SQLException, IOException, InterruptedException {
        for (String table : TABLES) {
            copy(table);
            System.err.println("copied: " + table);
        }
        try (Connection connection = to.dataSource(database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("select setval(pg_get_serial_sequence('%s', 'pk'), (select max(pk) from %s))"
                        .formatted(table, table));
            }
            statement.execute("vacuum analyze");
        }
    }

    private void copy(String table) throws SQLException, IOException, InterruptedException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("select * from " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            StringBuilder names = new StringBuilder(columns.getColumnName(1));
            for (int i = 2; i <= columns.getColumnCount(); i++) {
                names.append(", ").append(columns.getColumnName(i));
            }
            Process psql = to.psql(database, "copy %s (%s) from stdin".formatted(table, names));
            try (BufferedWriter out = psql.outputWriter(StandardCharsets.UTF_8)) {
                while (rows.next()) {
                    write(rows, columns, out);
                }
            }
            if (psql.waitFor() != 0) {
                throw new IOException("psql has not copied " + table);
            }
        }
    }

    private static void write(ResultSet row, ResultSetMetaData columns, Writer out) throws SQLException, IOException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            out.write(i == 1 ? "" : "\t");
            if (columns.getColumnName(i).equals(BINARY)) {
                out.write("\\\\x");
                out.write(HexFormat.of().formatHex(row.getBytes(i)));
            } else {
                String value = row.getString(i);
                out.write(value == null ? "\\N" : value.replace("\\", "\\\\"));
            }
        }
        out.write('\n');
    }
}
