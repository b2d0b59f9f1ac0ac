package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Which version of the schema is in a database; each script says so at its end. */
final class SchemaVersion {
    /** In their order; the last one's number is the version that this release needs. */
    static final List<String> SCRIPTS = List.of("V1__what_is_stored.sql", "V2__storage_commitment.sql");

    private SchemaVersion() {}

    /** Reads it; 0 where there is no schema. */
    static int of(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "pacs_schema", null)) {
            if (!tables.next()) {
                return 0;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("select max(version) from pacs_schema")) {
            return versions.next() ? versions.getInt(1) : 0;
        }
    }

    /**
     * Checks that it is the one that this release needs.
     *
     * @throws CatalogException if it is another
     */
    static void check(Connection connection) throws SQLException {
        int version = of(connection);
        int needed = SCRIPTS.size();
        if (version < needed) {
            throw new CatalogException("the schema of the catalog has version %d and not %d; run the scripts of %s"
                    .formatted(version, needed, Dialect.of(connection).location()));
        }
        if (version > needed) {
            throw new CatalogException(
                    "the schema of the catalog has version %d, and this release knows %d; use a newer one"
                            .formatted(version, needed));
        }
    }
}
