package org.pacsscp.archive.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.IndexedInstance;

/** What a store asks of the row of an instance. */
final class IndexedRow {
    private static final String EXISTS = "select 1 from instance where sop_instance_uid = ?";

    private static final String SELECT =
            "select transfer_syntax_uid, location, length, data_set_offset, crc32c, committed from instance"
                    + " where sop_instance_uid = ?";

    private IndexedRow() {}

    /** Prepares a statement, or has it prepared from before. */
    @FunctionalInterface
    interface Preparation {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    static boolean exists(Preparation connection, Uid uid) throws SQLException {
        PreparedStatement select = connection.prepare(EXISTS);
        select.setString(1, uid.value());
        try (ResultSet found = select.executeQuery()) {
            return found.next();
        }
    }

    /** Looks an instance up. Mostly there is none, and SQLite's driver takes longest to tell the names of columns. */
    static Optional<IndexedInstance> find(Preparation connection, Uid uid) throws SQLException {
        return exists(connection, uid) ? read(connection.prepare(SELECT), uid) : Optional.empty();
    }

    private static Optional<IndexedInstance> read(PreparedStatement select, Uid uid) throws SQLException {
        select.setString(1, uid.value());
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new IndexedInstance(
                            uid,
                            Uid.of(row.getString(1)),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getInt(5),
                            row.getBoolean(6)))
                    : Optional.empty();
        }
    }
}
