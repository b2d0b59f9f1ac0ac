package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.pacsscp.testing.process.PostgreSql;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL as it is by default, with databases that are kept. */
final class Postgres implements AutoCloseable {
    private final PostgreSql server;

    private Postgres(PostgreSql server) {
        this.server = server;
    }

    /** Starts it with what is in the directory; makes it if nothing is. */
    static Postgres start(Path directory) throws IOException {
        return new Postgres(PostgreSql.keptIn(directory));
    }

    /** Makes an empty database; what was in one of that name is lost. */
    void create(String name) throws SQLException {
        try (Connection connection = dataSource(PostgreSql.DATABASE).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name);
        }
    }

    PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {PostgreSql.HOST});
        dataSource.setPortNumbers(new int[] {server.port()});
        dataSource.setDatabaseName(database);
        dataSource.setUser(PostgreSql.USER);
        return dataSource;
    }

    /** Returns what {@code archive-server --catalog} is told. */
    String url(String database) {
        return server.url(database);
    }

    /** Begins to run a statement that reads what is written to the process. */
    Process psql(String database, String statement) throws IOException {
        return new ProcessBuilder(
                        server.program("psql").toString(),
                        "--quiet",
                        "--no-psqlrc",
                        "--set=ON_ERROR_STOP=1",
                        "--host=" + PostgreSql.HOST,
                        "--port=" + server.port(),
                        "--username=" + PostgreSql.USER,
                        "--command=" + statement,
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
