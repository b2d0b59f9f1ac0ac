package org.pacsscp.core.internal.association;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.io.ConnectFailedException;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.AssociateRj;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.ul.State;
import org.pacsscp.core.internal.ul.StateTable;

/**
 * A peer has connected and requests an association: performs AE-5 to AE-8, and keeps the request until it is decided. Owned
 * by the connection's loop.
 */
final class AcceptorEstablishment implements Establishment {
    private final AssociationContext context;
    private final ServiceUser user;
    private final Connection connection;
    private final ReceivingSide receiving;
    private @Nullable PendingDecision pending;

    AcceptorEstablishment(
            AssociationContext context, ServiceUser user, Connection connection, ReceivingSide receiving) {
        this.context = context;
        this.user = user;
        this.connection = connection;
        this.receiving = receiving;
    }

    @Override
    public Happening connected() {
        return Happening.Plain.CONNECTED;
    }

    @Override
    public void perform(UpperLayer upperLayer, StateTable.Transition transition, Happening what) {
        switch (transition.action()) {
            case AE_5 ->
                upperLayer.enter(transition.nextState(), context.timeouts().request());
            case AE_6 -> indicate(upperLayer, UpperLayer.pdu(what, AssociateRq.class));
            case AE_7 -> accept(upperLayer, (Decision.Accept) decision(what), transition.nextState());
            case AE_8 -> reject(upperLayer, (Decision.Reject) decision(what), transition.nextState());
            default -> throw new IllegalStateException(transition.action() + " is not an acceptor's");
        }
    }

    private static Decision decision(Happening what) {
        return ((Happening.Decided) what).decision();
    }

    /** AE-6. Where the provider itself would turn the peer away, that is the user's to say, too: all pass through Sta3. */
    private void indicate(UpperLayer upperLayer, AssociateRq request) {
        upperLayer.enter(State.STA3, context.timeouts().decision());
        PendingDecision decision = new PendingDecision(request, made -> upperLayer.happen(new Happening.Decided(made)));
        pending = decision;
        user.requested(request, connection, decision);
        if (upperLayer.state() == State.STA3) {
            // What a request is decoded to takes about twice its bytes, until somebody decides on it.
            connection.hold(2 * receiving.pduLength());
        }
    }

    private void accept(UpperLayer upperLayer, Decision.Accept decision, State next) {
        upperLayer.open(decision.opening(), next);
        upperLayer.send(decision.response());
    }

    private void reject(UpperLayer upperLayer, Decision.Reject decision, State next) {
        PendingDecision decided = pending();
        upperLayer.enter(next, context.timeouts().artim());
        upperLayer.send(new AssociateRj(decision.reason()));
        user.rejected(decided.request(), connection, decision);
    }

    private PendingDecision pending() {
        if (pending == null) {
            throw new IllegalStateException("there is no request to decide on");
        }
        return pending;
    }

    @Override
    public void timedOut(UpperLayer upperLayer) {
        if (upperLayer.state() == State.STA3) {
            pending().timedOut(context.timeouts().decision());
        } else {
            upperLayer.happen(Happening.Fault.artimExpired(
                    "no complete A-ASSOCIATE-RQ within " + context.timeouts().request() + " (Timeouts.request)"));
        }
    }

    @Override
    public void stop(UpperLayer upperLayer, String why) {
        if (pending != null) {
            pending.decide(Decision.STOPPING);
        }
    }

    @Override
    public void stateChanged() {
        if (pending != null) {
            pending.abandon();
            pending = null;
        }
    }

    @Override
    public void notConnected(ConnectFailedException failure) {
        throw new IllegalStateException("an acceptor connects to nobody", failure);
    }

    @Override
    public void failed(String why) {
        user.refused(connection, why);
    }

    @Override
    public void ended(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail) {}
}
