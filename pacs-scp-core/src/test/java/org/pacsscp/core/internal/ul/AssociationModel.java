package org.pacsscp.core.internal.ul;

import static org.pacsscp.core.internal.ul.Effect.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One side of an association as the sentences of PS3.8 describe it, sections 7.1 to 7.4 on what each side may do when, 9.1.4 on when a
 * connection is closed, and 9.2.2 on what the actions are for. It knows no states and no table: only what has happened so
 * far. Written to be compared with {@link StateTable}; it must never be made from it.
 */
public final class AssociationModel {
    /** After these there is nothing left to say. */
    private static final Set<Effect> FAREWELLS =
            EnumSet.of(SEND_ASSOCIATE_RJ, SEND_RELEASE_RP, SEND_ABORT_OF_USER, SEND_ABORT_OF_PROVIDER, SEND_ABORT);

    private final Side side;
    private boolean connecting;
    private boolean connected;
    private boolean requested;
    private boolean accepted;
    private boolean weAskedForRelease;
    private boolean peerAskedForRelease;
    private boolean peerAnsweredRelease;
    private boolean weAnsweredRelease;
    private boolean over;
    private boolean artimRuns;

    public AssociationModel(Side side) {
        this.side = side;
    }

    /** What must be done about an event; empty where it cannot happen, because the user or a timer may not cause it now. */
    public Optional<Set<Effect>> happen(Event event, Outcome outcome) {
        Optional<Set<Effect>> effects = effects(event, outcome);
        effects.ifPresent(done -> remember(event, done));
        return effects;
    }

    private Optional<Set<Effect>> effects(Event event, Outcome outcome) {
        if (!connected) {
            return connecting ? whileConnecting(event) : atRest(event);
        }
        return switch (event) {
            case EVT_1_ASSOCIATE_REQUEST, EVT_2_TRANSPORT_CONFIRM, EVT_5_TRANSPORT_CONNECTION -> impossible();
            case EVT_6_ASSOCIATE_RQ_RECEIVED -> side == Side.ACCEPTOR ? request(outcome) : requestAtRequestor();
            case EVT_3_ASSOCIATE_AC_RECEIVED -> peerOwesADecision() ? does(CONFIRM_ACCEPTANCE) : unexpected();
            case EVT_4_ASSOCIATE_RJ_RECEIVED -> peerOwesADecision() ? does(CONFIRM_REJECTION, CLOSE) : unexpected();
            case EVT_10_P_DATA_TF_RECEIVED -> peerMayUseTheAssociation() ? does(INDICATE_DATA) : unexpected();
            case EVT_12_RELEASE_RQ_RECEIVED -> peerMayUseTheAssociation() ? does(INDICATE_RELEASE) : unexpected();
            case EVT_13_RELEASE_RP_RECEIVED -> releaseAnswered();
            case EVT_16_ABORT_RECEIVED -> abortReceived(outcome);
            case EVT_17_TRANSPORT_CLOSED -> connectionLost();
            case EVT_19_INVALID_PDU_RECEIVED -> over ? does(SEND_ABORT) : unexpected();
            case EVT_18_ARTIM_EXPIRED -> artimRuns ? does(STOP_ARTIM, CLOSE) : impossible();
            case EVT_7_ASSOCIATE_ACCEPT -> userOwesADecision() ? does(SEND_ASSOCIATE_AC) : impossible();
            case EVT_8_ASSOCIATE_REJECT -> userOwesADecision() ? does(SEND_ASSOCIATE_RJ, START_ARTIM) : impossible();
            case EVT_9_P_DATA_REQUEST -> userMaySend() ? does(SEND_DATA) : impossible();
            case EVT_11_RELEASE_REQUEST -> userMaySend() && !peerAskedForRelease ? does(SEND_RELEASE_RQ) : impossible();
            case EVT_14_RELEASE_RESPONSE -> userOwesTheReleaseAnAnswer() ? answerRelease() : impossible();
            case EVT_15_ABORT_REQUEST ->
                userKnowsOfAnAssociation() ? does(SEND_ABORT_OF_USER, START_ARTIM) : impossible();
        };
    }

    private Optional<Set<Effect>> atRest(Event event) {
        return switch (event) {
            case EVT_1_ASSOCIATE_REQUEST -> side == Side.REQUESTOR ? does(OPEN_CONNECTION) : impossible();
            case EVT_5_TRANSPORT_CONNECTION ->
                side == Side.ACCEPTOR ? does(TAKE_CONNECTION, START_ARTIM) : impossible();
            default -> impossible();
        };
    }

    /** Nothing can come from a peer to whom there is no connection yet. */
    private Optional<Set<Effect>> whileConnecting(Event event) {
        return switch (event) {
            case EVT_2_TRANSPORT_CONFIRM -> does(SEND_ASSOCIATE_RQ);
            case EVT_15_ABORT_REQUEST -> does(STOP_ARTIM, CLOSE);
            case EVT_17_TRANSPORT_CLOSED -> does(INDICATE_P_ABORT);
            default -> impossible();
        };
    }

    /** Whatever has been asked for and is not over: the user has been told of it, and must be told of its end. */
    private boolean userKnowsOfAnAssociation() {
        return requested && !over;
    }

    private boolean userOwesADecision() {
        return side == Side.ACCEPTOR && userKnowsOfAnAssociation() && !accepted;
    }

