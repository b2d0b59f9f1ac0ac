package org.pacsscp.core.internal.engine;

import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.core.internal.io.Connection;

/** Ends an association once, with one cause that all who have to do with it are told. Owned by the connection's loop. */
final class SessionEnding {
    private final ServerContext context;
    private final Connection connection;
    private final Workers workers;
    private final Session session;

    SessionEnding(ServerContext context, Connection connection, Workers workers, Session session) {
        this.context = context;
        this.connection = connection;
        this.workers = workers;
        this.session = session;
    }

    /** Does nothing if the association has ended before. */
    void end(SessionEnd.Kind kind, Optional<AbortReason> reason, String detail) {
        if (session.end().isPresent()) {
            return;
        }
        SessionEnd end = new SessionEnd(kind, reason, detail);
        breakOff(kind, detail);
        session.ended(end);
        context.admission().ended(session);
        context.events().ended(session, end);
    }

    /**
     * Ends what workers do. Before our last PDU is sent, so that nothing of theirs follows it, and what the peer does
     * about it cannot reach them before the true cause.
     */
    void breakOff(SessionEnd.Kind kind, String detail) {
        String why = "the association has ended: " + kind + " " + detail;
        connection.endWorkersOutput();
        workers.breakOff(dataSetCause(kind), why);
        session.operations().cancelAll();
        session.invocations().end(why);
    }

    private static DataSetException.Cause dataSetCause(SessionEnd.Kind kind) {
        return switch (kind) {
            case RELEASED_BY_PEER, RELEASED_BY_SERVER, ABORTED_BY_PEER, ABORTED_BY_SERVER ->
                DataSetException.Cause.ABORTED;
            case PROTOCOL_ERROR -> DataSetException.Cause.MALFORMED;
            case TIMED_OUT -> DataSetException.Cause.TIMED_OUT;
            case CONNECTION_LOST -> DataSetException.Cause.PEER_LOST;
        };
    }
}
