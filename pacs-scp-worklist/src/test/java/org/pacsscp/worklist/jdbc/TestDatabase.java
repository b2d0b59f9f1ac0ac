package org.pacsscp.worklist.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Databases with the tables, made as an application makes them. */
final class TestDatabase {
    private TestDatabase() {}

    static DataSource sqlite(Path directory) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(20_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + directory.resolve("worklist.db"));
        return migrated(dataSource);
    }

    static DataSource postgreSql(int port, String schema) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setUser(PostgreSql.USER);
        dataSource.setDatabaseName("postgres");
        dataSource.setCurrentSchema(schema);
        return migrated(dataSource, schema);
    }

    private static DataSource migrated(DataSource dataSource, String... schemas) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schemas)
                .locations(WorklistSchema.MIGRATIONS)
                .table("pacs_scp_worklist_schema")
                .load()
                .migrate();
        return dataSource;
    }
}
