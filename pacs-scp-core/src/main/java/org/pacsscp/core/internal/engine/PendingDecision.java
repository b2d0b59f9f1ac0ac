package org.pacsscp.core.internal.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.RejectReason;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request on which nobody has decided yet (Sta3). Whoever is first decides: the {@link RequestJudge}, the deadline, or a
 * server that stops; nobody does if the peer goes before. Owned by the connection's loop.
 */
final class PendingDecision {
    private static final Logger log = LoggerFactory.getLogger(PendingDecision.class);

    private final ServerContext context;
    private final AssociateRq request;
    private final BiConsumer<AssociateRq, RequestJudge.Outcome> answer;
    private boolean open = true;

    PendingDecision(ServerContext context, AssociateRq request, BiConsumer<AssociateRq, RequestJudge.Outcome> answer) {
        this.context = context;
        this.request = request;
        this.answer = answer;
    }

    /** Asks those who decide; the answer may come before this returns. */
    void seek(Executor executor, Connection connection) {
        new RequestJudge(context, executor, connection, this::decide).judge(request);
    }

    private void decide(RequestJudge.Outcome outcome) {
        if (open) {
            open = false;
            answer.accept(request, outcome);
        } else if (outcome instanceof RequestJudge.Outcome.Accepted late) {
            AssociationRequest caller = late.request();
            context.admission()
                    .leave(caller.callingAeTitle(), caller.remoteAddress().getAddress());
        }
    }

    void timedOut() {
        Duration limit = context.config().timeouts().decision();
        log.error("no decision on an association within {} (Timeouts.decision); it is rejected", limit);
        decide(new RequestJudge.Outcome.Rejected(
                RejectReason.PROVIDER_NO_REASON_GIVEN_TRANSIENT,
                "no decision within " + limit + " (Timeouts.decision)"));
    }

    void stopping() {
        decide(RequestJudge.STOPPING);
    }

    /** The peer has gone, or must: whatever is decided from now on gives back the place that it took. */
    void abandon() {
        open = false;
    }
}
