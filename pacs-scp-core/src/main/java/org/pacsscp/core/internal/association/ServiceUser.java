package org.pacsscp.core.internal.association;

import java.util.Optional;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.AssociateRq;

/**
 * Who uses associations (PS3.8 section 7): the side that takes them in, decides on them, and is told how they end. One for
 * many; each method is called by the thread of the association's loop.
 */
public interface ServiceUser {
    /**
     * Somebody has connected.
     *
     * @return why nobody may from there, if so: the connection is closed; empty if an association may come of it
     */
    Optional<String> connected(AssociationControl association, Connection connection);

    /** A-ASSOCIATE indication: a peer requests an association. Decides on it, at once or later. */
    void requested(AssociateRq request, Connection connection, PendingDecision decision);

    /** The request is answered with an A-ASSOCIATE-RJ. */
    void rejected(AssociateRq request, Connection connection, Decision.Reject rejection);

    /** The connection ends, and there was no association on it. */
    void refused(Connection connection, String why);

    /** An association is open: what was {@linkplain Opening made} of it is in use. */
    void opened(Session session);

    /** An association has ended and takes no place any more. Called again if it has failed, as for want of memory. */
    void left(Session session);

    /** An association that was opened has ended; told once. */
    void ended(Session session, AssociationEnd end);

    /** The connection is closed, whatever has come of it. */
    void disconnected(AssociationControl association);
}
