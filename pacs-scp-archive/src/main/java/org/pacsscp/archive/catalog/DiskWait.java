package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether a connection waits for the disk when it commits. SQLite's can be told so between two transactions; where it does not wait in
 * any case, or is PostgreSQL's, it stays as it is. Owned by whoever owns the connection.
 */
final class DiskWait {
    /** As PRAGMA synchronous returns it; above is EXTRA, and below is what does not wait. */
    private static final int FULL = 2;

    private final Connection connection;

    /** How it waits; 0 if that cannot be changed. */
    private final int level;

    private boolean waits = true;

    private DiskWait(Connection connection, int level) {
        this.connection = connection;
        this.level = level;
    }

    static DiskWait of(Connection connection) throws SQLException {
        if (Dialect.of(connection) != Dialect.SQLITE) {
            return new DiskWait(connection, 0);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma synchronous")) {
            int level = row.next() ? row.getInt(1) : 0;
            return new DiskWait(connection, level >= FULL ? level : 0);
        }
    }

    /**
     * Says how the next transactions end. What did not wait is on the disk once one that comes later has waited, since both are in one
     * log.
     */
    void set(boolean wanted) throws SQLException {
        if (level == 0 || waits == wanted) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma synchronous = " + (wanted ? Integer.toString(level) : "normal"));
        }
        waits = wanted;
    }
}
