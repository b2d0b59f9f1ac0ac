package org.pacsscp.worklist.jdbc;

/**
 * Where the scripts are that make the tables, and bring them from one version to the next.
 *
 * <p>{@link JdbcWorklist} and {@link JdbcMppsStore} run those that are missing when they are opened, so this is for who runs them by other
 * means before, such as Flyway, or under another user of the database:
 *
 * <pre>{@code
 * Flyway.configure()
 *         .dataSource(dataSource)
 *         .locations(WorklistSchema.MIGRATIONS)
 *         .table("pacs_scp_worklist_history")
 *         .load()
 *         .migrate();
 * }</pre>
 *
 * <p>A name of its own for Flyway's table lets other schemas, such as the application's, live beside this. The scripts say in the table
 * {@code worklist_schema} which version they have made; tables that have the version of this release are not touched. What was made
 * without Flyway is not in its history: who changes to it sets {@code baselineOnMigrate} and the version that is there.
 *
 * @since 0.1.0
 */
public final class WorklistSchema {
    /** The scripts, as Flyway calls a place on the class path. */
    public static final String MIGRATIONS = "classpath:META-INF/pacs-scp-worklist/migrations";

    private WorklistSchema() {}
}
