package org.pacsscp.worklist.jdbc;

/**
 * Where the scripts are that make the tables, and bring them from one version to the next.
 *
 * <pre>{@code
 * Flyway.configure()
 *         .dataSource(dataSource)
 *         .locations(WorklistSchema.MIGRATIONS)
 *         .table("pacs_scp_worklist_schema")
 *         .load()
 *         .migrate();
 * }</pre>
 *
 * <p>A name of its own for Flyway's table lets other schemas, such as the application's, live beside this.
 *
 * @since 0.1.0
 */
public final class WorklistSchema {
    /** The scripts, as Flyway calls a place on the class path. */
    public static final String MIGRATIONS = "classpath:META-INF/pacs-scp-worklist/migrations";

    private WorklistSchema() {}
}
