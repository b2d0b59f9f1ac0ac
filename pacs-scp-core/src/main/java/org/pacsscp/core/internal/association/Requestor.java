package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.RejectReason;
import org.pacsscp.core.internal.io.ConnectFailedException;
import org.pacsscp.core.internal.pdu.AssociateAc;

/**
 * Who wants one association with a peer (A-ASSOCIATE request), and is told what comes of it: one of {@link #opened}, {@link
 * #notConnected}, {@link #rejected} and {@link #notOpened}, once. Called by the thread of the association's loop.
 */
public interface Requestor {
    /** Returns the A-ASSOCIATE-RQ. */
    ByteBuffer request();

    /** The peer has accepted: says what comes of that. */
    Answer judge(AssociateAc acceptance);

    /** What an A-ASSOCIATE-AC comes to. */
    sealed interface Answer {
        /** There is an association. */
        record Opens(Opening opening) implements Answer {}

        /** Nothing can be agreed on with such an answer: the peer is told A-ABORT with this reason. */
        record Unacceptable(AbortReason reason, String explanation) implements Answer {}
    }

    /** There is an association. */
    void opened(Session session);

    /** There is no connection. */
    void notConnected(ConnectFailedException failure);

    /** The peer does not want an association. */
    void rejected(RejectReason reason);

    /** The wish has ended in another way, between the connection and the peer's answer; {@code reason} is an A-ABORT's. */
    void notOpened(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail);
}
