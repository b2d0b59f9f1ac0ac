package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Client;
import org.pacsscp.bench.candidate.JavaRuntime;
import org.pacsscp.testing.process.PostgreSql;

/** The archives that are measured, all running until this is closed: who is not asked waits, and costs nothing. */
final class Archives implements AutoCloseable {
    private static final String EMBEDDED = "SQLite";
    private static final String ON_POSTGRES = "PostgreSQL";
    private static final String FULL_DATABASE = "many";
    private static final String EMPTY_DATABASE = "few";

    private final JavaRuntime java;
    private final Path kept;
    private final Path scratch;
    private final long studies;
    private final FilledCatalogs filled;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable Postgres postgres;

    /**
     * Starts nothing yet.
     *
     * @param java for our servers
     * @param kept where full catalogs are, or are made
     * @param scratch for empty ones
     * @param studies in each of the full ones
     */
    Archives(JavaRuntime java, Path kept, Path scratch, long studies) {
        this.java = java;
        this.kept = kept;
        this.scratch = scratch;
        this.studies = studies;
        filled = new FilledCatalogs(kept, studies);
    }

    Archive embedded() throws IOException, SQLException {
        return start(EMBEDDED, studies, filled.embedded(), Optional.empty());
    }

    Archive emptyEmbedded() throws IOException {
        return start(EMBEDDED, 0, Files.createDirectory(scratch.resolve("embedded")), Optional.empty());
    }

    Archive onPostgres() throws IOException, InterruptedException, SQLException {
        Postgres server = postgres();
        filled.fill(server, FULL_DATABASE);
        return start(ON_POSTGRES, studies, directory(kept, "on-postgresql"), Optional.of(server.url(FULL_DATABASE)));
    }

    Archive emptyOnPostgres() throws IOException, SQLException {
        Postgres server = postgres();
        server.create(EMPTY_DATABASE);
        return start(ON_POSTGRES, 0, directory(scratch, "on-postgresql"), Optional.of(server.url(EMPTY_DATABASE)));
    }

    private static Path directory(Path parent, String name) throws IOException {
        return Files.createDirectories(parent.resolve(name));
    }

    private Postgres postgres() throws IOException {
        Postgres started = postgres;
        if (started == null) {
            if (!PostgreSql.isInstalled()) {
                throw new IOException("PostgreSQL is not installed; leave it out with --without");
            }
            started = opening(Postgres.start(kept.resolve("postgresql")));
            postgres = started;
        }
        return started;
    }

    /** Fills Orthanc for so long, if it was not yet. */
    Archive orthanc(Client client, long nanos) throws IOException, InterruptedException {
        Path program = Orthanc.program()
                .orElseThrow(() -> new IOException("Orthanc is not installed; leave it out with --without"));
        return opening(Orthanc.start(program, directory(kept, "orthanc"), client, studies, nanos));
    }

    private Archive start(String name, long held, Path directory, Optional<String> url) throws IOException {
        return opening(PacsScpArchive.start(java, name, held, directory, url));
    }

    private <T extends AutoCloseable> T opening(T part) {
        opened.push(part);
        return part;
    }

    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (IOException e) {
                System.err.println("still running: " + e.getMessage());
            } catch (Exception e) {
                throw new IOException("an archive does not end: " + e.getMessage(), e);
            }
        }
    }
}
