package org.pacsscp.archive.catalog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.testing.process.Interop;
import org.pacsscp.testing.process.PostgreSql;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases of PostgreSQL, on one server for all tests of a JVM. */
final class PostgresDatabases {
    private static @Nullable PostgreSql server;
    private static int databases;

    private PostgresDatabases() {}

    /** Returns the server; the test is skipped where there is none, unless it is required. */
    static synchronized PostgreSql server() throws IOException {
        Interop.needsPostgreSql();
        PostgreSql running = server;
        if (running == null) {
            running = PostgreSql.temporary();
            server = running;
        }
        return running;
    }

    /** Makes an empty one. */
    static synchronized PGSimpleDataSource create() throws IOException {
        String name = "test" + ++databases;
        server().createDatabase(name);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {PostgreSql.HOST});
        dataSource.setPortNumbers(new int[] {server().port()});
        dataSource.setDatabaseName(name);
        dataSource.setUser(PostgreSql.USER);
        return dataSource;
    }
}
