package org.pacsscp.core.internal.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.api.Timeouts;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.Abort;
import org.pacsscp.core.internal.pdu.AssociateRj;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.pdu.ReleaseRp;
import org.pacsscp.core.internal.pdu.ReleaseRq;
import org.pacsscp.core.internal.ul.Action;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.State;
import org.pacsscp.core.internal.ul.StateTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol machine of one connection (PS3.8 section 9.2): asks the state table what an event means and performs the
 * action; the only class that does. Owned by the connection's loop.
 */
final class UpperLayer {
    private static final Logger log = LoggerFactory.getLogger(UpperLayer.class);

    private final ServerContext context;
    private final Association association;
    private final Connection connection;
    private final Executor executor;
    private final PduReader reader;
    private final AssociationDeadlines deadlines;
    private State state = State.STA1;
    private @Nullable PendingDecision pendingDecision;
    private @Nullable Established established;
    private Map<String, String> mdc = Map.of();
    private boolean settled = true;
    private long receivedAtFarewell = Long.MAX_VALUE;

    /** What there is from Sta6 on. */
    private record Established(Session session, MessageExchange exchange, SessionEnding ending) {}

    UpperLayer(
            ServerContext context,
            Association association,
            Connection connection,
            Executor executor,
            PduReader reader,
            AssociationDeadlines deadlines) {
        this.context = context;
        this.association = association;
        this.connection = connection;
        this.executor = executor;
        this.reader = reader;
        this.deadlines = deadlines;
    }

    State state() {
        return state;
    }

    Map<String, String> mdc() {
        return mdc;
    }

    Action actionOn(Event event) {
        return transition(event).action();
    }

    /** Returns the exchange of messages; there is one from Sta6 on. */
    MessageExchange exchange() {
        return established().exchange();
    }

    long bytesSinceFarewell() {
        return connection.bytesReceived() - Math.min(receivedAtFarewell, connection.bytesReceived());
    }

    /** Tells whether messages may go to and fro; they may in one direction while a release is under way. */
    boolean isEstablished() {
        return switch (state) {
            case STA6, STA7, STA8, STA10, STA12 -> true;
            case STA1, STA2, STA3, STA13 -> false;
        };
    }

    /** Tells whether too many answers wait for a worker's message to be out. */
    boolean isCongested() {
        return isEstablished() && session().sender().isCongested();
    }

    /** Returns the association; there is one from Sta6 on. */
    Session session() {
        return established().session();
    }

    private Established established() {
        if (established == null) {
            throw new IllegalStateException("no association is established in " + state);
        }
        return established;
    }

    /** Performs what the table says; the state is the next one before anything is sent. */
    void happen(Event event, Cause cause) {
        StateTable.Transition transition = transition(event);
        switch (transition.action()) {
            case AE_5 -> {
                settled = false;
                enter(transition.nextState(), timeouts().request());
            }
            case AE_6 -> answerRequest(cause);
            case AR_1 -> {
                enter(transition.nextState(), timeouts().release());
                send(new ReleaseRq());
            }
            case AR_2, AR_10 -> {
                enter(transition.nextState(), Duration.ZERO);
                // PS3.8 7.2.2.1: the peer sends no more, so no response will come.
                session().invocations().end("the association has ended: the peer has asked for its release");
                answerReleaseIfDone();
            }
            case AR_3 -> {
                end(SessionEnd.Kind.RELEASED_BY_SERVER, Optional.empty(), "");
                leave(transition.nextState());
            }
            case AR_4 -> answerRelease(transition.nextState());
            case AR_8 -> enter(transition.nextState(), timeouts().release());
            case AR_5, AA_2, AA_5 -> withoutAssociation(cause, transition.nextState());
            case AA_1 ->
                abort(state == State.STA2 ? AbortReason.SERVICE_USER : cause.reason(), cause, transition.nextState());
            case AA_3 -> abortedByPeer(cause, transition.nextState());
            case AA_4 -> {
                end(cause.kind(), Optional.empty(), cause.detail());
                leave(transition.nextState());
            }
            case AA_6 -> {}
            case AA_7 -> send(new Abort(cause.reason().source(), cause.reason().reason()));
            case AA_8 -> abort(cause.reason(), cause, transition.nextState());
            case AE_7, AE_8, DT_1, DT_2, AR_6, AR_7 ->
                throw new IllegalStateException(
                        transition.action() + " is not performed as an event: " + event + " in " + state);
        }
    }

    /** AE-6, and AE-7 or AE-8 after it: at once, or when what may block has decided. */
    private void answerRequest(Cause cause) {
        enter(State.STA3, timeouts().decision());
        pendingDecision = new PendingDecision(context, (AssociateRq) pdu(cause), this::answer);
        pendingDecision.seek(executor, connection);
    }

    /** Returns the request that nobody has decided on, in Sta3. */
    Optional<PendingDecision> pendingDecision() {
        return Optional.ofNullable(pendingDecision);
    }

    private void answer(AssociateRq request, RequestJudge.Outcome outcome) {
        settle();
        if (outcome instanceof RequestJudge.Outcome.Accepted accepted) {
            accept(accepted, transition(Event.EVT_7_ASSOCIATE_ACCEPT).nextState());
        } else if (outcome instanceof RequestJudge.Outcome.Rejected rejected) {
            reject(request, rejected, transition(Event.EVT_8_ASSOCIATE_REJECT).nextState());
        }
    }

