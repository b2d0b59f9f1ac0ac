package org.pacsscp.core.internal.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.core.internal.association.InlineServing;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.ul.Proposal;
import org.pacsscp.core.internal.ul.ProposalOutcome;

/** An association that we have opened with a peer; any thread. */
final class OwnAssociation extends Session implements RequestedAssociation {
    private final MessageProvider provider;
    private final AssociationProposal proposal;
    private final ProposalOutcome.Agreed agreed;
    private final CompletableFuture<AssociationEnd> ended = new CompletableFuture<>();

    OwnAssociation(
            ClientContext context,
            MessageProvider provider,
            Connection connection,
            Proposal asked,
            ProposalOutcome.Agreed agreed) {
        super(
                context.associations(),
                provider,
                connection,
                asked.wanted().callingAeTitle().orElse(asked.callingAeTitle()),
                asked.wanted().calledAeTitle(),
                agreed.agreement(),
                context.dispatcher());
        this.provider = provider;
        this.proposal = asked.wanted();
        this.agreed = agreed;
        expectInvocations();
    }

    @Override
    public AssociationProposal proposal() {
        return proposal;
    }

    @Override
    public List<RefusedContext> refusedContexts() {
        return agreed.refused();
    }

    @Override
    public Optional<byte[]> userIdentityResponse() {
        return agreed.identityResponse().map(Octets::toByteArray);
    }

    @Override
    protected String howToGetRole() {
        return "AssociationProposal must propose a context for it, and for " + Role.PERFORMER
                + " that role, and the peer must accept both (PS3.7 D.3.3.4); see refusedContexts()";
    }

    @Override
    public OngoingInvocation begin(Invocation invocation)
            throws InvocationException, IOException, InterruptedException {
        return beginInvocation(invocation);
    }

    /** The association has ended, and everybody else has been told. */
    void completeEnd(AssociationEnd how) {
        ended.complete(how);
    }

    @Override
    public CompletionStage<AssociationEnd> whenEnded() {
        return ended.minimalCompletionStage();
    }

    @Override
    public AssociationEnd release(Duration wait) throws InterruptedException {
        if (wait.isNegative()) {
            throw new IllegalArgumentException("wait is " + wait + "; it must be zero or more");
        }
        requireThreadThatMayWait("release(...)");
        if (!wait.isZero()) {
            release();
            try {
                return ended.get(wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // It is aborted now.
            } catch (InterruptedException e) {
                abort(AbortReason.SERVICE_USER);
                throw e;
            } catch (ExecutionException e) {
                throw new IllegalStateException("an end is never exceptional", e);
            }
        }
        abort(AbortReason.SERVICE_USER);
        return ended.join();
    }

    @Override
    public void close() {
        if (IoLoop.isLoopThread() || InlineServing.isUnderWay()) {
            provider.close();
            return;
        }
        provider.closeAndAttend(ended::isDone);
        try {
            ended.get();
        } catch (InterruptedException e) {
            abort(AbortReason.SERVICE_USER);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end is never exceptional", e);
        }
    }
}
