package org.pacsscp.archive.catalog;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A database in a file, for a catalog that needs no server: SQLite, with a write-ahead log. The program adds its driver, {@code
 * org.xerial:sqlite-jdbc}.
 *
 * <p>The file, and its two neighbours ending in {@code -wal}, of 64 MiB, and {@code -shm}, belong together, on a local file system. For any
 * thread; each call of {@link #getConnection()} opens the file.
 *
 * @since 0.1.0
 */
public final class EmbeddedDatabase implements DataSource {
    private static final String DRIVER = "org.sqlite.JDBC";
    private static final String BUSY_MILLISECONDS = "30000";
    private static final String CACHE_KIBIBYTES = "-16384";

    /**
     * 64 MiB of pages. To put them into their places waits for the disk twice, whatever durability is wanted; and whoever reads a page looks
     * for it in the log first, in each 16 MiB of it.
     */
    private static final String CHECKPOINT_PAGES = "16384";

    private final Path file;
    private final Durability durability;

    private EmbeddedDatabase(Path file, Durability durability) {
        this.file = file;
        this.durability = durability;
    }

    /**
     * Names a database, which is made when it is first opened.
     *
     * @param file where it is; its directory must be there
     * @param durability what an acknowledged instance outlives
     * @return the database
     */
    public static EmbeddedDatabase of(Path file, Durability durability) {
        return new EmbeddedDatabase(
                Objects.requireNonNull(file, "file"), Objects.requireNonNull(durability, "durability"));
    }

    /**
     * Names a database that outlives the process.
     *
     * @param file where it is; its directory must be there
     * @return the database, with {@link Durability#PROCESS}
     */
    public static EmbeddedDatabase of(Path file) {
        return of(file, Durability.PROCESS);
    }

    /**
     * Opens the file.
     *
     * @return a connection with the settings of the durability, which returns no generated keys
     * @throws SQLException if it cannot be opened, or if there is no driver
     */
    @Override
    public Connection getConnection() throws SQLException {
        loadDriver();
        Properties properties = new Properties();
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", durability.synchronous());
        properties.setProperty("foreign_keys", "true");
        // A transaction is one that writes: it waits for another writer when it begins, and not in its middle, where it
        // would fail.
        properties.setProperty("transaction_mode", "IMMEDIATE");
        properties.setProperty("busy_timeout", BUSY_MILLISECONDS);
        properties.setProperty("cache_size", CACHE_KIBIBYTES);
        properties.setProperty("wal_autocheckpoint", CHECKPOINT_PAGES);
        // The driver would ask for them in a statement of its own after each insert.
        properties.setProperty("jdbc.get_generated_keys", "false");
        return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), properties);
    }

    /** In an OSGi framework nobody else does, and a driver registers itself when it is loaded. */
    private static void loadDriver() throws SQLException {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            throw new SQLException("there is no driver of SQLite; add org.xerial:sqlite-jdbc", e);
        }
    }

    /** Opens the file; SQLite knows no users. */
    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException("an embedded database has no log writer");
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("an embedded database has no log writer");
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("nobody logs in to an embedded database");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("an embedded database has no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("an embedded database is no " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** Returns the name of the file. */
    @Override
    public String toString() {
        return "EmbeddedDatabase[" + file + ", " + durability + "]";
    }
}
