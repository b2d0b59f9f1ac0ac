package org.pacsscp.bench.hospital.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.candidate.ServerProcess;
import org.pacsscp.bench.candidate.WorkDirectory;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.testing.process.PostgreSql;

/** An archive in processes of its own, with an empty directory that is gone afterwards. */
public final class StartedSite implements Site {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<Long> servers = new ArrayList<>();
    private final List<Long> databases = new ArrayList<>();
    private final Path directory;
    private int port;

    private StartedSite(Path directory) {
        this.directory = directory;
    }

    /**
     * Starts one.
     *
     * @param parent where its directory goes, which other users must be able to enter if there is PostgreSQL
     * @param choice what it is made of
     * @param program how a process of it is started
     * @param peer whom C-MOVE may name, as {@code AET@HOST:PORT}
     * @throws IOException if a part of it is missing, or does not start
     */
    public static StartedSite start(Path parent, CatalogChoice choice, ArchiveProgram program, String peer)
            throws IOException {
        StartedSite site = new StartedSite(Files.createDirectory(parent.resolve("site")));
        try {
            site.start(choice, program, peer);
            return site;
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private void start(CatalogChoice choice, ArchiveProgram program, String peer) throws IOException {
        Optional<String> catalog = Optional.empty();
        if (choice.postgresql()) {
            PostgreSql database = PostgreSql.keptIn(directory.resolve("postgresql"));
            started.push(database);
            databases.add(database.pid());
            catalog = Optional.of(database.url(PostgreSql.DATABASE));
        }
        List<Integer> ports = new ArrayList<>();
        for (int i = 1; i <= choice.processes(); i++) {
            Optional<String> node = choice.processes() == 1 ? Optional.empty() : Optional.of("n" + i);
            ServerProcess process =
                    ServerProcess.announced(program.command(directory.resolve("archive"), node, catalog, peer));
            started.push(process);
            servers.add(process.process().pid());
            ports.add(process.target().address().getPort());
        }
        port = ports.get(0);
        if (ports.size() > 1) {
            Balancer balancer = Balancer.start(directory, ports);
            started.push(balancer);
            servers.add(balancer.pid());
            port = balancer.port();
        }
    }

    @Override
    public RemoteEntity archive() {
        return RemoteEntity.of("PACS_SCP", "127.0.0.1", port);
    }

    @Override
    public List<Long> servers() {
        return List.copyOf(servers);
    }

    @Override
    public List<Long> databases() {
        return List.copyOf(databases);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                System.err.println("a part of the archive does not end: " + e.getMessage());
            }
        }
        try {
            new WorkDirectory(directory).close();
        } catch (IOException | UncheckedIOException e) {
            System.err.println("some of " + directory + " is left: " + e.getMessage());
        }
    }
}
