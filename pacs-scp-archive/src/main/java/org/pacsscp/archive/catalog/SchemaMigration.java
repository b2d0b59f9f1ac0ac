package org.pacsscp.archive.catalog;

import javax.sql.DataSource;

/**
 * Brings the schema of a catalog to the version that this release needs, when the catalog is opened.
 *
 * <p>The scripts are named as Flyway wants them, {@code V1__what_is_stored.sql}, and say themselves which version they have made, in
 * the table {@code pacs_schema}; so whoever runs them, the catalog knows. By default it {@linkplain #own() runs them itself}. With
 * Flyway, which keeps a history and locks out other processes:
 *
 * <pre>{@code
 * Catalog.builder(dataSource)
 *         .migration((source, location) -> Flyway.configure()
 *                 .dataSource(source)
 *                 .locations("classpath:" + location)
 *                 .load()
 *                 .migrate());
 * }</pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SchemaMigration {
    /**
     * Runs the scripts that have not been run.
     *
     * @param dataSource the database
     * @param location the directory of its scripts in the class path, such as {@code org/pacsscp/archive/schema/sqlite}
     */
    void migrate(DataSource dataSource, String location);

    /**
     * Returns the migration that needs no library: each script in a transaction of its own, in their order.
     *
     * @return the migration
     */
    static SchemaMigration own() {
        return new ScriptMigration();
    }

    /**
     * Returns the migration that does nothing: somebody else has run the scripts. A catalog without the right schema does not open.
     *
     * @return the migration
     */
    static SchemaMigration none() {
        return (dataSource, location) -> {};
    }
}
