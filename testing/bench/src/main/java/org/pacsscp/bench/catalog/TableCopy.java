package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies the rows of a catalog in SQLite to an empty one in PostgreSQL, with COPY: ten times as fast as to add them. */
final class TableCopy {
    private static final List<String> TABLES = List.of("patient", "study", "series", "instance");

    /** The one column that is no text. */
    private static final String BINARY = "header";

    private static final int BUFFERED = 1 << 16;

    private final Connection from;
    private final Connection to;

    TableCopy(Connection from, Connection to) {
        this.from = from;
        this.to = to;
    }

    void run() throws SQLException, IOException {
        try (Statement statement = to.createStatement()) {
            for (String table : TABLES) {
                copy(table);
                statement.execute("select setval(pg_get_serial_sequence('%s', 'pk'), (select max(pk) from %s))"
                        .formatted(table, table));
                System.err.println("copied: " + table);
            }
            statement.execute("vacuum analyze");
        }
    }

    private void copy(String table) throws SQLException {
        try (Statement select = from.createStatement();
                ResultSet rows = select.executeQuery("select * from " + table)) {
            ResultSetMetaData columns = rows.getMetaData();
            StringBuilder names = new StringBuilder(columns.getColumnName(1));
            for (int i = 2; i <= columns.getColumnCount(); i++) {
                names.append(", ").append(columns.getColumnName(i));
            }
            CopyIn copy = to.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s (%s) from stdin".formatted(table, names));
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                row(rows, columns, text);
                if (text.length() > BUFFERED) {
                    write(copy, text);
                }
            }
            write(copy, text);
            copy.endCopy();
        }
    }

    private static void row(ResultSet row, ResultSetMetaData columns, StringBuilder text) throws SQLException {
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            text.append(i == 1 ? "" : "\t");
            if (columns.getColumnName(i).equals(BINARY)) {
                text.append("\\\\x").append(HexFormat.of().formatHex(row.getBytes(i)));
            } else {
                String value = row.getString(i);
                text.append(value == null ? "\\N" : value.replace("\\", "\\\\"));
            }
        }
        text.append('\n');
    }

    private static void write(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
