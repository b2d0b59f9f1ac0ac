package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** In what the databases differ that a catalog can be in. */
enum Dialect {
    /** One writer at a time, in our process; readers see what was committed when they began. */
    SQLITE("sqlite", "group_concat(distinct %s)"),
    /** Results come whole unless they are fetched in parts, in a transaction. */
    POSTGRESQL("postgresql", "string_agg(distinct %s, ',')");

    private final String directory;
    private final String distinctList;

    Dialect(String directory, String distinctList) {
        this.directory = directory;
        this.distinctList = distinctList;
    }

    /**
     * Finds the one of a database.
     *
     * @throws CatalogException if it is none of these
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "sqlite" -> SQLITE;
            case "postgresql" -> POSTGRESQL;
            default ->
                throw new CatalogException(
                        "a catalog cannot be in %s; give a DataSource of SQLite or PostgreSQL".formatted(product));
        };
    }

    /** Returns where the scripts of its schema are, in the class path. */
    String location() {
        return "org/pacsscp/archive/schema/" + directory;
    }

    /** Returns the function that makes a list, separated by commas, of the different values of a column. */
    String distinctList(String column) {
        return distinctList.formatted(column);
    }
}
