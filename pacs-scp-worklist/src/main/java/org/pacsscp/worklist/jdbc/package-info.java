/**
 * Worklist and performed procedure steps in a database: PostgreSQL, or SQLite within the process.
 *
 * <p>An application gives a {@link javax.sql.DataSource}, with a pool of its choice behind it. The tables are made, and
 * brought to the version that a release needs, by the scripts in {@link org.pacsscp.worklist.jdbc.WorklistSchema#MIGRATIONS}, which are
 * named as Flyway wants them.
 */
@NullMarked
package org.pacsscp.worklist.jdbc;

import org.jspecify.annotations.NullMarked;
