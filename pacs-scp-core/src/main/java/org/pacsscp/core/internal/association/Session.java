package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.Uid;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.pdu.Octets;
import org.pacsscp.core.internal.report.SessionMdc;
import org.pacsscp.core.internal.tls.TlsSessions;
import org.pacsscp.core.internal.ul.Agreement;

/** What the outside sees of an association that is open, or was, whichever side has requested it; any thread. */
public abstract class Session implements Association {
    private static final AtomicLong lastId = new AtomicLong();
    private static final AtomicLongFieldUpdater<Session> REQUESTS_RECEIVED =
            AtomicLongFieldUpdater.newUpdater(Session.class, "requestsReceived");
    private static final AtomicLongFieldUpdater<Session> RESPONSES_SENT =
            AtomicLongFieldUpdater.newUpdater(Session.class, "responsesSent");
    private static final AtomicReferenceFieldUpdater<Session, @Nullable Invocations> INVOCATIONS =
            AtomicReferenceFieldUpdater.newUpdater(Session.class, Invocations.class, "invocations");

    private final long id = lastId.incrementAndGet();
    private final AssociationContext context;
    private final MessageProvider provider;
    private final Connection connection;
    private final AeTitle callingAeTitle;
    private final AeTitle calledAeTitle;
    private final Agreement agreement;
    private final Dispatcher dispatcher;
    private final Instant openedAt = Instant.now();
    private final Map<String, String> mdc;
    private final MessageSender sender;
    private volatile long requestsReceived;
    private volatile long responsesSent;
    private volatile @Nullable AssociationEnd end;
    private volatile boolean releaseRequested;

    /** Most associations have none. */
    private volatile @Nullable Invocations invocations;

    /** {@code dispatcher} knows who serves what on this association, and which SOP classes are members of others. */
    protected Session(
            AssociationContext context,
            MessageProvider provider,
            Connection connection,
            AeTitle callingAeTitle,
            AeTitle calledAeTitle,
            Agreement agreement,
            Dispatcher dispatcher) {
        this.context = context;
        this.provider = provider;
        this.connection = connection;
        this.callingAeTitle = callingAeTitle;
        this.calledAeTitle = calledAeTitle;
        this.agreement = agreement;
        this.dispatcher = dispatcher;
        mdc = SessionMdc.of(this);
        sender = new MessageSender(context, this, provider, connection);
    }

    /** Returns its keys in the logging context. */
    public Map<String, String> mdc() {
        return mdc;
    }

    /** Returns how many requests of the peer may be under way at once. */
    public int maxOperationsPerformed() {
        return agreement.maxOperationsPerformed();
    }

    /** Returns who serves what on this association. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Returns its connection. */
    public Connection connection() {
        return connection;
    }

    /** Returns our requests that wait for their responses. */
    public Invocations invocations() {
        Invocations present = invocations;
        if (present != null) {
            return present;
        }
        Invocations made = new Invocations(
                agreement.maxOperationsInvoked(),
                context.time(),
                connection.loop(),
                context.timeouts().response());
        return INVOCATIONS.compareAndSet(this, null, made) ? made : invocations();
    }

    /** Returns what sends its messages. */
    public MessageSender sender() {
        return sender;
    }

    /** Counts a request of the peer. */
    public void requestReceived() {
        REQUESTS_RECEIVED.lazySet(this, requestsReceived + 1);
    }

    void responseSent() {
        RESPONSES_SENT.incrementAndGet(this);
    }

    /** The peer has asked for the release of the association. */
    void releaseRequested() {
        releaseRequested = true;
    }

    /** Tells whether it has. */
    public boolean isReleaseRequested() {
        return releaseRequested;
    }

    /** Tells whether so many responses to our requests are held that no more should be read. */
    public boolean isHeldUp() {
        Invocations present = invocations;
        return present != null && present.isHeldUp();
    }

    /** Tells whether a request of ours waits for its response. */
    boolean awaitsResponse() {
        Invocations present = invocations;
        return present != null && present.isAnyAwaited();
    }

    void ended(AssociationEnd how) {
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
    public Optional<byte[]> extendedNegotiation(Uid sopClassUid) {
        return Optional.ofNullable(agreement.extendedNegotiations().get(sopClassUid))
                .map(Octets::toByteArray);
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
        return context.limits().maxPduLength();
    }

    @Override
    public long maxPduLengthSent() {
        return agreement.maxPduLengthSent();
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
    public Optional<AssociationEnd> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public CompletionStage<ReceivedResponse> invoke(Invocation invocation, Consumer<? super ReceivedResponse> pending) {
        requireNoInlineHandler("invoke(...)");
        Invoker invoker = new Invoker(context, this);
        return IoLoop.isLoopThread() ? invoker.invokeSoon(invocation, pending) : invoker.invoke(invocation, pending);
    }

    /** Sends a request of ours whose responses are taken one by one, by whoever waits for them. */
    protected OngoingInvocation beginInvocation(Invocation invocation)
            throws InvocationException, IOException, InterruptedException {
        requireThreadThatMayWait("begin(...)");
        return new Invoker(context, this).begin(invocation);
    }

    /** There will be requests of ours; the loop's. */
    protected final void expectInvocations() {
        invocations().expect();
    }

    /** Asks the peer to stop what a request of ours has begun; does not wait. */
    void sendCancel(Invocations.Pending request) {
        provider.onLoop(() -> sender.cancel(request));
    }

    /** Whoever waits for the peer must not be the one who reads from it. */
    protected final void requireThreadThatMayWait(String method) {
        requireNoInlineHandler(method);
        if (IoLoop.isLoopThread()) {
            throw new IllegalStateException(method
                    + " waits for the peer and must not be called by an I/O thread; call it from a handler or a thread"
                    + " of your own");
        }
    }

    private static void requireNoInlineHandler(String method) {
        if (InlineServing.isUnderWay()) {
            throw new IllegalStateException(method
                    + " must not be called by an InlineHandler, which answers at once; call it from another handler");
        }
    }

    /** Takes a step on a thread that may wait, soon. */
    void onWorker(Runnable step) {
        provider.onWorker(step);
    }

    /** Says what has to be done for a role that we do not have, so that we cannot invoke. */
    protected abstract String howToGetRole();

    @Override
    public void release() {
        provider.release();
    }

    @Override
    public void abort(AbortReason reason) {
        provider.abort(reason, "the application aborted it");
    }

    @Override
    public String toString() {
        return "association " + id + " of " + callingAeTitle() + " from " + remoteAddress();
    }
}
