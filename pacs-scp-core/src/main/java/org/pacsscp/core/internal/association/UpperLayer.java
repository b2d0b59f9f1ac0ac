package org.pacsscp.core.internal.association;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.pdu.Abort;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.pdu.ReleaseRp;
import org.pacsscp.core.internal.pdu.ReleaseRq;
import org.pacsscp.core.internal.report.PduLog;
import org.pacsscp.core.internal.report.SessionMdc;
import org.pacsscp.core.internal.ul.Action;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.Side;
import org.pacsscp.core.internal.ul.State;
import org.pacsscp.core.internal.ul.StateTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol machine of one connection (PS3.8 section 9.2), for either side: asks Table 9-10 what an event means and
 * performs the action. Owned by the connection's loop.
 *
 * <p>It performs them all, but for those of data and of the establishment. AE-1 to AE-8 are each side's own, and performed by
 * its {@link Establishment}. DT-1 and AR-7, to send a P-DATA-TF, are performed by {@link MessageSender}, and DT-2 and AR-6, to
 * hand on what came in one, by {@link Association} and by the worker to which the receiving side is lent: they change no
 * state, and come by the thousand.
 */
final class UpperLayer {
    private static final Logger log = LoggerFactory.getLogger(UpperLayer.class);

    private final AssociationContext context;
    private final Side role;
    private final ServiceUser user;
    private final MessageProvider provider;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final Deadline deadline;
    private Establishment establishment;
    private State state = State.STA1;
    private @Nullable Established established;
    private Map<String, String> mdc = Map.of();
    private long receivedAtFarewell = Long.MAX_VALUE;

    /** What there is from Sta6 on. */
    private record Established(Session session, MessageUser messageUser, SessionEnding ending) {}

    /** {@code deadline} is that of the present state, and {@code provider} is for who takes messages. */
    UpperLayer(
            AssociationContext context,
            Side role,
            ServiceUser user,
            MessageProvider provider,
            Connection connection,
            ReceivingSide receiving,
            Establishment establishment,
            Deadline deadline) {
        this.context = context;
        this.role = role;
        this.user = user;
        this.provider = provider;
        this.connection = connection;
        this.receiving = receiving;
        this.establishment = establishment;
        this.deadline = deadline;
    }

    State state() {
        return state;
    }

    Action actionOn(Event event) {
        return transition(event).action();
    }

    long bytesSinceFarewell() {
        return connection.bytesReceived() - Math.min(receivedAtFarewell, connection.bytesReceived());
    }

    /** Tells whether messages may go to and fro; they may in one direction while a release is under way. */
    boolean isEstablished() {
        return switch (state) {
            case STA6, STA7, STA8, STA9, STA10, STA11, STA12 -> true;
            case STA1, STA2, STA3, STA4, STA5, STA13 -> false;
        };
    }

    /** Tells whether nothing is under way on the association, in either direction. */
    boolean isAtRest() {
        // In this order: while workers have the receiving side, what it is in the middle of is theirs to know.
        return !messageUser().isBusy() && !receiving.isInMessage() && !session().awaitsResponse();
    }

    Establishment establishment() {
        return establishment;
    }

    /** Returns the association; there is one from Sta6 on. */
    Session session() {
        return established().session();
    }

    /** Returns who takes its messages; there is somebody from Sta6 on. */
    MessageUser messageUser() {
        return established().messageUser();
    }

    private Established established() {
        if (established == null) {
            throw new IllegalStateException("no association is established in " + state);
        }
        return established;
    }