    private boolean peerOwesADecision() {
        return side == Side.REQUESTOR && userKnowsOfAnAssociation() && !accepted;
    }

    private boolean established() {
        return accepted && !over;
    }

    /** Section 7.2.2: who has asked for the release sends nothing more but an abort, and the answer to a collision. */
    private boolean peerMayUseTheAssociation() {
        return established() && !peerAskedForRelease;
    }

    /** Section 7.2.2: data may be sent until the user has asked for the release, also while it owes the peer's the answer. */
    private boolean userMaySend() {
        return established() && !weAskedForRelease;
    }

    /** Section 7.2.2 on the collision: the requestor answers first, the acceptor when it has that answer. */
    private boolean userOwesTheReleaseAnAnswer() {
        return established()
                && peerAskedForRelease
                && !weAnsweredRelease
                && (!weAskedForRelease || side == Side.REQUESTOR || peerAnsweredRelease);
    }

    /** The requestor of two that collide still waits for the other answer; who answers last waits for the close. */
    private Optional<Set<Effect>> answerRelease() {
        return weAskedForRelease && side == Side.REQUESTOR ? does(SEND_RELEASE_RP) : does(SEND_RELEASE_RP, START_ARTIM);
    }

    private Optional<Set<Effect>> request(Outcome outcome) {
        if (over) {
            return does(SEND_ABORT);
        }
        if (requested) {
            return unexpected();
        }
        return outcome.requestAcceptable()
                ? does(STOP_ARTIM, INDICATE_ASSOCIATE)
                : does(STOP_ARTIM, SEND_ASSOCIATE_RJ, START_ARTIM);
    }

    /** A requestor's connection is for its own association only. */
    private Optional<Set<Effect>> requestAtRequestor() {
        return over ? does(SEND_ABORT) : unexpected();
    }

    /** What nobody may send now: an association ends by it, and nothing is left that could after one has ended. */
    private Optional<Set<Effect>> unexpected() {
        if (over) {
            return does();
        }
        return requested
                ? does(SEND_ABORT_OF_PROVIDER, INDICATE_P_ABORT, START_ARTIM)
                : does(SEND_ABORT_OF_USER, START_ARTIM);
    }

    private Optional<Set<Effect>> releaseAnswered() {
        if (!established() || !weAskedForRelease || peerAnsweredRelease) {
            return unexpected();
        }
        if (!peerAskedForRelease) {
            return does(CONFIRM_RELEASE, CLOSE);
        }
        if (side == Side.ACCEPTOR) {
            return does(CONFIRM_RELEASE);
        }
        return weAnsweredRelease ? does(CONFIRM_RELEASE, CLOSE) : unexpected();
    }

    private Optional<Set<Effect>> abortReceived(Outcome outcome) {
        if (!userKnowsOfAnAssociation()) {
            return does(STOP_ARTIM, CLOSE);
        }
        return outcome.abortOfUser() ? does(INDICATE_ABORT, CLOSE) : does(INDICATE_P_ABORT, CLOSE);
    }

    private Optional<Set<Effect>> connectionLost() {
        return userKnowsOfAnAssociation() ? does(INDICATE_P_ABORT) : does(STOP_ARTIM);
    }

    private void remember(Event event, Set<Effect> effects) {
        boolean gone = event == Event.EVT_17_TRANSPORT_CLOSED || effects.contains(CLOSE);
        connecting = effects.contains(OPEN_CONNECTION);
        connected = !gone && !connecting;
        requested |= effects.contains(INDICATE_ASSOCIATE) || effects.contains(OPEN_CONNECTION);
        accepted |= effects.contains(SEND_ASSOCIATE_AC) || effects.contains(CONFIRM_ACCEPTANCE);
        weAskedForRelease |= effects.contains(SEND_RELEASE_RQ);
        peerAskedForRelease |= effects.contains(INDICATE_RELEASE);
        peerAnsweredRelease |= effects.contains(CONFIRM_RELEASE);
        weAnsweredRelease |= effects.contains(SEND_RELEASE_RP);
        over |= !Collections.disjoint(effects, FAREWELLS)
                && !(effects.contains(SEND_RELEASE_RP) && !effects.contains(START_ARTIM));
        artimRuns = effects.contains(START_ARTIM) || (artimRuns && !effects.contains(STOP_ARTIM));
        if (gone) {
            requested = false;
            accepted = false;
            weAskedForRelease = false;
            peerAskedForRelease = false;
            peerAnsweredRelease = false;
            weAnsweredRelease = false;
            over = false;
        }
    }

    public boolean isConnected() {
        return connected;
    }

    public boolean isConnecting() {
        return connecting;
    }

    public boolean artimRuns() {
        return artimRuns;
    }

    private static Optional<Set<Effect>> does(Effect... effects) {
        Set<Effect> all = EnumSet.noneOf(Effect.class);
        Collections.addAll(all, effects);
        return Optional.of(all);
    }

    private static Optional<Set<Effect>> impossible() {
        return Optional.empty();
    }

    /**
     * What the standard leaves to circumstances.
     *
     * @param requestAcceptable whether the provider can serve a request for association
     * @param abortOfUser whether an A-ABORT names the peer's user as its source, or its provider
     */
    public record Outcome(boolean requestAcceptable, boolean abortOfUser) {}
}
