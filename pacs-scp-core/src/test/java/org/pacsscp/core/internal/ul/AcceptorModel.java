package org.pacsscp.core.internal.ul;

import static org.pacsscp.core.internal.ul.Effect.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An acceptor as the sentences of PS3.8 describe it, sections 7.1 to 7.4 on what each side may do when, 9.1.4 on when a
 * connection is closed, and 9.2.2 on what the actions are for. It knows no states and no table: only what has happened so
 * far. Written to be compared with {@link StateTable}; it must never be made from it.
 */
public final class AcceptorModel {
    /** After these there is nothing left to say. */
    private static final Set<Effect> FAREWELLS =
            EnumSet.of(SEND_ASSOCIATE_RJ, SEND_RELEASE_RP, SEND_ABORT_OF_USER, SEND_ABORT_OF_PROVIDER, SEND_ABORT);

    private boolean connected;
    private boolean requested;
    private boolean accepted;
    private boolean weAskedForRelease;
    private boolean peerAskedForRelease;
    private boolean peerAnsweredRelease;
    private boolean over;
    private boolean artimRuns;

    /** What must be done about an event; empty where it cannot happen, because the user or a timer may not cause it now. */
    public Optional<Set<Effect>> happen(Event event, Outcome outcome) {
        Optional<Set<Effect>> effects = effects(event, outcome);
        effects.ifPresent(done -> remember(event, done));
        return effects;
    }

    private Optional<Set<Effect>> effects(Event event, Outcome outcome) {
        if (!connected) {
            return event == Event.EVT_5_TRANSPORT_CONNECTION ? does(TAKE_CONNECTION, START_ARTIM) : impossible();
        }
        return switch (event) {
            case EVT_5_TRANSPORT_CONNECTION -> impossible();
            case EVT_6_ASSOCIATE_RQ_RECEIVED -> request(outcome);
            case EVT_3_ASSOCIATE_AC_RECEIVED, EVT_4_ASSOCIATE_RJ_RECEIVED -> unexpected();
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
            case EVT_14_RELEASE_RESPONSE ->
                userOwesTheReleaseAnAnswer() ? does(SEND_RELEASE_RP, START_ARTIM) : impossible();
            case EVT_15_ABORT_REQUEST ->
                userKnowsOfAnAssociation() ? does(SEND_ABORT_OF_USER, START_ARTIM) : impossible();
        };
    }

    /** Whatever has been asked for and is not over: the user has been told of it, and must be told of its end. */
    private boolean userKnowsOfAnAssociation() {
        return requested && !over;
    }

    private boolean userOwesADecision() {
        return userKnowsOfAnAssociation() && !accepted;
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
        return established() && peerAskedForRelease && (!weAskedForRelease || peerAnsweredRelease);
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
        return peerAskedForRelease ? does(CONFIRM_RELEASE) : does(CONFIRM_RELEASE, CLOSE);
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
        connected = event != Event.EVT_17_TRANSPORT_CLOSED && !effects.contains(CLOSE);
        requested |= effects.contains(INDICATE_ASSOCIATE);
        accepted |= effects.contains(SEND_ASSOCIATE_AC);
        weAskedForRelease |= effects.contains(SEND_RELEASE_RQ);
        peerAskedForRelease |= effects.contains(INDICATE_RELEASE);
        peerAnsweredRelease |= effects.contains(CONFIRM_RELEASE);
        over |= !Collections.disjoint(effects, FAREWELLS);
        artimRuns = effects.contains(START_ARTIM) || (artimRuns && !effects.contains(STOP_ARTIM));
        if (!connected) {
            requested = false;
            accepted = false;
            weAskedForRelease = false;
            peerAskedForRelease = false;
            peerAnsweredRelease = false;
            over = false;
        }
    }

    public boolean isConnected() {
        return connected;
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
