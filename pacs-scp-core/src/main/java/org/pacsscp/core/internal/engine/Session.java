package org.pacsscp.core.internal.engine;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.ul.Negotiation;

/** What the outside sees of an association; any thread. Counters are written by the association's loop only. */
final class Session implements ClientSession {
    private static final AtomicLong lastId = new AtomicLong();

    private final long id = lastId.incrementAndGet();
    private final Association association;
    private final Connection connection;
    private final AssociationRequest request;
    private final Negotiation negotiation;
    private final long maxPduLengthReceived;
    private final Instant openedAt = Instant.now();
    private final AtomicLong requestsReceived = new AtomicLong();
    private final AtomicLong responsesSent = new AtomicLong();
    private volatile @Nullable SessionEnd end;

    Session(
            Association association,
            Connection connection,
            AssociationRequest request,
            Negotiation negotiation,
            long maxPduLengthReceived) {
        this.association = association;
        this.connection = connection;
        this.request = request;
        this.negotiation = negotiation;
        this.maxPduLengthReceived = maxPduLengthReceived;
    }

    void requestReceived() {
        requestsReceived.lazySet(requestsReceived.get() + 1);
    }

    void responseSent() {
        responsesSent.lazySet(responsesSent.get() + 1);
    }

    void ended(SessionEnd how) {
        end = how;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public InetSocketAddress localAddress() {
        return connection.localAddress();
    }

    @Override
    public AeTitle callingAeTitle() {
        return request.callingAeTitle();
    }

    @Override
    public AeTitle calledAeTitle() {
        return request.calledAeTitle();
    }

    @Override
    public List<PresentationContext> presentationContexts() {
        return negotiation.accepted();
    }

    @Override
    public Optional<Uid> implementationClassUid() {
        return negotiation.implementationClassUid();
    }

    @Override
    public Optional<String> implementationVersionName() {
        return negotiation.implementationVersionName();
    }

    @Override
    public long maxPduLengthReceived() {
        return maxPduLengthReceived;
    }

    @Override
    public long maxPduLengthSent() {
        return negotiation.maxPduLengthSent();
    }

    @Override
    public Optional<UserIdentity> userIdentity() {
        return request.userIdentity();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
        return request.tlsPrincipal();
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Counters counters() {
        return new Counters(
                requestsReceived.get(), responsesSent.get(), connection.bytesReceived(), connection.bytesSent());
    }

    @Override
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public CompletionStage<Invocation.Response> invoke(Invocation invocation) {
        return CompletableFuture.failedStage(new InvocationException(
                InvocationException.Cause.NO_PRESENTATION_CONTEXT, "no context for " + invocation.sopClassUid()));
    }

    @Override
    public void abort(AbortReason reason) {
        connection.loop().execute(() -> association.abort(reason, "the application aborted it"));
    }

    @Override
    public String toString() {
        return "association " + id + " of " + callingAeTitle() + " from " + remoteAddress();
    }
}
