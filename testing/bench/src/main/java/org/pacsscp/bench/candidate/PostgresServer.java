package org.pacsscp.bench.candidate;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.pacsscp.testing.process.PostgreSql;

/** PostgreSQL as it is by default, with databases that are gone when it is closed. Owned by the thread that measures. */
public final class PostgresServer implements AutoCloseable {
    private final PostgreSql server;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer(PostgreSql server) {
        this.server = server;
    }

    /**
     * Makes one and starts it; returns nothing where it is not installed.
     *
     * @throws IOException if it does not start
     */
    public static Optional<PostgresServer> start() throws IOException {
        return PostgreSql.isInstalled() ? Optional.of(new PostgresServer(PostgreSql.temporary())) : Optional.empty();
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
        server.createDatabase(name);
        return server.url(name) + (syncs ? "" : "&options=-c%20synchronous_commit=off");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
