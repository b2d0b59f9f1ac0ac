package org.pacsscp.worklist.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isInstalled")
class PostgreSqlIT extends JdbcContract {
    @SuppressWarnings("NullAway.Init")
    private static PostgreSql server;

    private static int schemas;

    @SuppressWarnings("NullAway.Init")
    private HikariDataSource dataSource;

    static boolean isInstalled() {
        return PostgreSql.isInstalled();
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = PostgreSql.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        dataSource = TestDatabase.postgreSql(server.port(), "test" + ++schemas);
    }

    @AfterEach
    void close() {
        dataSource.close();
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
