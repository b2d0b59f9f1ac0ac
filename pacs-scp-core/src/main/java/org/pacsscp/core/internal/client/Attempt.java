package org.pacsscp.core.internal.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.core.internal.association.Association;
import org.pacsscp.core.internal.association.AssociationControl;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.MessageUser;
import org.pacsscp.core.internal.association.Opening;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Requestor;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.io.ConnectFailedException;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.Connector;
import org.pacsscp.core.internal.io.OutboundSettings;
import org.pacsscp.core.internal.io.ProxyHeader;
import org.pacsscp.core.internal.io.TlsSettings;
import org.pacsscp.core.internal.io.loop.LoopUser;
import org.pacsscp.core.internal.operation.Workers;
import org.pacsscp.core.internal.pdu.AssociateAc;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.pacsscp.core.internal.ul.Proposal;
import org.pacsscp.core.internal.ul.ProposalOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wish for an association: resolves the peer's name, tries its addresses in turn within one deadline, and completes a
 * future with what comes of it. One thread after the other has it: who wants the association, then loops.
 */
final class Attempt {
    private static final Logger log = LoggerFactory.getLogger(Attempt.class);
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
    private static final ProxyHeader OUR_OWN = new ProxyHeader(Optional.empty(), Optional.empty(), Map.of());

    private final ClientContext context;
    private final OwnAssociations associations;
    private final LoopUser loops;
    private final Optional<TlsSettings> tls;
    private final Proposal asked;
    private final CompletableFuture<RequestedAssociation> result;
    private final long begunAt;
    private Iterator<InetAddress> addresses = List.<InetAddress>of().iterator();

    /** Who has begun waits, and begins on the first address himself; the loops try the others. */
    private boolean attended;

    /** What there is to give up. */
    private volatile @Nullable AssociationControl present;

    /** It is known here what has come of the wish. */
    private volatile boolean over;

    Attempt(
            ClientContext context,
            OwnAssociations associations,
            LoopUser loops,
            Optional<TlsSettings> tls,
            AssociationProposal wanted,
            CompletableFuture<RequestedAssociation> result) {
        this.context = context;
        this.associations = associations;
        this.loops = loops;
        this.tls = tls;
        this.result = result;
        asked = new Proposal(wanted, context.config().aeTitle(), context.offer());
        begunAt = context.associations().time().nanos();
        var unused = result.whenComplete((association, failure) -> giveUpIfNotWanted());
    }

    /** Whoever wants the association has cancelled it, or closed the client. */
    private void giveUpIfNotWanted() {
        AssociationControl given = present;
        if (result.isCompletedExceptionally() && !over && given != null) {
            given.stop("the association is not wanted any more");
        }
    }

    /** As {@link #begin}, on the thread that waits for the association: it does itself what a loop would. */
    void beginAndAttend() {
        attended = tls.isEmpty();
        begin();
    }

    /** Tells whether {@link #begin} has nothing to wait for: no name service is asked for an address. */
    boolean beginsAtOnce() {
        String host = asked.wanted().host();
        return IPV4.matcher(host).matches()
                || (host.indexOf(':') >= 0 && Character.digit(host.charAt(0), 16) >= 0)
                || host.startsWith(":");
    }

    /** Begins; waits for the name to be resolved. */
    void begin() {
        try {
            addresses =
                    Stream.of(InetAddress.getAllByName(asked.wanted().host())).iterator();
            tryNext(null);
        } catch (UnknownHostException e) {
            fail(new AssociationException(
                    Kind.CONNECT_FAILED,
                    to() + "the host name is not known; check it, and the name service of this machine",
                    e));
        } catch (RuntimeException | Error e) {
            fail(new AssociationException(Kind.CONNECT_FAILED, to() + "it failed: " + e, e));
        }
    }

    private void tryNext(@Nullable ConnectFailedException before) {
        Duration connect = context.config().timeouts().connect();
        long left = connect.toNanos() - (context.associations().time().nanos() - begunAt);
        if (result.isDone()) {
            return;
        }
        if (before != null && (!addresses.hasNext() || (!connect.isZero() && left <= 0))) {
            fail(new AssociationException(stepKind(before.step()), to() + before.getMessage(), before));
            return;
        }
        InetSocketAddress address =
                new InetSocketAddress(addresses.next(), asked.wanted().port());
        try {
            OutboundSettings settings = settings(address, connect.isZero() ? 0 : Math.max(left, 1));
            if (attended && before == null) {
                Connector.connectAndAttend(loops, settings, result::isDone);
            } else {
                Connector.connect(loops, settings);
            }
        } catch (IOException e) {
            fail(new AssociationException(Kind.CONNECT_FAILED, to() + e.getMessage(), e));
        }
    }

