package org.pacsscp.core.internal.association;

import java.time.Duration;
import java.util.function.Consumer;
import org.pacsscp.api.RejectReason;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decision on a request for an association that is still open (Sta3). Whoever is first decides: the {@link
 * ServiceUser}, the deadline, or a server that stops; nobody does if the peer goes before. Owned by the association's loop.
 */
public final class PendingDecision {
    private static final Logger log = LoggerFactory.getLogger(PendingDecision.class);

    private final AssociateRq request;
    private final Consumer<Decision> whenDecided;
    private boolean open = true;

    PendingDecision(AssociateRq request, Consumer<Decision> whenDecided) {
        this.request = request;
        this.whenDecided = whenDecided;
    }

    AssociateRq request() {
        return request;
    }

    /** Decides, unless somebody has before. */
    public void decide(Decision decision) {
        if (open) {
            open = false;
            whenDecided.accept(decision);
        } else if (decision instanceof Decision.Accept late) {
            late.opening().withdraw();
        }
    }

    void timedOut(Duration limit) {
        log.error("no decision on an association within {} (Timeouts.decision); it is rejected", limit);
        decide(new Decision.Reject(
                RejectReason.PROVIDER_NO_REASON_GIVEN_TRANSIENT,
                "no decision within " + limit + " (Timeouts.decision)"));
    }

    /** The peer has gone, or must: whatever is decided from now on gives back what was taken for it. */
    void abandon() {
        open = false;
    }
}
