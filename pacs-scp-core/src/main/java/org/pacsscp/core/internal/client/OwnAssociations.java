package org.pacsscp.core.internal.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.core.internal.association.AssociationControl;
import org.pacsscp.core.internal.association.Decision;
import org.pacsscp.core.internal.association.OpenConnections;
import org.pacsscp.core.internal.association.PendingDecision;
import org.pacsscp.core.internal.association.ServiceUser;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.report.Events;

/** The client as the user of its associations: knows which there are. Any thread. */
final class OwnAssociations implements ServiceUser {
    private final Events events;
    private final Map<Long, OwnAssociation> open = new ConcurrentHashMap<>();
    private final OpenConnections connections = new OpenConnections();

    OwnAssociations(Events events) {
        this.events = events;
    }

    /** A connection is being made for an association. */
    void connecting(AssociationControl association) {
        connections.add(association);
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
        connections.lessen(() -> open.remove(session.id()));
    }

    @Override
    public void ended(Session session, AssociationEnd end) {
        events.ended(session, end);
        ((OwnAssociation) session).completeEnd(end);
    }

    @Override
    public void disconnected(AssociationControl association) {
        connections.remove(association);
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

    List<RequestedAssociation> open() {
        List<RequestedAssociation> present = new ArrayList<>(open.values());
        present.sort(Comparator.comparingLong(RequestedAssociation::id));
        return present;
    }

    /** Returns those that there are connections for, open or to be opened. */
    List<AssociationControl> connections() {
        return connections.list();
    }

    /** Waits until no association is open, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoneOpen(long nanos) {
        connections.await(open::isEmpty, nanos);
    }

    /** Waits until there is no connection, at most so long; an interrupt ends the wait and stays set. */
    void awaitNoConnection(long nanos) {
        connections.awaitNone(nanos);
    }
}
