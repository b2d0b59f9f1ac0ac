package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Of the connections that are kept, the statements that are asked again and again. */
    private final Map<Connection, Map<String, PreparedStatement>> prepared = new ConcurrentHashMap<>();

    ReadConnections(DataSource dataSource, Dialect dialect) {
        this.dataSource = dataSource;
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Lends one, on which results come in parts. */
    Connection borrow() throws SQLException {
        // PostgreSQL fetches in parts in a transaction only, and SQLite needs none to read.
        return borrow(dialect == Dialect.SQLITE);
    }

    private Connection borrow(boolean autoCommit) throws SQLException {
        Connection connection = kept.poll();
        if (connection != null) {
            count.decrementAndGet();
            return connection;
        }
        Connection opened = dataSource.getConnection();
        opened.setAutoCommit(autoCommit);
        return opened;
    }

    /**
     * Prepares a statement on one that is lent, which stays prepared as long as the connection is kept: it must not be closed, but its
     * results must be.
     */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        Map<String, PreparedStatement> known = prepared.computeIfAbsent(connection, lent -> new HashMap<>());
        PreparedStatement statement = known.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            known.put(sql, statement);
        }
        return statement;
    }

    /** Takes one back, of which every statement is closed that was not {@linkplain #prepare prepared here}. */
    void giveBack(Connection connection) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            forget(connection);
            endTransaction(connection);
            connection.close();
        } else if (count.incrementAndGet() <= MOST_KEPT) {
            kept.add(connection);
        } else {
            count.decrementAndGet();
            forget(connection);
            connection.close();
        }
    }

    private void forget(Connection connection) throws SQLException {
        Map<String, PreparedStatement> known = prepared.remove(connection);
        if (known != null) {
            for (PreparedStatement statement : known.values()) {
                statement.close();
            }
        }
    }

    /** Takes one back on which something has failed. */
    void discard(Connection connection) {
        try (connection) {
            forget(connection);
            endTransaction(connection);
        } catch (SQLException e) {
            // It is given up because it is broken.
        }
    }

    private static void endTransaction(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Does something with one whose results are short: each statement is a transaction of its own, which costs no way more. */
    <T> T with(Reading<T> reading) throws SQLException {
        Connection connection = borrow(true);
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
