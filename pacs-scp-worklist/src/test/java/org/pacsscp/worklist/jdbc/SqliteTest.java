package org.pacsscp.worklist.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTest extends JdbcContract {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private DataSource dataSource;

    @BeforeEach
    void open() {
        dataSource = TestDatabase.sqlite(directory);
    }

    @Override
    DataSource dataSource() {
        return dataSource;
    }
}
