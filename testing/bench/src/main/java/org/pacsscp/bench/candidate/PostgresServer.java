package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** PostgreSQL as it is by default, on a port of its own, until it is closed. Owned by the thread that measures. */
public final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path bin;
    private final Path directory;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Makes one and starts it; returns nothing where it is not installed.
     *
     * @throws IOException if it does not start
     */
    public static Optional<PostgresServer> start() throws IOException {
        Optional<Path> bin = bin();
        if (bin.isEmpty()) {
            return Optional.empty();
        }
        // It runs as another user, who may not look into directories of ours.
        Path directory = Files.createTempDirectory("pacs-scp-bench-postgresql");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        PostgresServer server = new PostgresServer(bin.get(), directory, Programs.freePort());
        server.run("initdb", "-D", server.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N");
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
        Runtime.getRuntime().addShutdownHook(new Thread(server::endAnyhow, "end of PostgreSQL"));
        return Optional.of(server);
    }

    private static Optional<Path> bin() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /**
     * Makes an empty database.
     *
     * @param syncs whether a commit waits for the disk, as by default; otherwise it outlives the end of its client, not that of the
     *     database
     * @return its URL
     */
    public String newDatabase(boolean syncs) throws IOException {
        String name = "bench" + databases.incrementAndGet();
        run("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "postgres", name);
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=postgres"
                + (syncs ? "" : "&options=-c%20synchronous_commit=off");
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
        try {
            Programs.run(directory, command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " ran");
        }
    }

    /** It does not notice that we are gone. */
    private void endAnyhow() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("PostgreSQL in " + directory + " is left: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        WorkDirectory.delete(directory);
    }
}
