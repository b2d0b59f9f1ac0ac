package org.pacsscp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RefusedContext;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.Uid;

/** An association without a network: requests are remembered, and answered by a script. */
final class FakeAssociation implements RequestedAssociation {
    /** What becomes of a request. */
    interface Script {
        List<ReceivedResponse> answer(Invocation request) throws InvocationException;
    }

    /** A request as it was sent. */
    static final class Sent {
        private final Invocation invocation;
        private final byte[] dataSet;

        Sent(Invocation invocation, byte[] dataSet) {
            this.invocation = invocation;
            this.dataSet = dataSet;
        }

        Invocation invocation() {
            return invocation;
        }

        byte[] dataSet() {
            return dataSet;
        }
    }

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final AssociationProposal proposal;
    private final List<PresentationContext> contexts = new ArrayList<>();
    private final Script script;
    private final List<Sent> sent = new ArrayList<>();
    private final CompletableFuture<AssociationEnd> ended = new CompletableFuture<>();

    /** Accepts what is wanted of what is proposed; of each context the first transfer syntax that is. */
    FakeAssociation(AssociationProposal proposal, BiPredicate<Uid, Uid> accepted, Script script) {
        this.proposal = proposal;
        this.script = script;
        int contextId = 1;
        for (AssociationProposal.ProposedContext context : proposal.contexts()) {
            int number = contextId;
            context.transferSyntaxes().stream()
                    .filter(syntax -> accepted.test(context.abstractSyntax(), syntax))
                    .findFirst()
                    .ifPresent(syntax -> contexts.add(
                            new PresentationContext(number, context.abstractSyntax(), syntax, Set.of(Role.INVOKER))));
            contextId += 2;
        }
    }

    static FakeAssociation acceptingAll(AssociationProposal proposal, Script script) {
        return new FakeAssociation(proposal, (sopClass, syntax) -> true, script);
    }

    List<Sent> sent() {
        return sent;
    }

    void end(AssociationEnd.Kind kind) {
        ended.complete(new AssociationEnd(kind, Optional.empty(), "by the script"));
    }

    @Override
    public OngoingInvocation begin(Invocation invocation) throws InvocationException, IOException {
        if (ended.isDone()) {
            throw new InvocationException(InvocationException.Cause.ASSOCIATION_ENDED, "it has ended");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (invocation.dataSet().isPresent()) {
            try {
                invocation.dataSet().get().writeTo(out);
            } catch (IOException e) {
                end(AssociationEnd.Kind.ABORTED_BY_US);
                throw e;
            }
        }
        sent.add(new Sent(invocation, out.toByteArray()));
        return new Ongoing(script.answer(invocation));
    }

    @Override
    public AssociationProposal proposal() {
        return proposal;
    }

    @Override
    public List<RefusedContext> refusedContexts() {
        return List.of();
    }

    @Override
    public Optional<byte[]> extendedNegotiation(Uid sopClassUid) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> userIdentityResponse() {
        return Optional.empty();
    }

    @Override
    public CompletionStage<AssociationEnd> whenEnded() {
        return ended;
    }

    @Override
    public AssociationEnd release(Duration wait) {
        end(AssociationEnd.Kind.RELEASED_BY_US);
        return ended.join();
    }

    @Override
    public void close() {
        end(AssociationEnd.Kind.RELEASED_BY_US);
    }

    @Override
    public void release() {
        end(AssociationEnd.Kind.RELEASED_BY_US);
    }

    @Override
    public void abort(AbortReason reason) {
        end(AssociationEnd.Kind.ABORTED_BY_US);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return InetSocketAddress.createUnresolved(proposal.host(), proposal.port());
    }

    @Override
    public InetSocketAddress localAddress() {
        return InetSocketAddress.createUnresolved("localhost", 1);
    }

    @Override
    public AeTitle callingAeTitle() {
        return AeTitle.of("TESTER");
    }

    @Override
    public AeTitle calledAeTitle() {
        return proposal.calledAeTitle();
    }

    @Override
    public List<PresentationContext> presentationContexts() {
        return contexts;
    }

    @Override
    public Optional<Uid> implementationClassUid() {
        return Optional.empty();
    }

    @Override
    public Optional<String> implementationVersionName() {
        return Optional.empty();
    }

    @Override
    public long maxPduLengthReceived() {
        return 0;
    }

    @Override
    public long maxPduLengthSent() {
        return 0;
    }

    @Override
    public Optional<TlsPeer> tls() {
        return Optional.empty();
    }

    @Override
    public Instant openedAt() {
        return Instant.EPOCH;
    }

    @Override
    public Counters counters() {
        return new Counters(0, 0, 0, 0);
    }

    @Override
    public Optional<AssociationEnd> end() {
        return ended.isDone() ? Optional.of(ended.join()) : Optional.empty();
    }

    @Override
    public CompletionStage<ReceivedResponse> invoke(Invocation invocation, Consumer<? super ReceivedResponse> pending) {
        throw new UnsupportedOperationException("what is tested takes responses one by one");
    }

    /** Responses one by one; where they end before the final one, the association does. */
    private final class Ongoing implements OngoingInvocation {
        private final Deque<ReceivedResponse> left;
        private boolean done;

        Ongoing(List<ReceivedResponse> responses) {
            left = new ConcurrentLinkedDeque<>(responses);
        }

        @Override
        public int messageId() {
            return 1;
        }

        @Override
        public ReceivedResponse next() throws InvocationException {
            if (done) {
                throw new NoSuchElementException("all were taken");
            }
            ReceivedResponse next = left.poll();
            if (next == null) {
                end(AssociationEnd.Kind.ABORTED_BY_PEER);
                throw new InvocationException(
                        InvocationException.Cause.ASSOCIATION_ENDED, "the script has no further response");
            }
            done = !next.isPending();
            return next;
        }

        @Override
        public void cancel() {
            left.clear();
            left.add(FakeResponse.of(DimseStatus.CANCEL));
        }

        @Override
        public void close() {}
    }
}
