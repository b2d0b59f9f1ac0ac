package org.pacsscp.core.internal.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AssociationDecision;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.IdentityDecision;
import org.pacsscp.api.IdentityVerifier;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.association.Decision;
import org.pacsscp.core.internal.association.PendingDecision;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.operation.OperationContext;
import org.pacsscp.core.internal.pdu.AssociateRq;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.report.Printable;
import org.pacsscp.core.internal.ul.Negotiation;
import org.pacsscp.core.internal.ul.ReceivedRequest;
import org.pacsscp.core.internal.ul.Titles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers an association request: the form, then the policy, then the user's identity, then the limits, then its
 * presentation contexts. What may block runs on the executor. Owned by the connection's loop.
 */
final class RequestJudge {
    private static final Logger log = LoggerFactory.getLogger(RequestJudge.class);

    private static final Finding POLICY_FAILED = failed("the association policy failed");

    private final ServerContext context;
    private final OperationContext operations;
    private final Connection connection;
    private final AssociateRq request;
    private final Services services;
    private final Negotiation negotiation;
    private final PendingDecision decision;

    /** Whoever is asked says no; empty if nobody does. */
    private record Finding(Optional<Decision.Reject> refusal, Optional<byte[]> identityResponse) {
        static final Finding NOTHING = new Finding(Optional.empty(), Optional.empty());

        static Finding refuse(RejectReason reason, String explanation) {
            return new Finding(Optional.of(new Decision.Reject(reason, explanation)), Optional.empty());
        }
    }

    /** Judges one request; decides on the connection's loop, at once or later. */
    RequestJudge(
            ServerContext context,
            OperationContext operations,
            Connection connection,
            AssociateRq request,
            PendingDecision decision) {
        this.context = context;
        this.operations = operations;
        this.connection = connection;
        this.request = request;
        this.decision = decision;
        services = context.services().find(Titles.trimmed(request.calledAeTitle()));
        negotiation = services.negotiator().begin(request);
    }

    void judge() {
        if (context.admission().draining()) {
            decision.decide(Decision.STOPPING);
            return;
        }
        Optional<Decision.Reject> unfit = examine();
        if (unfit.isPresent()) {
            decision.decide(unfit.get());
            return;
        }
        AssociationRequest received = ReceivedRequest.of(
                request,
                new Caller(connection, context.admission()),
                context.config().aeTitles().iterator().next());
        AssociationPolicy policy = context.policy().get();
        Optional<Boolean> mayBlock = mayBlock(policy);
        if (mayBlock.isEmpty()) {
            decision.decide(conclude(received, POLICY_FAILED));
            return;
        }
        Optional<IdentityVerifier> verifier = context.config()
                .identityVerifier()
                .filter(any -> received.userIdentity().isPresent());
        if (mayBlock.get() || verifier.isPresent()) {
            later(received, policy, verifier);
        } else {
            // Under the lock, so that counts which the policy has seen are still right when a place is taken.
            decision.decide(context.admission().exclusively(() -> conclude(received, ask(policy, received))));
        }
    }

    /** Says why a request cannot be served by anybody here, or that a choice of the application's has failed. */
    private Optional<Decision.Reject> examine() {
        try {
            return negotiation.fault().map(fault -> new Decision.Reject(fault.reason(), fault.explanation()));
        } catch (Throwable e) {
            return Optional.of(negotiationFailed(Titles.trimmed(request.callingAeTitle()), e));
        }
    }

    private void later(AssociationRequest received, AssociationPolicy policy, Optional<IdentityVerifier> verifier) {
        try {
            operations.executor().execute(() -> {
                Finding finding = ask(policy, received);
                if (finding.refusal().isEmpty() && verifier.isPresent()) {
                    finding = verify(verifier.get(), received);
                }
                Finding found = finding;
                connection.execute(() -> decision.decide(conclude(received, found)));
            });
        } catch (Throwable e) {
            log.error("the executor does not take the question whether {} may come in", received.callingAeTitle(), e);
            decision.decide(conclude(received, failed("no thread is there to decide")));
        }
    }

