package org.pacsscp.core.internal.engine;

import java.util.concurrent.TimeUnit;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.Deadline;
import org.pacsscp.core.internal.io.RareDeadline;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.State;

/**
 * What comes of it when nothing happens on an association: each state ends at its deadline, and a server that stops
 * releases what is at rest. Owned by the connection's loop.
 */
final class AssociationDeadlines {
    /** How long an association is at rest before a server that stops releases it. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ServerContext context;
    private final Association association;
    private final Connection connection;
    private final Deadline deadline;
    private final RareDeadline restDeadline;

    AssociationDeadlines(ServerContext context, Association association, Connection connection) {
        this.context = context;
        this.association = association;
        this.connection = connection;
        deadline = connection.deadline(() -> association.withMdc(this::passed));
        restDeadline = connection.rareDeadline(() -> association.withMdc(this::releaseIfAtRest));
    }

    /** The present state lasts so long from now on; 0 means without end. */
    void set(long nanos) {
        deadline.set(nanos);
    }

    /** The connection will be closed as soon as its output is flushed. */
    void clear() {
        deadline.clear();
    }

    /** The connection is closed. */
    void closed() {
        deadline.clear();
        restDeadline.clear();
    }

    private void passed() {
        UpperLayer upperLayer = association.upperLayer();
        switch (upperLayer.state()) {
            case STA2, STA13 ->
                upperLayer.happen(
                        Event.EVT_18_ARTIM_EXPIRED,
                        Cause.lost("no complete A-ASSOCIATE-RQ within "
                                + context.config().timeouts().request() + " (Timeouts.request)"));
            case STA3 -> upperLayer.pendingDecision().ifPresent(PendingDecision::timedOut);
            case STA6 -> abortIfIdle(upperLayer);
            default ->
                upperLayer.happen(
                        Event.EVT_15_ABORT_REQUEST,
                        Cause.timeout("no answer to A-RELEASE-RQ within "
                                + context.config().timeouts().release() + " (Timeouts.release)"));
        }
    }

    /** While a handler works, the peer's silence between messages is its right. */
    private void abortIfIdle(UpperLayer upperLayer) {
        long idle = context.config().timeouts().idle().toNanos();
        long quiet = context.time().nanos() - upperLayer.exchange().lastPduAt();
        if (!association.workers().waitForPeer()) {
            set(idle);
        } else if (quiet < idle) {
            set(idle - quiet);
        } else {
            upperLayer.happen(
                    Event.EVT_15_ABORT_REQUEST,
                    Cause.timeout(
                            "no complete PDU for " + context.config().timeouts().idle() + " (Timeouts.idle)"));
        }
    }

    /** Asks for the release as soon as the association is at rest; for a server that stops. */
    void releaseIfAtRest() {
        UpperLayer upperLayer = association.upperLayer();
        if (upperLayer.state() != State.STA6 || connection.isClosing()) {
            return;
        }
        // In this order: while workers have the receiving side, what it is in the middle of is theirs to know.
        boolean underWay = association.workers().areBusy() || association.isInMessage();
        long rested =
                underWay ? 0 : context.time().nanos() - upperLayer.exchange().lastPduAt();
        if (rested >= REST_NANOS) {
            upperLayer.happen(Event.EVT_11_RELEASE_REQUEST, Cause.NONE);
        } else {
            restDeadline.set(Math.max(REST_NANOS - rested, REST_NANOS / 10));
        }
    }
}
