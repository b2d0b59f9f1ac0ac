package org.pacsscp.core.internal.association;

import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.ReleaseRq;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.State;

/**
 * Makes events of Table 9-10 of what is come upon: by the loop as it reads, by a worker that may read but not judge, by the
 * network. What has been overtaken by the end of the association becomes none. Owned by the connection's loop.
 */
final class AssociationEvents {
    private final UpperLayer upperLayer;
    private final ReceivingSide receiving;
    private boolean framingLost;

    AssociationEvents(UpperLayer upperLayer, ReceivingSide receiving) {
        this.upperLayer = upperLayer;
        this.receiving = receiving;
    }

    /** Tells whether what comes cannot be told apart any more. */
    boolean isFramingLost() {
        return framingLost;
    }

    /** Answers at once what the state does not allow, without waiting for a length that may be none. */
    void judgeType() {
        Event event = Event.received(receiving.type());
        switch (upperLayer.actionOn(event)) {
            case AA_1, AA_7, AA_8 -> {
                upperLayer.happen(Happening.Fault.unexpected(
                        event, receiving.type() + " is not allowed in " + upperLayer.state()));
                receiving.discardPdu();
            }
            case AA_6 -> receiving.discardPdu();
            default -> {}
        }
    }

    void complete(Pdu pdu) {
        boolean mayInterrupt = !(pdu instanceof ReleaseRq) || upperLayer.state() != State.STA6;
        if (mayInterrupt || receiving.isBetweenMessages()) {
            upperLayer.happen(new Happening.Received(pdu));
        } else {
            upperLayer.happen(
                    Happening.Fault.invalid(AbortReason.UNEXPECTED_PDU, "A-RELEASE-RQ in the middle of a message"));
        }
    }

    /** What follows cannot be told apart any more. */
    void malformed(PduException e) {
        framingLost = true;
        upperLayer.happen(Happening.Fault.invalid(e.reason(), e.getMessage()));
    }

    /** The PDUs are sound but the message is not: the reader goes on to the next PDU, of a peer that was told to go. */
    void broken(MessageException e) {
        // A worker may have met it after the association had ended, when a P-DATA-TF is ignored (AA-6).
        if (upperLayer.isEstablished()) {
            upperLayer.happen(Happening.Fault.invalidMessage(e.reason(), e.getMessage()));
        }
        receiving.discardPdu();
    }

    /** Ends the association on which something takes too long. */
    void timedOut(String detail) {
        if (upperLayer.isEstablished()) {
            upperLayer.happen(Happening.Fault.timedOut(detail));
        }
    }

    /** Aborts for a reason that is not the peer's; nothing happens unless there is an association, or a wish for one. */
    void abort(AbortReason reason, String detail) {
        if (upperLayer.canHappen(Event.EVT_15_ABORT_REQUEST)) {
            upperLayer.happen(Happening.Fault.abort(reason, detail));
        }
    }

    void closed(AssociationEnd.Kind kind, String detail) {
        if (upperLayer.state() != State.STA1) {
            upperLayer.happen(Happening.Fault.closed(kind, detail));
        }
    }
}
