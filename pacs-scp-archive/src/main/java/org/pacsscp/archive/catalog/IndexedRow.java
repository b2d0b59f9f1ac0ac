package org.pacsscp.archive.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.pacsscp.api.Uid;
import org.pacsscp.storage.IndexedInstance;

/** What a store asks of the row of an instance. */
final class IndexedRow {
    static final String SELECT =
            "select transfer_syntax_uid, location, length, data_set_offset, crc32c, committed from instance"
                    + " where sop_instance_uid = ?";

    private IndexedRow() {}

    /**
     * Looks an instance up.
     *
     * @param select {@link #SELECT}, prepared
     */
    static Optional<IndexedInstance> find(PreparedStatement select, Uid uid) throws SQLException {
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