    private Decision conclude(AssociationRequest received, Finding finding) {
        received.userIdentity().ifPresent(UserIdentity::wipe);
        if (finding.refusal().isPresent()) {
            return finding.refusal().get();
        }
        if (context.admission().draining()) {
            return Decision.STOPPING;
        }
        if (!context.admission()
                .tryAssociate(
                        received.callingAeTitle(), received.remoteAddress().getAddress())) {
            return new Decision.Reject(
                    RejectReason.LOCAL_LIMIT_EXCEEDED,
                    "all " + context.config().limits().maxAssociations()
                            + " associations are in use (Limits.maxAssociations)");
        }
        try {
            return accept(received, finding.identityResponse());
        } catch (Throwable e) {
            context.admission()
                    .leave(received.callingAeTitle(), received.remoteAddress().getAddress());
            return negotiationFailed(received.callingAeTitle().value(), e);
        }
    }

    private static Decision.Reject negotiationFailed(String callingAeTitle, Throwable e) {
        log.error("negotiation with {} failed; the association is rejected", Printable.of(callingAeTitle), e);
        return new Decision.Reject(RejectReason.PROVIDER_NO_REASON_GIVEN_TRANSIENT, "negotiation failed");
    }

    /** Fails where a choice of the application's does, or its answers are too long for an A-ASSOCIATE-AC. */
    private Decision accept(AssociationRequest received, Optional<byte[]> identityResponse) {
        Negotiation.Acceptance acceptance = negotiation.accept(identityResponse);
        return new Decision.Accept(
                new AdmittedRequest(context, operations, received, services.dispatcher(), acceptance.agreement()),
                PduWriter.encode(acceptance.response()));
    }

    private static Finding ask(AssociationPolicy policy, AssociationRequest request) {
        try {
            @Nullable AssociationDecision decision = policy.decide(request);
            if (decision instanceof AssociationDecision.Reject refusal) {
                String explanation = refusal.explanation();
                return Finding.refuse(refusal.reason(), explanation.isEmpty() ? "the policy refused it" : explanation);
            }
            if (decision != null) {
                return Finding.NOTHING;
            }
            log.error("the association policy returned null against its contract; the association is rejected");
        } catch (Throwable e) {
            log.error("the association policy failed; the association is rejected", e);
        }
        return POLICY_FAILED;
    }

    /** Empty if the policy has failed to say so. */
    private static Optional<Boolean> mayBlock(AssociationPolicy policy) {
        try {
            return Optional.of(policy.mayBlock());
        } catch (Throwable e) {
            log.error("the association policy failed; the association is rejected", e);
            return Optional.empty();
        }
    }

    /**
     * PS3.7 D.3.3.7.3: a claim that does not hold is answered with a permanent rejection whose source is the ACSE, hence
     * RJ(1,2,1); a response goes only to a peer that wants one.
     */
    private static Finding verify(IdentityVerifier verifier, AssociationRequest request) {
        UserIdentity claim = request.userIdentity().orElseThrow();
        try {
            @Nullable IdentityDecision decision = verifier.verify(claim, request);
            if (decision == null) {
                log.error("the identity verifier returned null against its contract; the association is rejected");
                return failed("the identity verifier failed");
            }
            if (!decision.accepted()) {
                return Finding.refuse(
                        RejectReason.PROVIDER_NO_REASON_GIVEN, "user identity refused: " + decision.explanation());
            }
            return claim.responseRequested()
                    ? new Finding(Optional.empty(), Optional.of(response(claim.type(), decision)))
                    : Finding.NOTHING;
        } catch (Throwable e) {
            log.error("the identity verifier failed; the association is rejected", e);
            return failed("the identity verifier failed");
        }
    }

    /** PS3.7 Table D.3-15: of zero length where the claim was a username, with a passcode or without. */
    private static byte[] response(UserIdentity.Type claimed, IdentityDecision decision) {
        return switch (claimed) {
            case USERNAME, USERNAME_AND_PASSCODE -> new byte[0];
            case KERBEROS, SAML, JWT -> decision.serverResponse().orElseGet(() -> new byte[0]);
        };
    }

    private static Finding failed(String explanation) {
        return Finding.refuse(RejectReason.PROVIDER_NO_REASON_GIVEN_TRANSIENT, explanation);
    }
}
