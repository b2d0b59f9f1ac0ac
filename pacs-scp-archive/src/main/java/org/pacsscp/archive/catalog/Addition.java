package org.pacsscp.archive.catalog;

import java.sql.SQLException;

/**
 * Adds an instance, and tells whether it was added. That is one statement, unless the instance is the first that came of its series.
 *
 * @param instance its rows
 */
record Addition(InstanceRow instance) implements GroupCommit.Change<Boolean> {
    @Override
    public Boolean apply(InstanceRows rows) throws SQLException {
        return rows.add(instance);
    }

    @Override
    public boolean isOneStatement(InstanceRows rows) {
        return rows.knowsSeries(instance);
    }
}