    private void accept(RequestJudge.Outcome.Accepted accepted, State next) {
        Session opened = new Session(context, association, connection, accepted.request(), accepted.agreement());
        established = new Established(
                opened,
                new MessageExchange(context, accepted.services().dispatcher(), opened, reader, opened.sender()),
                new SessionEnding(context, connection, association.workers(), opened));
        mdc = opened.mdc();
        SessionMdc.set(mdc);
        context.admission().opened(opened);
        enter(next, timeouts().idle());
        context.events().opened(opened);
        send(accepted.response());
    }

    private void reject(AssociateRq request, RequestJudge.Outcome.Rejected rejected, State next) {
        RejectReason reason = rejected.reason();
        enter(next, timeouts().artim());
        send(new AssociateRj(reason.result(), reason.source(), reason.reason()));
        context.events()
                .rejected(
                        connection.remoteAddress(),
                        request.callingAeTitle().trim(),
                        request.calledAeTitle().trim(),
                        reason,
                        rejected.explanation());
    }

    /** Operations under way are finished first, and answered; the operation deadline is what bounds them. */
    void answerReleaseIfDone() {
        boolean asked = state == State.STA8 || state == State.STA12;
        if (asked && session().operations().isEmpty() && session().sender().hasSentAll()) {
            happen(Event.EVT_14_RELEASE_RESPONSE, Cause.NONE);
        }
    }

    /** AR-4, in Sta8 after the peer's wish, in Sta12 after both sides'. */
    private void answerRelease(State next) {
        SessionEnd.Kind kind =
                state == State.STA12 ? SessionEnd.Kind.RELEASED_BY_SERVER : SessionEnd.Kind.RELEASED_BY_PEER;
        enter(next, timeouts().artim());
        established().ending().breakOff(kind, "");
        send(new ReleaseRp());
        end(kind, Optional.empty(), "");
    }

    private void abort(AbortReason reason, Cause cause, State next) {
        enter(next, timeouts().artim());
        association.dropPDataUnderWay();
        if (established != null) {
            established.ending().breakOff(cause.kind(), cause.detail());
        } else {
            refuse(cause.detail());
        }
        send(new Abort(reason.source(), reason.reason()));
        end(
                cause.kind(),
                Optional.of(reason),
                cause.detail() + "; sent A-ABORT(" + reason.source() + "," + reason.reason() + ")");
    }

    private void abortedByPeer(Cause cause, State next) {
        Abort abort = (Abort) pdu(cause);
        Optional<AbortReason> reason = Arrays.stream(AbortReason.values())
                .filter(known -> known.source() == abort.source()
                        && (known == AbortReason.SERVICE_USER || known.reason() == abort.reason()))
                .findFirst();
        end(
                SessionEnd.Kind.ABORTED_BY_PEER,
                reason,
                "the peer sent A-ABORT(" + abort.source() + "," + abort.reason() + ")");
        leave(next);
    }

    /** The connection ends with no association on it: there was none, or it has ended in a regular way before. */
    private void withoutAssociation(Cause cause, State next) {
        boolean spoke = connection.bytesReceived() > 0 || cause.kind() != SessionEnd.Kind.CONNECTION_LOST;
        if (state == State.STA2 && spoke) {
            refuse(cause.detail());
        } else if (state == State.STA2) {
            log.debug("connection from {} ended without a byte", connection.remoteAddress());
        }
        leave(next);
    }

    void refuse(String why) {
        context.events().refused(connection.remoteAddress(), why);
    }

    /** The connection is closed. */
    void closed() {
        settle();
        end(SessionEnd.Kind.CONNECTION_LOST, Optional.empty(), "the connection was closed");
        become(State.STA1);
    }

    private void settle() {
        if (!settled) {
            settled = true;
            context.admission().settled(connection.remoteAddress().getAddress());
        }
    }

    private void end(SessionEnd.Kind kind, Optional<AbortReason> reason, String detail) {
        if (established != null) {
            established.ending().end(kind, reason, detail);
        }
    }

    private void leave(State next) {
        become(next);
        deadlines.clear();
        connection.closeWhenFlushed();
    }

    private void enter(State next, Duration timeout) {
        become(next);
        deadlines.set(timeout.toNanos());
        if (next == State.STA13) {
            settle();
            receivedAtFarewell = connection.bytesReceived();
            // Whatever has kept requests waiting does not matter any more; the peer's farewell does.
            connection.execute(connection::resumeReading);
        }
    }

    private void become(State next) {
        state = next;
        if (pendingDecision != null) {
            pendingDecision.abandon();
            pendingDecision = null;
        }
    }

    private void send(Pdu pdu) {
        send(PduWriter.encode(pdu));
    }

    private void send(ByteBuffer pdu) {
        PduLog.sent(connection, pdu);
        connection.write(pdu);
    }

    private Timeouts timeouts() {
        return context.config().timeouts();
    }

    private StateTable.Transition transition(Event event) {
        StateTable.Transition transition = StateTable.transition(state, event);
        if (transition == null) {
            throw new IllegalStateException(event + " cannot happen in " + state);
        }
        return transition;
    }

    private static Pdu pdu(Cause cause) {
        if (cause.pdu() == null) {
            throw new IllegalStateException("the event has no PDU");
        }
        return cause.pdu();
    }
}
