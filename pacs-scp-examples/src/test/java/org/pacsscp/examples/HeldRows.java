package org.pacsscp.examples;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.pacsscp.api.Uid;

/** The rows of an archive's embedded catalog, read beside the server that has it open. */
final class HeldRows {
    private HeldRows() {}

    /** Returns each instance with the location of its file. */
    static Map<Uid, String> of(Path directory) throws SQLException {
        Map<Uid, String> rows = new HashMap<>();
        // Who only reads can neither recover nor shorten the log: that is left to the server.
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:file:" + directory.resolve(".pacs-scp.catalog") + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sop_instance_uid, location from instance")) {
            while (row.next()) {
                rows.put(Uid.of(row.getString(1)), row.getString(2));
            }
        }
        return rows;
    }
}
