package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * An association with a peer, as seen from the server; read-only but for {@link #abort}.
 *
 * <p>Usable by any thread, also after the association has ended. Counters are read without a lock: each is right at some
 * moment of the call.
 *
 * @since 0.1.0
 */
public interface ClientSession {
    /**
     * What went over an association so far.
     *
     * @param requestsReceived DIMSE requests that came, C-CANCEL not counted
     * @param responsesSent final responses that were sent
     * @param bytesReceived bytes that were read from the socket
     * @param bytesSent bytes that were written to the socket
     * @since 0.1.0
     */
    record Counters(long requestsReceived, long responsesSent, long bytesReceived, long bytesSent) {}

    /**
     * Returns a number that no other association of this server has or had.
     *
     * @return 1 and up, in the order of acceptance
     */
    long id();

    /**
     * Returns where the peer connected from.
     *
     * @return the address
     */
    InetSocketAddress remoteAddress();

    /**
     * Returns which address of ours it connected to.
     *
     * @return the address
     */
    InetSocketAddress localAddress();

    /**
     * Returns who the peer says it is.
     *
     * @return its AE title
     */
    AeTitle callingAeTitle();

    /**
     * Returns whom the peer asked for.
     *
     * @return our AE title
     */
    AeTitle calledAeTitle();

    /**
     * Returns the presentation contexts that were accepted.
     *
     * @return the contexts in the order of the peer's proposals; empty if none was acceptable
     */
    List<PresentationContext> presentationContexts();

    /**
     * Returns which implementation the peer is.
     *
     * @return its implementation class UID, if it sent a valid one
     */
    Optional<Uid> implementationClassUid();

    /**
     * Returns which version of its implementation the peer is.
     *
     * @return its implementation version name, if it sent one
     */
    Optional<String> implementationVersionName();

    /**
     * Returns the greatest length of a P-DATA-TF PDU that we announced (PS3.8 D.1).
     *
     * @return bytes; 0 means no limit
     */
    long maxPduLengthReceived();

    /**
     * Returns the greatest length of a P-DATA-TF PDU that the peer takes (PS3.8 D.1).
     *
     * @return bytes; 0 means no limit
     */
    long maxPduLengthSent();

    /**
     * Returns whom the peer's user claims to be.
     *
     * @return the user identity, if one of a known type was sent; verified if the server has an {@link IdentityVerifier};
     *     its secrets are {@linkplain UserIdentity#wipe() wiped}
     */
    Optional<UserIdentity> userIdentity();

    /**
     * Returns what the TLS handshake told about the peer.
     *
     * @return the TLS session and the peer's certificates; empty on a plain connection
     */
    Optional<TlsPeer> tls();

    /**
     * Returns when the association was accepted.
     *
     * @return the instant
     */
    Instant openedAt();

    /**
     * Returns what went over the association so far.
     *
     * @return a snapshot
     */
    Counters counters();

    /**
     * Returns how the association ended.
     *
     * @return the end; empty while the association is open
     */
    Optional<SessionEnd> end();

    /**
     * Sends a request of ours to the peer, on a presentation context in which the server is the {@link Role#INVOKER}; an
     * N-EVENT-REPORT on one in which it is the {@link Role#PERFORMER}.
     *
     * <p>The request, its data set too, is sent by the calling thread before this method returns; it waits while another
     * message is being sent. Hence it must not be called by an {@link ActionHandler.Execution#INLINE} handler, a listener
     * or a callback of the returned stage, which run on I/O threads. Responses with a pending status are passed over.
     *
     * <p>A handler must have read its own request's data set to the end, or closed it: the peer's response stands behind
     * it.
     *
     * @param invocation the request
     * @return completed with the response; or exceptionally with an {@link InvocationException} that says why there is
     *     none, or the {@link java.io.IOException} of its data set's writer
     * @throws IllegalStateException if called by an I/O thread
     */
    CompletionStage<Invocation.Response> invoke(Invocation invocation);

    /**
     * Aborts the association: the peer gets an A-ABORT, actions are cancelled. Returns at once; the abort follows on the
     * association's I/O thread. Nothing happens if the association has ended.
     *
     * @param reason what the peer is told; {@link AbortReason#SERVICE_USER} is the usual one
     */
    void abort(AbortReason reason);
}
