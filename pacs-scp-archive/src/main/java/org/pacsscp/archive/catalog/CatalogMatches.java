package org.pacsscp.archive.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What matches a query, one after the other as they are asked for; no more than some rows are in memory. It holds a connection to
 * the database until it is closed, and sees what was there when it was first asked.
 *
 * <p>For one thread; only {@link #cancel()} may be called by any.
 *
 * <pre>{@code
 * try (CatalogMatches matches = catalog.find(query)) {
 *     for (Optional<DataSet> match = matches.next(); match.isPresent(); match = matches.next()) {
 *         show(match.get());
 *     }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CatalogMatches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CatalogMatches.class);

    private final Keys keys;
    private final Search search;
    private final ReadConnections connections;
    private volatile boolean cancelled;
    private volatile @Nullable PreparedStatement statement;
    private @Nullable Connection connection;
    private @Nullable ResultSet rows;
    private boolean failed;
    private long lastAnswered = Long.MIN_VALUE;

    CatalogMatches(CatalogQuery query, Keys keys, ReadConnections connections) {
        this.keys = keys;
        this.connections = connections;
        search = Search.of(query, keys, connections.dialect());
    }

    /**
     * Returns the keys that the catalog does not support: they are neither matched nor answered, and the answers of a service have
     * the status FF01H (PS3.4 Table C.4-1).
     *
     * @return their tags, those in items, too
     */
    public SortedSet<Integer> unsupportedKeys() {
        return keys.unsupported();
    }

    /**
     * Finds the next match.
     *
     * @return what the query names of it, empty where it has nothing there, and the unique keys down to its level; empty when there
     *     are no more, or the search was cancelled
     * @throws CatalogException if the database does not answer
     */
    public Optional<DataSet> next() {
        try {
            ResultSet result = rows();
            while (!cancelled && result.next()) {
                long entity = search.entity(result);
                Optional<DataSet> answer = entity == lastAnswered
                        ? Optional.empty()
                        : keys.matcher().answer(read(result));
                if (answer.isPresent()) {
                    lastAnswered = entity;
                    return answer;
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            failed = true;
            if (cancelled) {
                return Optional.empty();
            }
            throw new CatalogException("the catalog cannot be searched: " + e.getMessage(), e);
        }
    }

    private ResultSet rows() throws SQLException {
        ResultSet result = rows;
        if (result == null) {
            Connection borrowed = connections.borrow();
            connection = borrowed;
            PreparedStatement prepared = search.prepare(borrowed);
            statement = prepared;
            if (cancelled) {
                throw new SQLException("cancelled before it began");
            }
            log.debug("{}", search);
            result = prepared.executeQuery();
            rows = result;
        }
        return result;
    }

    private DataSet read(ResultSet row) throws SQLException {
        try {
            return search.read(row);
        } catch (DataSetFormatException e) {
            throw new CatalogException("the catalog holds a header that is no data set; rebuild it", e);
        }
    }

    /** Ends the search: {@link #next()} returns soon, with nothing. May be called by any thread, and does not block. */
    public void cancel() {
        cancelled = true;
        PreparedStatement running = statement;
        if (running != null) {
            // A server is told over a connection of its own.
            ForkJoinPool.commonPool().execute(() -> cancel(running));
        }
    }

    private static void cancel(PreparedStatement running) {
        try {
            running.cancel();
        } catch (SQLException e) {
            log.debug("a search that had ended could not be cancelled", e);
        }
    }

    /** Ends the search. */
    @Override
    public void close() {
        Connection borrowed = connection;
        connection = null;
        if (borrowed == null) {
            return;
        }
        try {
            PreparedStatement prepared = statement;
            if (prepared != null) {
                prepared.close();
            }
            if (failed || cancelled) {
                connections.discard(borrowed);
            } else {
                connections.giveBack(borrowed);
            }
        } catch (SQLException e) {
            connections.discard(borrowed);
        }
    }
}
