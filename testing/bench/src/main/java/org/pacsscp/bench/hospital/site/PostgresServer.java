package org.pacsscp.bench.hospital.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Debian's PostgreSQL with its own defaults, on a port of its own, with an empty database. */
final class PostgresServer implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path bin;
    private final Path directory;
    private final int port;
    private final Thread atExit = new Thread(this::stop, "end of PostgreSQL");

    private PostgresServer(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Makes a database and starts its server.
     *
     * @param parent where its directory goes; other users must be able to enter it
     * @throws IOException if PostgreSQL is not installed, or does not start
     */
    static PostgresServer start(Path parent) throws IOException {
        Path bin = bin();
        Path directory = Files.createDirectory(parent.resolve("postgresql"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        PostgresServer server = new PostgresServer(bin, directory, Commands.freePort());
        server.run("initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N");
        Runtime.getRuntime().addShutdownHook(server.atExit);
        server.run(
                "pg_ctl",
                "-D",
                server.data(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s".formatted(server.port, directory),
                "start");
        return server;
    }

    private static Path bin() throws IOException {
        if (Files.isDirectory(VERSIONS)) {
            try (Stream<Path> versions = Files.list(VERSIONS)) {
                Path newest =
                        versions.max(Comparator.naturalOrder()).orElse(VERSIONS).resolve("bin");
                if (Files.isExecutable(newest.resolve("initdb"))) {
                    return newest;
                }
            }
        }
        throw new IOException("there is no PostgreSQL in " + VERSIONS + "; apt-get install postgresql");
    }

    /** The value of archive-server's option. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /** The process whose children serve. */
    long pid() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(data(), "postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** PostgreSQL does not run as root. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Commands.run(directory, command);
    }

    private void stop() {
        try {
            run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        } catch (IOException e) {
            System.err.println("PostgreSQL does not end: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }
}
