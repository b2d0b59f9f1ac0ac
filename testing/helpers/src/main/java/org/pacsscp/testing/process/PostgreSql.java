package org.pacsscp.testing.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's PostgreSQL with its own defaults, on a port of its own that only this machine reaches, until it is closed or the
 * process ends. It believes who anybody says to be. For one thread at a time.
 */
public final class PostgreSql implements AutoCloseable {
    /** Where it listens. */
    public static final String HOST = "127.0.0.1";

    /** Who may do all. */
    public static final String USER = "postgres";

    /** A database that is there from the beginning, without tables. */
    public static final String DATABASE = "postgres";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path directory;
    private final boolean kept;
    private int port;
    private final Thread atExit = new Thread(this::endAnyhow, "end of PostgreSQL");

    private PostgreSql(Path directory, boolean kept) throws IOException {
        programs = programs()
                .orElseThrow(() -> new IOException(
                        "PostgreSQL is not installed in " + VERSIONS + " (apt-get install postgresql)"));
        this.directory = directory;
        this.kept = kept;
        port = Ports.free();
    }

    /** Tells whether it is installed. */
    public static boolean isInstalled() throws IOException {
        return programs().isPresent();
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Makes one and starts it; what it has kept is gone when it is closed. */
    public static PostgreSql temporary() throws IOException {
        return new PostgreSql(Files.createTempDirectory("pacs-scp-postgresql"), false).begin();
    }

    /**
     * Starts the one that was kept in a directory, or makes one.
     *
     * @param directory where it is; other users must be able to enter what holds it
     */
    public static PostgreSql keptIn(Path directory) throws IOException {
        return new PostgreSql(Files.createDirectories(directory), true).begin();
    }

    private PostgreSql begin() throws IOException {
        // It does not run as root.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        if (!Files.isDirectory(data())) {
            run("initdb", "-D", data().toString(), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-locale", "-N");
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        for (int attempt = 1; ; attempt++) {
            try {
                start();
                return this;
            } catch (IOException e) {
                if (attempt == ListeningProgram.ATTEMPTS || !ListeningProgram.hasFoundItsPortTaken(log())) {
                    throw e;
                }
                port = Ports.free();
            }
        }
    }

    /** Starts it again, after {@link #stop}. */
    public void start() throws IOException {
        control(
                "start",
                "-l",
                log().toString(),
                "-o",
                "-p %d -c listen_addresses=%s -c unix_socket_directories=%s".formatted(port, HOST, directory));
    }

    /** Stops it as if it were killed, without a word to its clients. */
    public void stop() throws IOException {
        stop("immediate");
    }

    private void stop(String mode) throws IOException {
        control("stop", "-m", mode);
    }

    private void control(String action, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", data().toString(), "-w", "-t", "90"));
        arguments.addAll(List.of(options));
        arguments.add(action);
        run("pg_ctl", arguments.toArray(String[]::new));
    }

    private Path log() {
        return directory.resolve("log");
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(program(program).toString());
        command.addAll(List.of(arguments));
        Executables.run(directory, command);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Returns the URL of a database for JDBC; more properties go behind it, after {@code &}. */
    public String url(String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(HOST, port, database, USER);
    }

    /** Makes an empty database. */
    public void createDatabase(String name) throws IOException {
        run("createdb", "-h", HOST, "-p", Integer.toString(port), "-U", USER, name);
    }

    /** Returns one of its programs, such as {@code psql}. */
    public Path program(String name) {
        return programs.resolve(name);
    }

    /** Returns the process whose children serve. */
    public long pid() throws IOException {
        try (Stream<String> lines = Files.lines(data().resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    /** It does not notice that we are gone. */
    private void endAnyhow() {
        try {
            end();
        } catch (IOException e) {
            System.err.println("PostgreSQL in " + directory + " is left: " + e.getMessage());
        }
    }

    private void end() throws IOException {
        // What is kept starts again without a recovery.
        stop(kept ? "fast" : "immediate");
        if (!kept) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (Runtime.getRuntime().removeShutdownHook(atExit)) {
            end();
        }
    }
}
