package org.pacsscp.testkit.action;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.api.Uid;
import org.pacsscp.api.UserIdentity;
import org.pacsscp.testkit.wire.Items;

/** An association that is none: it answers questions, and remembers that it was aborted. */
final class TestSession implements ClientSession {
    private final AeTitle callingAeTitle;
    private final PresentationContext context;
    private final Instant openedAt = Instant.now();
    private volatile Optional<AbortReason> aborted = Optional.empty();
    private volatile boolean released;

    TestSession(AeTitle callingAeTitle, PresentationContext context) {
        this.callingAeTitle = callingAeTitle;
        this.context = context;
    }

    @Override
    public long id() {
        return 1;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 49_152);
    }

    @Override
    public InetSocketAddress localAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 11_112);
    }

    @Override
    public AeTitle callingAeTitle() {
        return callingAeTitle;
    }

    @Override
    public AeTitle calledAeTitle() {
        return AeTitle.of("TESTED");
    }

    @Override
    public List<PresentationContext> presentationContexts() {
        return List.of(context);
    }

    @Override
    public Optional<Uid> implementationClassUid() {
        return Optional.of(Uid.of(Items.IMPLEMENTATION));
    }

    @Override
    public Optional<String> implementationVersionName() {
        return Optional.of("TESTKIT");
    }

    @Override
    public long maxPduLengthReceived() {
        return Items.MAXIMUM_LENGTH;
    }

    @Override
    public long maxPduLengthSent() {
        return Items.MAXIMUM_LENGTH;
    }

    @Override
    public Optional<UserIdentity> userIdentity() {
        return Optional.empty();
    }

    @Override
    public Optional<TlsPeer> tls() {
        return Optional.empty();
    }

    @Override
    public Instant openedAt() {
        return openedAt;
    }

    @Override
    public Counters counters() {
        return new Counters(1, 0, 0, 0);
    }

    @Override
    public Optional<AssociationEnd> end() {
        if (aborted.isPresent()) {
            return Optional.of(
                    new AssociationEnd(AssociationEnd.Kind.ABORTED_BY_US, aborted, "aborted by the handler"));
        }
        return released
                ? Optional.of(new AssociationEnd(
                        AssociationEnd.Kind.RELEASED_BY_US, Optional.empty(), "released by the handler"))
                : Optional.empty();
    }

    @Override
    public CompletionStage<ReceivedResponse> invoke(Invocation invocation, Consumer<? super ReceivedResponse> pending) {
        return CompletableFuture.failedStage(new UnsupportedOperationException(
                "a handler called without a socket has no peer to invoke; test it with a server and a FakePacs"));
    }

    @Override
    public void release() {
        released = true;
    }

    @Override
    public void abort(AbortReason reason) {
        aborted = Optional.of(reason);
    }
}
