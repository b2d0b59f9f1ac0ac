package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Lends connections to those who read. Of an embedded database, which is opened faster than a server answers, but has its schema to
 * read each time, a few are kept; those of a server are the pool's to keep. For any thread; a connection that is lent belongs to the
 * borrower's.
 */
final class ReadConnections implements AutoCloseable {
    private static final int MOST_KEPT = 8;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final ConcurrentLinkedQueue<Connection> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    ReadConnections(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Lends one, on which results come in parts. */
    Connection borrow() throws SQLException {
        Connection connection = kept.poll();
        if (connection != null) {
            count.decrementAndGet();
            return connection;
        }
        Connection opened = dataSource.getConnection();
        // PostgreSQL fetches in parts in a transaction only, and SQLite needs none to read.
        opened.setAutoCommit(dialect == Dialect.SQLITE);
        return opened;
    }

    /** Takes one back, of which every statement is closed. */
    void giveBack(Connection connection) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        } else if (count.incrementAndGet() <= MOST_KEPT) {
            kept.add(connection);
        } else {
            count.decrementAndGet();
            connection.close();
        }
    }

    /** Takes one back on which something has failed. */
    void discard(Connection connection) {
        try (connection) {
            if (dialect == Dialect.POSTGRESQL) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // It is given up because it is broken.
        }
    }

    /** Does something with one. */
    <T> T with(Reading<T> reading) throws SQLException {
        Connection connection = borrow();
        try {
            T result = reading.read(connection);
            giveBack(connection);
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            discard(connection);
            throw e;
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }

    @Override
    public void close() {
        for (Connection connection = kept.poll(); connection != null; connection = kept.poll()) {
            discard(connection);
        }
    }
}
