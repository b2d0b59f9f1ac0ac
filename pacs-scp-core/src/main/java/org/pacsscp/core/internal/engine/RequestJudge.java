package org.pacsscp.core.internal.engine;

import java.util.Optional;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.RejectReason;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.ul.Negotiation;
import org.pacsscp.core.internal.ul.ReceivedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers an association request: the form, then the policy, then the limits, then its presentation contexts. */
final class RequestJudge {
    private static final Logger log = LoggerFactory.getLogger(RequestJudge.class);

    private final ServerContext context;

    /** What becomes of a request. */
    sealed interface Outcome {
        /** A place was taken for the association. */
        record Accepted(AssociationRequest request, Negotiation negotiation) implements Outcome {}

        /** The peer is turned away. */
        record Rejected(RejectReason reason, String explanation) implements Outcome {}
    }

    RequestJudge(ServerContext context) {
        this.context = context;
    }

    Outcome judge(AssociateRq request, Connection connection) {
        if (context.admission().draining()) {
            return new Outcome.Rejected(RejectReason.TEMPORARY_CONGESTION, "the server is stopping");
        }
        Optional<AssociationDecision.Reject> unfit = context.negotiator().examine(request);
        if (unfit.isPresent()) {
            return new Outcome.Rejected(unfit.get().reason(), unfit.get().explanation());
        }
        AssociationRequest received =
                ReceivedRequest.of(request, connection.remoteAddress(), connection.localAddress());
        if (askPolicy(received) instanceof AssociationDecision.Reject refusal) {
            String explanation = refusal.explanation();
            return new Outcome.Rejected(
                    refusal.reason(), explanation.isEmpty() ? "the policy refused it" : explanation);
        }
        if (!context.admission().tryAssociate()) {
            return new Outcome.Rejected(
                    RejectReason.LOCAL_LIMIT_EXCEEDED,
                    "all " + context.config().limits().maxAssociations()
                            + " associations are in use (Limits.maxAssociations)");
        }
        return new Outcome.Accepted(received, context.negotiator().negotiate(request));
    }

    private AssociationDecision askPolicy(AssociationRequest request) {
        try {
            AssociationDecision decision = context.config().policy().decide(request);
            if (decision != null) {
                return decision;
            }
            log.error("the association policy returned null against its contract; the association is rejected");
        } catch (RuntimeException | Error e) {
            log.error("the association policy failed; the association is rejected", e);
        }
        return AssociationDecision.reject(
                RejectReason.PROVIDER_NO_REASON_GIVEN_TRANSIENT, "the association policy failed");
    }
}
