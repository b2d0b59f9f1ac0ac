package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.pacsscp.archive.catalog.Catalog;

/** Directories with catalogs of many studies, which are filled once and then kept. */
final class FilledCatalogs {
    /** Where {@code archive-server} has its catalog. */
    static final String FILE = ".pacs-scp.catalog";

    private static final String FILLED = ".studies";

    private final Path directory;
    private final long studies;

    FilledCatalogs(Path directory, long studies) {
        this.directory = directory;
        this.studies = studies;
    }

    /** Returns the directory of an archive with a catalog in SQLite. */
    Path embedded() throws IOException, SQLException {
        Path archive = directory.resolve("embedded");
        if (!isFilled(archive)) {
            Files.createDirectories(archive);
            long begun = System.nanoTime();
            DataSource file = new FastSqlite(archive.resolve(FILE));
            Catalog.open(file).close();
            try (Filling filling = new Filling(file.getConnection())) {
                filling.fill(studies);
            }
            setFilled(archive, begun);
        }
        return archive;
    }

    /** Fills a database of PostgreSQL with what the embedded catalog has. */
    void fill(Postgres postgres, String database) throws IOException, InterruptedException, SQLException {
        Path mark = directory.resolve("postgresql");
        if (!isFilled(mark)) {
            Path file = embedded().resolve(FILE);
            long begun = System.nanoTime();
            postgres.create(database);
            Catalog.open(postgres.dataSource(database)).close();
            try (Connection from = new FastSqlite(file).getConnection()) {
                new TableCopy(from, postgres, database).run();
            }
            setFilled(mark, begun);
        }
    }

    private boolean isFilled(Path archive) throws IOException {
        Path mark = archive.resolve(FILLED);
        if (!Files.exists(mark)) {
            return false;
        }
        String held = Files.readString(mark);
        if (!held.equals(Long.toString(studies))) {
            throw new IOException("%s holds %s studies, not %d; give another directory or --studies"
                    .formatted(archive, held, studies));
        }
        return true;
    }

    private void setFilled(Path archive, long begun) throws IOException {
        Files.writeString(archive.resolve(FILLED), Long.toString(studies));
        System.err.printf("filled in %.0f s: %s%n", (System.nanoTime() - begun) / 1e9, archive);
    }
}