    /** Performs what the table says; the state is the next one before anything is sent. */
    void happen(Happening what) {
        StateTable.Transition transition = transition(what.event());
        switch (transition.action()) {
            case AE_1, AE_2, AE_3, AE_4, AE_5, AE_6, AE_7, AE_8 -> establishment.perform(this, transition, what);
            case AR_1 -> requestRelease(transition.nextState());
            case AR_2, AR_10 -> releaseRequested(transition.nextState(), Duration.ZERO);
            case AR_3 -> {
                end(AssociationEnd.Kind.RELEASED_BY_US, Optional.empty(), "");
                leave(transition.nextState());
            }
            case AR_4 -> answerRelease(transition.nextState());
            case AR_8 -> releaseRequested(transition.nextState(), timeouts().release());
            case AR_9 -> {
                enter(transition.nextState(), timeouts().release());
                send(new ReleaseRp());
            }
            case AR_5, AA_2, AA_5 -> withoutAssociation(what, transition.nextState());
            case AA_1 ->
                abort(
                        state == State.STA2
                                ? AbortReason.SERVICE_USER
                                : fault(what).reason(),
                        what,
                        transition);
            case AA_3 -> abortedByPeer(pdu(what, Abort.class).reason(), transition.nextState());
            case AA_4 -> {
                end(fault(what).kind(), Optional.empty(), what.detail());
                leave(transition.nextState());
            }
            case AA_6 -> {}
            case AA_7 -> send(new Abort(fault(what).reason()));
            case AA_8 -> abort(fault(what).reason(), what, transition);
            case DT_1, DT_2, AR_6, AR_7 ->
                throw new IllegalStateException(
                        transition.action() + " is not performed as an event: " + what + " in " + state);
        }
    }

    /** AE-3 and AE-7: the association begins. What was taken for it is given back if it comes to nothing. */
    void open(Opening opening, State next) {
        try {
            Session opened = opening.session(provider, connection);
            receiving.accept(opened.presentationContexts());
            MessageUser messageUser = opening.messageUser(opened, receiving, provider);
            established =
                    new Established(opened, messageUser, new SessionEnding(user, connection, opened, messageUser));
        } finally {
            if (established == null) {
                opening.withdraw();
            }
        }
        mdc = session().mdc();
        SessionMdc.set(mdc);
        establishment = Establishment.DONE;
        connection.served();
        enter(next, timeouts().idle());
        user.opened(session());
    }

    /** AR-1. From now on nothing may be sent: Table 9-10 has no P-DATA request in Sta7. Responses may still come. */
    private void requestRelease(State next) {
        enter(next, timeouts().release());
        messageUser().weRelease();
        connection.endWorkersOutput();
        session().invocations().endNew("the association has ended: we have asked for its release");
        send(new ReleaseRq());
    }

    /** AR-2, AR-8 and AR-10: the peer sends no more (PS3.8 7.2.2.1), so no response will come. */
    private void releaseRequested(State next, Duration timeout) {
        enter(next, timeout);
        session().releaseRequested();
        session().invocations().end("the association has ended: the peer has asked for its release");
        answerReleaseIfDone();
    }

    /** Operations under way are finished first, and answered; the operation deadline is what bounds them. */
    void answerReleaseIfDone() {
        if (canHappen(Event.EVT_14_RELEASE_RESPONSE)
                && !messageUser().isBusy()
                && session().sender().hasSentAll()) {
            happen(Happening.Plain.RELEASE_RESPONSE);
        }
    }

    /** AR-4, in Sta8 after the peer's wish, in Sta12 after both sides'. */
    private void answerRelease(State next) {
        AssociationEnd.Kind kind =
                state == State.STA12 ? AssociationEnd.Kind.RELEASED_BY_US : AssociationEnd.Kind.RELEASED_BY_PEER;
        enter(next, timeouts().artim());
        established().ending().breakOff(kind, "");
        send(new ReleaseRp());
        end(kind, Optional.empty(), "");
    }

