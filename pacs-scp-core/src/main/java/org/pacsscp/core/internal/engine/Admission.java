package org.pacsscp.core.internal.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Limits;

/**
 * Counts connections and associations against their limits, and knows the open ones. Any thread; the lock is taken when a
 * connection or an association begins or ends, never for a message.
 */
final class Admission {
    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Map<InetAddress, Integer> pendingByAddress = new ConcurrentHashMap<>();
    private final Set<Association> connections = new HashSet<>();
    private final Map<Long, ClientSession> sessions = new ConcurrentHashMap<>();
    private int associations;
    private volatile boolean draining;

    Admission(Limits limits) {
        this.limits = limits;
    }

    /** Takes a place for a connection that has no association yet; {@code false} if its address has too many. */
    boolean tryConnect(InetAddress address, Association connection) {
        int pending = pendingByAddress.merge(address, 1, Integer::sum);
        if (pending > limits.maxPendingConnectionsPerAddress()) {
            settled(address);
            return false;
        }
        lock.lock();
        try {
            connections.add(connection);
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** The connection has an association now, or is rejected or closed. */
    void settled(InetAddress address) {
        pendingByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** The connection is closed. */
    void disconnected(Association connection) {
        lock.lock();
        try {
            connections.remove(connection);
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place for an association; {@code false} if there are as many as there may be. */
    boolean tryAssociate() {
        lock.lock();
        try {
            if (associations >= limits.maxAssociations()) {
                return false;
            }
            associations++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void opened(ClientSession session) {
        sessions.put(session.id(), session);
    }

    /** Gives the place of an association back. */
    void ended(ClientSession session) {
        sessions.remove(session.id());
        lock.lock();
        try {
            associations--;
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<ClientSession> sessions() {
        List<ClientSession> open = new ArrayList<>(sessions.values());
        open.sort(Comparator.comparingLong(ClientSession::id));
        return open;
    }

    List<Association> connections() {
        lock.lock();
        try {
            return List.copyOf(connections);
        } finally {
            lock.unlock();
        }
    }

    boolean draining() {
        return draining;
    }

    void draining(boolean now) {
        draining = now;
    }

    /** Waits until no association is open, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoAssociation(long nanos) {
        awaitEmpty(nanos, false);
    }

    /** Waits until no connection is open, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoConnection(long nanos) {
        awaitEmpty(nanos, true);
    }

    private void awaitEmpty(long nanos, boolean ofConnections) {
        long left = nanos;
        lock.lock();
        try {
            while (left > 0 && (ofConnections ? !connections.isEmpty() : associations > 0)) {
                left = fewer.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "Admission[sessions=" + sessions.size() + ", draining=" + draining + "]";
    }
}
