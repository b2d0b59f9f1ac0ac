package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** Debian's PostgreSQL with its default settings, in a directory that is kept, on a port of its own. */
final class Postgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String HOST = "127.0.0.1";
    private static final String USER = "postgres";
    private static final int PATIENCE_SECONDS = 120;

    private final Path bin;
    private final Path directory;
    private final int port;
    private final Thread end = new Thread(this::stopQuietly, "end of PostgreSQL");

    private Postgres(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /** Returns where its programs are; empty if it is not installed. */
    static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Starts it with what is in the directory; makes it if nothing is. */
    static Postgres start(Path programs, Path directory) throws IOException {
        Files.createDirectories(directory);
        // Another user runs it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Postgres postgres = new Postgres(programs, directory, Ports.free());
        if (!Files.isDirectory(directory.resolve("data"))) {
            postgres.run("initdb", "-D", postgres.data(), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-locale", "-N");
        }
        postgres.run(
                "pg_ctl",
                "-D",
                postgres.data(),
                "-w",
                "-t",
                String.valueOf(PATIENCE_SECONDS),
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=%s -c unix_socket_directories=%s".formatted(postgres.port, HOST, directory),
                "start");
        Runtime.getRuntime().addShutdownHook(postgres.end);
        return postgres;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** Makes an empty database; what was in one of that name is lost. */
    void create(String name) throws SQLException {
        try (Connection connection = dataSource(USER).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name);
        }
    }

    PGSimpleDataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {HOST});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser(USER);
        return dataSource;
    }

    /** Returns what {@code archive-server --catalog} is told. */
    String url(String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(HOST, port, database, USER);
    }

    /** Begins to run a statement that reads what is written to the process. */
    Process psql(String database, String statement) throws IOException {
        return new ProcessBuilder(
                        bin.resolve("psql").toString(),
                        "--quiet",
                        "--no-psqlrc",
                        "--set=ON_ERROR_STOP=1",
                        "--host=" + HOST,
                        "--port=" + port,
                        "--username=" + USER,
                        "--command=" + statement,
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** It does not run as root. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = directory.resolve(program + ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while " + program + " ran").initCause(e);
        }
    }

    private void stopQuietly() {
        try {
            stop();
        } catch (IOException e) {
            System.err.println("PostgreSQL still runs: " + e.getMessage());
        }
    }

    private void stop() throws IOException {
        run("pg_ctl", "-D", data(), "-w", "-m", "fast", "stop");
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(end);
        stop();
    }
}
