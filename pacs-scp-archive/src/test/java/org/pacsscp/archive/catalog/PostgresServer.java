package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/** Debian's PostgreSQL, as user {@code postgres} on a port of its own; once for all tests of a JVM, and removed at its end. */
final class PostgresServer {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static Optional<PostgresServer> running = Optional.empty();
    private static int databases;

    private final Path bin;
    private final Path directory;
    private final int port;

    private PostgresServer(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /** Returns the server; the test is skipped where there is none, unless {@code pacsscp.interop.required} is set. */
    static synchronized PostgresServer shared() throws IOException {
        if (running.isEmpty()) {
            Optional<Path> bin = bin();
            if (bin.isEmpty() && Boolean.getBoolean("pacsscp.interop.required")) {
                throw new AssertionError("PostgreSQL is missing; install Debian's package postgresql");
            }
            Assumptions.assumeTrue(bin.isPresent(), "PostgreSQL is not installed");
            running = Optional.of(begin(bin.get()));
        }
        return running.get();
    }

    private static Optional<Path> bin() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static PostgresServer begin(Path bin) throws IOException {
        Path directory = Files.createTempDirectory(
                "pacs-scp-postgresql",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        PostgresServer server = new PostgresServer(bin, directory, freePort());
        server.run("initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N");
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** Starts it, after {@link #stop} again. */
    void start() throws IOException {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s".formatted(port, directory),
                "start");
    }

    /** Stops it, without a word to its clients. */
    void stop() throws IOException {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    private void remove() {
        try {
            stop();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // The directory is a temporary one.
        }
    }

    /** PostgreSQL does not run as root. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("pacs-scp-postgresql", ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output));
            }
            Files.delete(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        }
    }

    /** Makes an empty database. */
    PGSimpleDataSource database() throws IOException {
        String name;
        synchronized (PostgresServer.class) {
            name = "test" + ++databases;
        }
        run("createdb", "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "postgres", name);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(name);
        dataSource.setUser("postgres");
        return dataSource;
    }
}
