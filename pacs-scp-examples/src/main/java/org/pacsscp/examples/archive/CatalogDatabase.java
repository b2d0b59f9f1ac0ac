package org.pacsscp.examples.archive;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.pacsscp.archive.catalog.Catalog;
import org.pacsscp.archive.catalog.CatalogException;
import org.pacsscp.archive.catalog.Durability;
import org.pacsscp.archive.catalog.EmbeddedDatabase;
import org.pacsscp.archive.catalog.SchemaMigration;

/** The database of a catalog: a file, or a server behind a pool of connections. Usable by any thread. */
final class CatalogDatabase implements AutoCloseable {
    /** Hidden, as all that is the store's own: no instance, and not indexed. */
    private static final String FILE = ".pacs-scp.catalog";

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** One writes; each search that is open has one, and each lookup for a moment. */
    private static final int CONNECTIONS = 16;

    /** Shorter than a peer waits for an answer, so that it is told that we are out of resources. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

    /** What processes that start at once wait for, so that one of them makes the schema; any number that is always the same. */
    private static final long MIGRATION_LOCK = 0x7061_6373_7363_70L;

    private final DataSource dataSource;
    private final Optional<HikariDataSource> pool;

    private CatalogDatabase(DataSource dataSource, Optional<HikariDataSource> pool) {
        this.dataSource = dataSource;
        this.pool = pool;
    }

    /**
     * Connects to a database.
     *
     * @param directory of the archive, which is there
     * @param url where the database is; empty for a file in the directory
     * @param durability of the file; a server has its own settings
     * @throws IOException if it does not answer, or is none that a catalog can be in
     */
    static CatalogDatabase connect(Path directory, Optional<String> url, Durability durability) throws IOException {
        if (url.isEmpty()) {
            return new CatalogDatabase(EmbeddedDatabase.of(directory.resolve(FILE), durability), Optional.empty());
        }
        HikariDataSource pool = pool(url.get());
        return new CatalogDatabase(pool, Optional.of(pool));
    }

    private static HikariDataSource pool(String url) throws IOException {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IOException("no catalog can be there; give a URL such as jdbc:postgresql://HOST/DATABASE");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("catalog");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new IOException(
                    "the database of the catalog cannot be used: " + rootMessage(e)
                            + "; see that it runs where --catalog says, and takes its user",
                    e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    DataSource dataSource() {
        return dataSource;
    }

    /**
     * Opens the catalog that is in it.
     *
     * @throws CatalogException if that cannot be
     */
    Catalog openCatalog() {
        Catalog.Builder builder = Catalog.builder(dataSource);
        if (pool.isPresent()) {
            return builder.migration(CatalogDatabase::migrateAlone).open();
        }
        try {
            return builder.open();
        } catch (CatalogException e) {
            throw new CatalogException(
                    e.getMessage() + "; if " + FILE
                            + " is damaged, move it away, and let index make it again from the files",
                    e);
        }
    }

    private static void migrateAlone(DataSource dataSource, String location) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + MIGRATION_LOCK + ")");
            try {
                SchemaMigration.own().migrate(dataSource, location);
            } finally {
                statement.execute("select pg_advisory_unlock(" + MIGRATION_LOCK + ")");
            }
        } catch (SQLException e) {
            throw new CatalogException("the schema of the catalog cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        pool.ifPresent(HikariDataSource::close);
    }
}
