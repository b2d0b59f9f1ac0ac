package org.pacsscp.core.internal.engine;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.core.internal.pdu.Pdu;

/**
 * What goes with an event of the state table: the PDU that came, or why an abort is due.
 *
 * @param reason what an A-ABORT says
 * @param kind how the association ends if it does
 * @param detail why, for a person
 * @param pdu the PDU that came, if one did
 */
record Cause(
        AbortReason reason,
        SessionEnd.Kind kind,
        String detail,
        @Nullable Pdu pdu) {
    /** The event says it all. */
    static final Cause NONE = new Cause(AbortReason.REASON_NOT_SPECIFIED, SessionEnd.Kind.CONNECTION_LOST, "", null);

    static Cause received(Pdu pdu) {
        return new Cause(
                AbortReason.UNEXPECTED_PDU,
                SessionEnd.Kind.PROTOCOL_ERROR,
                pdu.type().toString(),
                pdu);
    }

    static Cause protocolError(AbortReason reason, @Nullable String detail) {
        return new Cause(reason, SessionEnd.Kind.PROTOCOL_ERROR, String.valueOf(detail), null);
    }

    static Cause timeout(String detail) {
        return new Cause(AbortReason.SERVICE_USER, SessionEnd.Kind.TIMED_OUT, detail, null);
    }

    static Cause local(AbortReason reason, String detail) {
        return new Cause(reason, SessionEnd.Kind.ABORTED_BY_SERVER, detail, null);
    }

    static Cause lost(String detail) {
        return new Cause(AbortReason.SERVICE_USER, SessionEnd.Kind.CONNECTION_LOST, detail, null);
    }
}
