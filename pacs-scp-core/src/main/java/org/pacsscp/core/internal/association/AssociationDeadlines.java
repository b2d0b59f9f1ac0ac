package org.pacsscp.core.internal.association;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.WhenIdle;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.ul.State;

/**
 * What comes of it when nothing happens on an association: each state ends at its deadline, and a server that stops
 * releases what is at rest. Owned by the connection's loop.
 */
final class AssociationDeadlines {
    private final AssociationContext context;
    private final UpperLayer upperLayer;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final Deadline deadline;

    private @Nullable ReleaseWish releaseWish;

    /** {@code deadline} is that of the present state, which leads to {@link #passed}. */
    AssociationDeadlines(
            AssociationContext context,
            UpperLayer upperLayer,
            Connection connection,
            ReceivingSide receiving,
            Deadline deadline) {
        this.context = context;
        this.upperLayer = upperLayer;
        this.connection = connection;
        this.receiving = receiving;
        this.deadline = deadline;
    }

    /** The connection is closed. */
    void closed() {
        deadline.clear();
        if (releaseWish != null) {
            releaseWish.closed();
        }
    }

    /** The time is over that the present state may last. */
    void passed() {
        switch (upperLayer.state()) {
            case STA2, STA3, STA4, STA5 -> upperLayer.establishment().timedOut(upperLayer);
            case STA13 -> upperLayer.happen(Happening.Fault.artimExpired("the peer did not close the connection"));
            case STA6 -> endIfIdle();
            default ->
                upperLayer.happen(Happening.Fault.timedOut(
                        "no answer to A-RELEASE-RQ within " + context.timeouts().release() + " (Timeouts.release)"));
        }
    }

    /** The clock stands while it is not the peer's turn: it has a right to be silent, or we do not hear it. */
    private void endIfIdle() {
        upperLayer.messageUser().takeBackUnused();
        if (upperLayer.state() != State.STA6 || connection.isClosing()) {
            return;
        }
        long idle = context.timeouts().idle().toNanos();
        if (!upperLayer.messageUser().isPeersTurn() || isAnswerBounded()) {
            receiving.restartIdleClock();
        }
        long quiet = context.time().nanos() - receiving.lastPduAt();
        if (quiet < idle) {
            deadline.set(idle - quiet);
        } else if (context.whenIdle() == WhenIdle.RELEASE && upperLayer.isAtRest()) {
            upperLayer.happen(Happening.Plain.RELEASE_REQUEST);
        } else {
            upperLayer.happen(Happening.Fault.timedOut(
                    "no complete PDU for " + context.timeouts().idle() + " (Timeouts.idle)"));
        }
    }

    /** Tells whether the peer owes us a response, which has a deadline of its own. */
    private boolean isAnswerBounded() {
        return !context.timeouts().response().isZero() && upperLayer.session().awaitsResponse();
    }

    /** Asks for the release as soon as nothing is under way; for an application that wants to leave. */
    void releaseWhenDone() {
        releaseWish().withoutRest();
        releaseIfAtRest();
    }

    /** As {@link #releaseWhenDone}, but a peer that does not come to the end of a message is not waited for longer. */
    void releaseSoon() {
        releaseWish().awaited();
        releaseWhenDone();
    }

    /** Asks for the release as soon as the association is at rest; for a server that stops. */
    void releaseIfAtRest() {
        releaseWish().releaseIfAtRest();
    }

    private ReleaseWish releaseWish() {
        ReleaseWish present = releaseWish;
        if (present == null) {
            present = new ReleaseWish(context, upperLayer, connection, receiving);
            releaseWish = present;
        }
        return present;
    }
}
