package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes what many threads want written: one thread takes all that wait and commits them together, so that they share one wait for
 * the disk. Whoever wants something waits until it is committed, or has failed by itself.
 *
 * <p>{@link #run} may be called by any thread; connection and rows belong to the writing one.
 */
final class GroupCommit implements AutoCloseable {
    /** Enough to share a wait, and few enough to be done again one by one. */
    private static final int MOST = 256;

    private final DataSource dataSource;
    private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::write, "pacs-scp-catalog");
    private final LongAdder commits = new LongAdder();
    private final LongAdder committed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean closed;
    private @Nullable InstanceRows rows;

    GroupCommit(DataSource dataSource) {
        this.dataSource = dataSource;
        thread.setDaemon(true);
        thread.start();
    }

    /** What is to be written; it may be run twice, the first time having been rolled back. */
    @FunctionalInterface
    interface Change<T> {
        T apply(InstanceRows rows) throws SQLException;
    }

    /** A change and who waits for it. */
    private static final class Task<T> {
        private final Change<T> change;
        private final CompletableFuture<T> committed = new CompletableFuture<>();
        private @Nullable T result;

        Task(Change<T> change) {
            this.change = change;
        }

        void apply(InstanceRows rows) throws SQLException {
            result = change.apply(rows);
        }

        void complete() {
            committed.complete(result);
        }

        void fail(Throwable e) {
            committed.completeExceptionally(e);
        }
    }

    /**
     * Writes, and returns when it is committed.
     *
     * @throws IOException if it was not, or nobody can tell
     */
    <T> T run(Change<T> change) throws IOException {
        Task<T> task = new Task<>(change);
        waiting.add(task);
        if (closed && waiting.remove(task)) {
            throw new IOException("the catalog is closed");
        }
        try {
            return task.committed.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while the catalog wrote").initCause(e);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException("the catalog cannot write: " + cause.getMessage(), cause);
        }
    }

    CatalogFigures figures() {
        return new CatalogFigures(commits.sum(), committed.sum(), failed.sum(), waiting.size());
    }

    private void write() {
        while (!closed) {
            try {
                List<Task<?>> group = new ArrayList<>();
                group.add(waiting.take());
                waiting.drainTo(group, MOST - 1);
                commit(group);
            } catch (InterruptedException e) {
                // Only close() interrupts, and has said so in `closed`.
            }
        }
        disconnect();
        waiting.forEach(task -> task.fail(new IOException("the catalog is closed")));
    }

    /** If one fails, none is there; so each is tried by itself, and fails alone. */
    private void commit(List<Task<?>> group) {
        Throwable failure = tryCommit(group);
        if (failure == null) {
            commits.increment();
            committed.add(group.size());
            group.forEach(Task::complete);
        } else if (group.size() == 1) {
            failed.increment();
            group.get(0).fail(failure);
        } else {
            group.forEach(task -> commit(List.of(task)));
        }
    }

    private @Nullable Throwable tryCommit(List<Task<?>> group) {
        try {
            InstanceRows connected = connect();
            connected.begin();
            for (Task<?> task : group) {
                task.apply(connected);
            }
            connected.commit();
            return null;
        } catch (SQLException | RuntimeException | Error e) {
            disconnect();
            return e;
        }
    }

    private InstanceRows connect() throws SQLException {
        InstanceRows connected = rows;
        if (connected == null) {
            Connection connection = dataSource.getConnection();
            connected = new InstanceRows(connection);
            rows = connected;
        }
        return connected;
    }

    /** What failed may have left anything behind: nothing of it is used again. */
    private void disconnect() {
        InstanceRows connected = rows;
        rows = null;
        if (connected != null) {
            connected.close();
        }
    }

    /** Ends after the group that is being written; what waits fails. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
