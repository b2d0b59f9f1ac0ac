package org.pacsscp.worklist.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest extends JdbcContract {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private HikariDataSource dataSource;

    @BeforeEach
    void open() {
        dataSource = TestDatabase.sqlite(directory);
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
