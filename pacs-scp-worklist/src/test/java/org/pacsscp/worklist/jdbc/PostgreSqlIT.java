package org.pacsscp.worklist.jdbc;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.PostgreSql;

class PostgreSqlIT extends JdbcContract {
    private static @Nullable PostgreSql server;

    private static int schemas;

    @SuppressWarnings("NullAway.Init")
    private HikariDataSource dataSource;

    @BeforeAll
    static void start() throws IOException {
        Interop.needsPostgreSql();
        server = PostgreSql.temporary();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws SQLException {
        dataSource = TestDatabase.postgreSql(requireNonNull(server), "test" + ++schemas);
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
