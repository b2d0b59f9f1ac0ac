package org.pacsscp.core.internal.association;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.core.internal.flight.AssociationRecord;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.io.Connection;

/** Ends an association once, with one cause that all who have to do with it are told. Owned by the connection's loop. */
final class SessionEnding {
    private final ServiceUser user;
    private final Connection connection;
    private final Session session;
    private final MessageUser messageUser;
    private final @Nullable AssociationRecord flight = FlightRecorder.association();
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
        record(end);
        user.ended(session, end);
    }

    private void record(AssociationEnd end) {
        AssociationRecord event = flight == null ? FlightRecorder.endOfAssociation() : flight;
        if (event != null) {
            var counters = session.counters();
            event.of(
                            session.id(),
                            session instanceof RequestedAssociation,
                            session.remoteAddress(),
                            session.tls().isPresent(),
                            session.openedAt())
                    .between(
                            session.callingAeTitle().value(),
                            session.calledAeTitle().value())
                    .counted(
                            counters.requestsReceived(),
                            counters.responsesSent(),
                            counters.bytesReceived(),
                            counters.bytesSent())
                    .ended(end.kind().name(), end.detail());
        }
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
