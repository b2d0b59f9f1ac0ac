package org.pacsscp.core.internal.association;

import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.io.ConnectFailedException;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.AssociateRj;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.State;
import org.pacsscp.core.internal.ul.StateTable;

/** We request an association of a peer: performs AE-1 to AE-4. Owned by the connection's loop. */
final class RequestorEstablishment implements Establishment {
    private final AssociationContext context;
    private final Requestor requestor;

    RequestorEstablishment(AssociationContext context, Requestor requestor) {
        this.context = context;
        this.requestor = requestor;
    }

    @Override
    public Happening connected() {
        return Happening.Plain.CONNECTION_CONFIRMED;
    }

    @Override
    public void perform(UpperLayer upperLayer, StateTable.Transition transition, Happening what) {
        State next = transition.nextState();
        switch (transition.action()) {
            // The connection is being made already, and has a deadline of its own.
            case AE_1 -> upperLayer.enterWithoutDeadline(next);
            case AE_2 -> {
                upperLayer.enter(next, context.timeouts().accept());
                upperLayer.send(requestor.request());
            }
            case AE_3 -> accepted(upperLayer, UpperLayer.pdu(what, AssociateAc.class), next);
            case AE_4 -> {
                // Before the connection is closed, of which the requestor is told, too.
                requestor.rejected(UpperLayer.pdu(what, AssociateRj.class).reason());
                upperLayer.leave(next);
            }
            default -> throw new IllegalStateException(transition.action() + " is not a requestor's");
        }
    }

    /** An answer that cannot be used is an invalid PDU, Evt19, although it could be read. */
    private void accepted(UpperLayer upperLayer, AssociateAc acceptance, State next) {
        Requestor.Answer answer = requestor.judge(acceptance);
        if (answer instanceof Requestor.Answer.Opens opens) {
            upperLayer.open(opens.opening(), next);
            requestor.opened(upperLayer.session());
        } else if (answer instanceof Requestor.Answer.Unacceptable unacceptable) {
            upperLayer.happen(Happening.Fault.invalid(unacceptable.reason(), unacceptable.explanation()));
        }
    }

    @Override
    public void timedOut(UpperLayer upperLayer) {
        upperLayer.happen(Happening.Fault.timedOut(
                "no answer to A-ASSOCIATE-RQ within " + context.timeouts().accept() + " (Timeouts.accept)"));
    }

    @Override
    public void notConnected(ConnectFailedException failure) {
        requestor.notConnected(failure);
    }

    @Override
    public void stop(UpperLayer upperLayer, String why) {
        if (upperLayer.canHappen(Event.EVT_15_ABORT_REQUEST)) {
            upperLayer.happen(Happening.Fault.abort(AbortReason.SERVICE_USER, why));
        }
    }

    @Override
    public void stateChanged() {}

    @Override
    public void failed(String why) {}

    @Override
    public void ended(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail) {
        requestor.notOpened(kind, reason, detail);
    }
}
