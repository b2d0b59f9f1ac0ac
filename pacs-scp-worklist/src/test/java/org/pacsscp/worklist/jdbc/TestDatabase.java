package org.pacsscp.worklist.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.pacsscp.testing.process.PostgreSql;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Databases without tables, with pools as applications have them: to connect anew for each statement takes most of a test. */
final class TestDatabase {
    private TestDatabase() {}

    static HikariDataSource sqlite(Path directory) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(20_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource dataSource = new SQLiteDataSource(config);
        dataSource.setUrl("jdbc:sqlite:" + directory.resolve("worklist.db"));
        return pool(dataSource);
    }

    static HikariDataSource postgreSql(PostgreSql server, String schema) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {PostgreSql.HOST});
        dataSource.setPortNumbers(new int[] {server.port()});
        dataSource.setUser(PostgreSql.USER);
        dataSource.setDatabaseName(PostgreSql.DATABASE);
        dataSource.setCurrentSchema(schema);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return pool(dataSource);
    }

    private static HikariDataSource pool(DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        return new HikariDataSource(config);
    }
}