    /** How to connect to one of the addresses, for an association there. */
    OutboundSettings settings(InetSocketAddress address, long connectNanos) {
        return new OutboundSettings(
                this::associationOn,
                address,
                context.config().localAddress().map(local -> new InetSocketAddress(local, 0)),
                connectNanos,
                context.config().timeouts().write().toNanos(),
                asked.wanted().proxyHeader() ? Optional.of(OUR_OWN) : Optional.empty(),
                tls);
    }

    private Association associationOn(Connection connection) {
        Association association =
                Association.requesting(context.associations(), associations, connection, new Requesting());
        associations.connecting(association);
        present = association;
        giveUpIfNotWanted();
        return association;
    }

    private static Kind stepKind(ConnectFailedException.Step step) {
        return switch (step) {
            case LOCAL_ADDRESS, TCP -> Kind.CONNECT_FAILED;
            case TCP_TIMED_OUT -> Kind.CONNECT_TIMED_OUT;
            case TLS -> Kind.TLS_FAILED;
            case TLS_TIMED_OUT -> Kind.TLS_TIMED_OUT;
        };
    }

    private String to() {
        return "no association with " + peer() + ": ";
    }

    private String peer() {
        String host = asked.wanted().host();
        return asked.wanted().calledAeTitle() + " at " + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + asked.wanted().port();
    }

    private void fail(AssociationException failure) {
        over = true;
        result.completeExceptionally(failure);
    }

    /** The wish on one connection. */
    private final class Requesting implements Requestor {
        private boolean told;

        @Override
        public ByteBuffer request() {
            return PduWriter.encode(asked.request());
        }

        @Override
        public Answer judge(AssociateAc acceptance) {
            ProposalOutcome outcome = asked.judge(acceptance);
            if (outcome instanceof ProposalOutcome.Unacceptable unacceptable) {
                return new Answer.Unacceptable(unacceptable.reason(), unacceptable.explanation());
            }
            ProposalOutcome.Agreed agreed = (ProposalOutcome.Agreed) outcome;
            if (!agreed.remarks().isEmpty()) {
                log.debug("the A-ASSOCIATE-AC of {} has {}", peer(), agreed.remarks());
            }
            return new Answer.Opens(new Opened(context, asked, agreed));
        }

        @Override
        public void opened(Session session) {
            told = true;
            OwnAssociation association = (OwnAssociation) session;
            if (association.presentationContexts().isEmpty()) {
                fail(AssociationException.noPresentationContext(
                        association.refusedContexts(),
                        to() + "the peer has accepted it, but none of the "
                                + association.refusedContexts().size() + " presentation contexts: "
                                + association.refusedContexts().get(0).explanation()));
                association.release();
            } else if (!result.complete(association)) {
                association.abort(AbortReason.SERVICE_USER);
            }
        }

        @Override
        public void notConnected(ConnectFailedException failure) {
            told = true;
            switch (failure.step()) {
                case LOCAL_ADDRESS, TCP, TCP_TIMED_OUT -> tryNext(failure);
                case TLS, TLS_TIMED_OUT ->
                    fail(new AssociationException(stepKind(failure.step()), to() + failure.getMessage(), failure));
            }
        }

        @Override
        public void rejected(RejectReason reason) {
            told = true;
            fail(AssociationException.rejected(
                    reason,
                    to() + "the peer rejects it: " + reason.description() + ", RJ(" + reason.result() + ","
                            + reason.source() + "," + reason.reason() + ")"));
        }

        @Override
        public void notOpened(AssociationEnd.Kind kind, Optional<AbortReason> reason, String detail) {
            if (told) {
                return;
            }
            told = true;
            String message = to() + detail;
            Kind of = kind(kind);
            fail(
                    reason.isPresent()
                            ? AssociationException.aborted(of, reason.get(), message)
                            : new AssociationException(of, message));
        }

        private static Kind kind(AssociationEnd.Kind end) {
            return switch (end) {
                case ABORTED_BY_PEER -> Kind.ABORTED_BY_PEER;
                case PROTOCOL_ERROR -> Kind.PROTOCOL_ERROR;
                case TIMED_OUT -> Kind.ACCEPT_TIMED_OUT;
                case ABORTED_BY_US -> Kind.CLIENT_CLOSED;
                case CONNECTION_LOST, RELEASED_BY_PEER, RELEASED_BY_US -> Kind.CONNECTION_LOST;
            };
        }
    }

    /** What an acceptance is made into. */
    private record Opened(ClientContext context, Proposal asked, ProposalOutcome.Agreed agreed) implements Opening {
        @Override
        public Session session(MessageProvider provider, Connection connection) {
            return new OwnAssociation(context, provider, connection, asked, agreed);
        }

        @Override
        public MessageUser messageUser(Session session, ReceivingSide receiving, MessageProvider provider) {
            return new Workers(context.operations(), session, receiving, provider);
        }

        @Override
        public void withdraw() {
            // Nothing was taken.
        }
    }
}
