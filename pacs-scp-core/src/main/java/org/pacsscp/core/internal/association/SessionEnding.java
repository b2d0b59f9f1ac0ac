package org.pacsscp.core.internal.association;

import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetException;
import org.pacsscp.core.internal.io.Connection;

/** Ends an association once, with one cause that all who have to do with it are told. Owned by the connection's loop. */
final class SessionEnding {
    private final ServiceUser user;
    private final Connection connection;
    private final Session session;
    private final MessageUser messageUser;
    private boolean over;

    SessionEnding(ServiceUser user, Connection connection, Session session, MessageUser messageUser) {
        this.user = user;
        this.connection = connection;
        this.session = session;
        this.messageUser = messageUser;
    }

    /** Does nothing if the association has ended before. What fails for want of memory can be done again. */
    void end(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail) {
        if (over) {
            return;
        }
        AssociationEnd end = session.end().orElseGet(() -> new AssociationEnd(kind, reason, detail));
        breakOff(kind, detail);
        session.sender().handOver();
        session.ended(end);
        user.left(session);
        over = true;
        user.ended(session, end);
    }

    /**
     * Ends what workers do. Before our last PDU is sent, so that nothing of theirs follows it, and what the peer does
     * about it cannot reach them before the true cause.
     */
    void breakOff(AssociationEnd.Kind kind, String detail) {
        String why = "the association has ended: " + kind + " " + detail;
        connection.endWorkersOutput();
        messageUser.breakOff(dataSetCause(kind), why);
        session.invocations().end(why);
    }

    private static DataSetException.Cause dataSetCause(AssociationEnd.Kind kind) {
        return switch (kind) {
            case RELEASED_BY_PEER, RELEASED_BY_US, ABORTED_BY_PEER, ABORTED_BY_US -> DataSetException.Cause.ABORTED;
            case PROTOCOL_ERROR -> DataSetException.Cause.MALFORMED;
            case TIMED_OUT -> DataSetException.Cause.TIMED_OUT;
            case CONNECTION_LOST -> DataSetException.Cause.PEER_LOST;
        };
    }
}
