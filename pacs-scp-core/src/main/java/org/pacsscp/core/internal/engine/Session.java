package org.pacsscp.core.internal.engine;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.SessionEnd;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.IoLoop;
import org.pacsscp.core.internal.tls.TlsSessions;
import org.pacsscp.core.internal.ul.Agreement;

/** What the outside sees of an association; any thread.  */
final class Session implements ClientSession {
    private static final AtomicLong lastId = new AtomicLong();
    private static final AtomicLongFieldUpdater<Session> REQUESTS_RECEIVED =
            AtomicLongFieldUpdater.newUpdater(Session.class, "requestsReceived");
    private static final AtomicLongFieldUpdater<Session> RESPONSES_SENT =
            AtomicLongFieldUpdater.newUpdater(Session.class, "responsesSent");
    private static final AtomicReferenceFieldUpdater<Session, @Nullable Invocations> INVOCATIONS =
            AtomicReferenceFieldUpdater.newUpdater(Session.class, Invocations.class, "invocations");

    private final long id = lastId.incrementAndGet();
    private final ServerContext context;
    private final Association association;
    private final Connection connection;
    private final AeTitle callingAeTitle;
    private final AeTitle calledAeTitle;
    private final Optional<UserIdentity> userIdentity;
    private final Agreement agreement;
    private final Instant openedAt = Instant.now();
    private final Map<String, String> mdc;
    private final Operations operations;
    private final MessageSender sender;
    private volatile long requestsReceived;
    private volatile long responsesSent;
    private volatile @Nullable SessionEnd end;

    /** Most associations have none. */
    private volatile @Nullable Invocations invocations;

    /** Keeps of the request what lasts; its presentation contexts may be many, and associations, too. */
    Session(
            ServerContext context,
            Association association,
            Connection connection,
            AssociationRequest request,
            Agreement agreement) {
        this.context = context;
        this.association = association;
        this.connection = connection;
        callingAeTitle = request.callingAeTitle();
        calledAeTitle = request.calledAeTitle();
        userIdentity = request.userIdentity();
        this.agreement = agreement;
        operations = new Operations(agreement.maxOperationsPerformed());
        mdc = SessionMdc.of(this);
        sender = new MessageSender(context, this, connection);
    }

    Map<String, String> mdc() {
        return mdc;
    }

    Connection connection() {
        return connection;
    }

    Operations operations() {
        return operations;
    }

    Invocations invocations() {
        Invocations present = invocations;
        if (present != null) {
            return present;
        }
        Invocations made = new Invocations(agreement.maxOperationsInvoked());
        return INVOCATIONS.compareAndSet(this, null, made) ? made : invocations();
    }

    MessageSender sender() {
        return sender;
    }

    void requestReceived() {
        REQUESTS_RECEIVED.lazySet(this, requestsReceived + 1);
    }

    void responseSent() {
        RESPONSES_SENT.incrementAndGet(this);
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
        return callingAeTitle;
    }

    @Override
    public AeTitle calledAeTitle() {
        return calledAeTitle;
    }

    @Override
    public List<PresentationContext> presentationContexts() {
        return agreement.accepted();
    }

    @Override
    public Optional<Uid> implementationClassUid() {
        return agreement.implementationClassUid();
    }

    @Override
    public Optional<String> implementationVersionName() {
        return agreement.implementationVersionName();
    }

    @Override
    public long maxPduLengthReceived() {
        return context.config().limits().maxPduLength();
    }

    @Override
    public long maxPduLengthSent() {
        return agreement.maxPduLengthSent();
    }

    @Override
    public Optional<UserIdentity> userIdentity() {
        return userIdentity;
    }

    @Override
    public Optional<TlsPeer> tls() {
        return connection.tlsSession().map(TlsSessions::peer);
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Counters counters() {
        return new Counters(requestsReceived, responsesSent, connection.bytesReceived(), connection.bytesSent());
    }

    @Override
    public Optional<SessionEnd> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public CompletionStage<Invocation.Response> invoke(Invocation invocation) {
        if (IoLoop.isLoopThread() || InlineRunner.isServing()) {
            throw new IllegalStateException(
                    "invoke(...) waits for the peer and must not be called by an I/O thread or an INLINE handler; call it"
                            + " from a WORKER handler or a thread of your own");
        }
        return new Invoker(context, this, connection.loop()).invoke(invocation);
    }

    /** What has kept the answer to the peer's release waiting may be over; the loop's thread. */
    void answerReleaseIfDone() {
        association.upperLayer().answerReleaseIfDone();
    }

    /** Aborts the association for a reason of our own; any thread. */
    void abortBecause(String detail) {
        connection.execute(() -> association.abort(AbortReason.SERVICE_USER, detail));
    }

    @Override
    public void abort(AbortReason reason) {
        connection.execute(() -> association.abort(reason, "the application aborted it"));
    }

    @Override
    public String toString() {
        return "association " + id + " of " + callingAeTitle() + " from " + remoteAddress();
    }
}
