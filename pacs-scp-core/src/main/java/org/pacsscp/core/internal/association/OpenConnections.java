package org.pacsscp.core.internal.association;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The connections of a service user that are open, and the lock that guards them and what else it counts. Any thread; the lock is
 * taken when a connection or an association begins or ends, never for a message.
 */
public final class OpenConnections {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Set<AssociationControl> connections = new HashSet<>();

    /** There is another connection. */
    public void add(AssociationControl connection) {
        lock.lock();
        try {
            connections.add(connection);
        } finally {
            lock.unlock();
        }
    }

    /** The connection is closed. */
    public void remove(AssociationControl connection) {
        lessen(() -> connections.remove(connection));
    }

    /** Returns those that are open. */
    public List<AssociationControl> list() {
        return exclusively(() -> List.copyOf(connections));
    }

    /** Computes something of what the lock guards. */
    public <T> T exclusively(Supplier<T> computation) {
        lock.lock();
        try {
            return computation.get();
        } finally {
            lock.unlock();
        }
    }

    /** Lessens what the lock guards, and has whoever waits for that look again. */
    public void lessen(Runnable change) {
        lock.lock();
        try {
            change.run();
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is no connection, at most so long; an interrupt ends the wait and stays set. */
    public void awaitNone(long nanos) {
        await(connections::isEmpty, nanos);
    }

    /** Waits until something is gone that is only {@linkplain #lessen lessened} here, at most so long; an interrupt ends the wait and stays set. */
    public void await(BooleanSupplier gone, long nanos) {
        long left = nanos;
        lock.lock();
        try {
            while (left > 0 && !gone.getAsBoolean()) {
                left = fewer.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
