package org.pacsscp.core.internal.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.core.internal.association.AssociationControl;
import org.pacsscp.core.internal.association.Decision;
import org.pacsscp.core.internal.association.PendingDecision;
import org.pacsscp.core.internal.association.ServiceUser;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.report.Events;

/** The client as the user of its associations: knows which there are. Any thread; the lock guards the connections. */
final class OwnAssociations implements ServiceUser {
    private final Events events;
    private final Map<Long, OwnAssociation> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Set<AssociationControl> connections = new HashSet<>();

    OwnAssociations(Events events) {
        this.events = events;
    }

    /** A connection is being made for an association. */
    void connecting(AssociationControl association) {
        lock.lock();
        try {
            connections.add(association);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> connected(AssociationControl association, Connection connection) {
        return Optional.empty();
    }

    @Override
    public void opened(Session session) {
        open.put(session.id(), (OwnAssociation) session);
        events.opened(session);
    }

    @Override
    public void left(Session session) {
        open.remove(session.id());
        signalFewer();
    }

    @Override
    public void ended(Session session, AssociationEnd end) {
        events.ended(session, end);
        ((OwnAssociation) session).completeEnd(end);
    }

    @Override
    public void disconnected(AssociationControl association) {
        lock.lock();
        try {
            connections.remove(association);
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void requested(AssociateRq request, Connection connection, PendingDecision decision) {
        throw new IllegalStateException("nobody requests associations of a client");
    }

    @Override
    public void rejected(AssociateRq request, Connection connection, Decision.Reject rejection) {
        throw new IllegalStateException("nobody requests associations of a client");
    }

    @Override
    public void refused(Connection connection, String why) {
        throw new IllegalStateException("nobody connects to a client");
    }

    private void signalFewer() {
        lock.lock();
        try {
            fewer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<RequestedAssociation> open() {
        List<RequestedAssociation> present = new ArrayList<>(open.values());
        present.sort(Comparator.comparingLong(RequestedAssociation::id));
        return present;
    }

    /** Returns those that there are connections for, open or to be opened. */
    List<AssociationControl> connections() {
        lock.lock();
        try {
            return List.copyOf(connections);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no association is open, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoneOpen(long nanos) {
        awaitEmpty(nanos, false);
    }

    /** Waits until there is no connection, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoConnection(long nanos) {
        awaitEmpty(nanos, true);
    }

    private void awaitEmpty(long nanos, boolean ofConnections) {
        long left = nanos;
        lock.lock();
        try {
            while (left > 0 && (ofConnections ? !connections.isEmpty() : !open.isEmpty())) {
                left = fewer.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
