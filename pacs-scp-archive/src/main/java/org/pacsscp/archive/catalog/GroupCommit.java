package org.pacsscp.archive.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes what many threads want written: one of them takes all that wait and commits them together, so that they share one wait for
 * the disk. Whoever wants something waits until it is committed, or has failed by itself. A thread that comes alone writes at once,
 * and wakes nobody.
 *
 * <p>{@link #run} may be called by any thread; connection and rows belong to the one that holds the lock.
 */
final class GroupCommit implements AutoCloseable {
    /** Enough to share a wait, and few enough to be done again one by one. */
    private static final int MOST = 256;

    private static final String CLOSED = "the catalog is closed";

    private final DataSource dataSource;
    private final Queue<Task<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final LongAdder commits = new LongAdder();
    private final LongAdder committed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean closed;
    private @Nullable InstanceRows rows;

    GroupCommit(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What a change waits for. */
    enum Wait {
        /** What the database waits for. */
        FOR_DATABASE,
        /** Nothing but the process, if the database can do that: somebody has a journal. */
        FOR_PROCESS
    }

    /** What is to be written; it may be run twice, the first time having been rolled back. */
    @FunctionalInterface
    interface Change<T> {
        T apply(InstanceRows rows) throws SQLException;

        /** Tells whether it is one statement, which needs no transaction around it. */
        default boolean isOneStatement(InstanceRows rows) {
            return false;
        }
    }

    /** A change and who waits for it. Result and failure are the writing thread's until it is done. */
    private static final class Task<T> {
        private final Change<T> change;
        private final Wait wait;
        private final Thread waiter = Thread.currentThread();
        private @Nullable T result;
        private @Nullable Throwable failure;
        private volatile boolean done;

        Task(Change<T> change, Wait wait) {
            this.change = change;
            this.wait = wait;
        }

        void apply(InstanceRows rows) throws SQLException {
            result = change.apply(rows);
        }

        void end(@Nullable Throwable cause) {
            failure = cause;
            done = true;
            if (waiter != Thread.currentThread()) {
                LockSupport.unpark(waiter);
            }
        }

        @SuppressWarnings("NullAway") // Once it is done without a failure, the result is what the change returned.
        T get() throws IOException {
            Throwable cause = failure;
            if (cause != null) {
                throw new IOException("the catalog cannot write: " + cause.getMessage(), cause);
            }
            return result;
        }
    }

    /**
     * Writes, and returns when it is committed.
     *
     * @throws IOException if it was not, or nobody can tell
     */
    <T> T run(Change<T> change) throws IOException {
        return run(change, Wait.FOR_DATABASE);
    }

    /** Writes, and returns when it is committed, as safe as is wanted. */
    <T> T run(Change<T> change, Wait wait) throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
        Task<T> task = new Task<>(change, wait);
        waiting.add(task);
        while (!task.done) {
            if (writing.tryLock()) {
                writeGroup();
            } else if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                waiting.remove(task);
                // It may be this thread that was woken to write next.
                wakeFirst();
                throw new InterruptedIOException("interrupted while the catalog wrote");
            } else {
                LockSupport.park(this);
            }
        }
        return task.get();
    }

    /** What reads over the connection that writes. */
    @FunctionalInterface
    interface Reading<T> {
        T read(InstanceRows rows) throws SQLException;
    }

    /** What reads over another. */
    @FunctionalInterface
    interface OtherReading<T> {
        T read() throws SQLException;
    }

    /**
     * Reads over the connection that writes, which has in memory what was written last; each other one has to read that again.
     *
     * @param other what is done instead where somebody writes, or that connection is broken
     */
    <T> T read(Reading<T> reading, OtherReading<T> other) throws SQLException {
        if (closed || !writing.tryLock()) {
            return other.read();
        }
        try {
            return reading.read(connect());
        } catch (SQLException e) {
            disconnect();
        } finally {
            writing.unlock();
            wakeFirst();
        }
        return other.read();
    }

    /** Holds the lock, and gives it up. */
    private void writeGroup() {
        // Of who writes for others, an interrupt would be theirs, too.
        boolean interrupted = Thread.interrupted();
        try {
            write(nextGroup());
        } finally {
            writing.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        wakeFirst();
    }

    /** Whoever found the lock held had begun to wait before, so the first of them writes next. */
    private void wakeFirst() {
        Task<?> first = waiting.peek();
        if (first != null) {
            LockSupport.unpark(first.waiter);
        }
    }

    private void write(List<Task<?>> group) {
        try {
            if (closed) {
                group.forEach(task -> task.end(new IOException(CLOSED)));
            } else if (!group.isEmpty()) {
                commit(group);
            }
        } catch (Throwable e) {
            // Such as an OutOfMemoryError; nobody else would tell those who wait.
            group.forEach(task -> task.end(e));
        }
    }

    private List<Task<?>> nextGroup() {
        List<Task<?>> group = new ArrayList<>();
        while (group.size() < MOST) {
            Task<?> task = waiting.poll();
            if (task == null) {
                break;
            }
            group.add(task);
        }
        return group;
    }

    /** If one fails, none is there; so each is tried by itself, and fails alone. */
    private void commit(List<Task<?>> group) {
        Throwable failure = tryCommit(group);
        if (failure == null) {
            commits.increment();
            committed.add(group.size());
            group.forEach(task -> task.end(null));
        } else if (group.size() == 1) {
            failed.increment();
            group.get(0).end(failure);
        } else {
            group.forEach(task -> commit(List.of(task)));
        }
    }

    private @Nullable Throwable tryCommit(List<Task<?>> group) {
        try {
            InstanceRows connected = connect();
            connected.waitForDisk(isForDatabase(group));
            if (group.size() > 1 || !group.get(0).change.isOneStatement(connected)) {
                connected.begin();
            }
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

    private static boolean isForDatabase(List<Task<?>> group) {
        for (Task<?> task : group) {
            if (task.wait == Wait.FOR_DATABASE) {
                return true;
            }
        }
        return false;
    }

    private InstanceRows connect() throws SQLException {
        InstanceRows connected = rows;
        if (connected == null) {
            Connection connection = dataSource.getConnection();
            connected = InstanceRows.over(connection);
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

    CatalogFigures figures() {
        return new CatalogFigures(commits.sum(), committed.sum(), failed.sum(), waiting.size());
    }

    /** Ends after the group that is being written; what waits fails. */
    @Override
    public void close() {
        closed = true;
        writing.lock();
        try {
            disconnect();
        } finally {
            writing.unlock();
        }
        for (Task<?> task = waiting.poll(); task != null; task = waiting.poll()) {
            task.end(new IOException(CLOSED));
        }
    }
}