    private void abort(AbortReason reason, Happening what, StateTable.Transition transition) {
        AssociationEnd.Kind kind = fault(what).kind();
        enter(transition.nextState(), timeouts().artim());
        if (!receiving.isLent()) {
            // Nobody is left to take the rest of a P-DATA-TF.
            receiving.discardPData();
        }
        if (established != null) {
            established.ending().breakOff(kind, what.detail());
        } else {
            establishment.failed(what.detail());
        }
        send(new Abort(reason));
        end(
                kind,
                Optional.of(reason),
                what.detail() + "; sent A-ABORT(" + reason.source() + "," + reason.reason() + ")");
    }

    private void abortedByPeer(AbortReason reason, State next) {
        end(
                AssociationEnd.Kind.ABORTED_BY_PEER,
                Optional.of(reason),
                "the peer sent A-ABORT(" + reason.source() + "," + reason.reason() + ")");
        leave(next);
    }

    /** The connection ends with no association on it: there was none, or it has ended in a regular way before. */
    private void withoutAssociation(Happening what, State next) {
        boolean spoke = connection.bytesReceived() > 0
                || (what instanceof Happening.Fault fault && fault.kind() != AssociationEnd.Kind.CONNECTION_LOST);
        if (state == State.STA4) {
            end(fault(what).kind(), Optional.empty(), what.detail());
        } else if (state == State.STA2 && spoke) {
            establishment.failed(what.detail());
        } else if (state == State.STA2) {
            log.debug("connection from {} ended without a byte", connection.remoteAddress());
        }
        leave(next);
    }

    /** The connection is closed. */
    void closed() {
        if (established != null) {
            established.messageUser().closed();
        }
        end(AssociationEnd.Kind.CONNECTION_LOST, Optional.empty(), "the connection was closed");
        become(State.STA1);
    }

    private void end(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail) {
        if (established != null) {
            established.ending().end(kind, reason, detail);
        } else {
            establishment.ended(kind, reason, detail);
        }
    }

    void leave(State next) {
        become(next);
        deadline.clear();
        connection.closeWhenFlushed();
    }

    /** The next state lasts so long at most; zero means without end. */
    void enter(State next, Duration timeout) {
        become(next);
        deadline.set(timeout.toNanos());
        if (next == State.STA13) {
            connection.hold(0);
            connection.awaitService();
            receivedAtFarewell = connection.bytesReceived();
            // Whatever has kept requests waiting does not matter any more; the peer's farewell does.
            connection.execute(connection::resumeReading);
        }
    }

    /** The next state lasts until something happens, which is bounded elsewhere. */
    void enterWithoutDeadline(State next) {
        enter(next, Duration.ZERO);
    }

    private void become(State next) {
        state = next;
        establishment.stateChanged();
    }

    void send(Pdu pdu) {
        send(PduWriter.encode(pdu));
    }

    void send(ByteBuffer pdu) {
        PduLog.sent(connection, pdu);
        connection.write(pdu);
    }

    /** Takes a step with the association's keys in the logging context. */
    void withMdc(Runnable step) {
        SessionMdc.set(mdc);
        try {
            step.run();
        } finally {
            SessionMdc.clear();
        }
    }

    /** Puts the association's keys into the logging context, for as long as bytes are received, or told of that were sent. */
    void setMdc() {
        SessionMdc.set(mdc);
    }

    private Timeouts timeouts() {
        return context.timeouts();
    }

    boolean canHappen(Event event) {
        return StateTable.transition(role, state, event) != null;
    }

    private StateTable.Transition transition(Event event) {
        StateTable.Transition transition = StateTable.transition(role, state, event);
        if (transition == null) {
            throw new IllegalStateException(event + " cannot happen in " + state);
        }
        return transition;
    }

    /** Returns the PDU that came, of a type which the table makes sure of. */
    static <P extends Pdu> P pdu(Happening what, Class<P> type) {
        return type.cast(((Happening.Received) what).pdu());
    }

    /** A PDU is one where the state does not allow it. */
    private static Happening.Fault fault(Happening what) {
        return what instanceof Happening.Fault fault ? fault : Happening.Fault.unexpected(what.event(), what.detail());
    }
}
