package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * An open association with a peer, or one that has ended, whoever opened it: what both ends have in common.
 *
 * <p>{@link ClientSession} is one that a client opened with our server, {@link RequestedAssociation} one that we opened. The
 * engine implements this interface, and methods
 * may be added to it; tests that need one mock it.
 *
 * <p>Usable by any thread, also after the association has ended. Counters are read without a lock: each is right at some
 * moment of the call.
 *
 * <pre>{@code
 * public Response handle(Action action) {
 *     log.info("{} asks from {}", action.association().callingAeTitle(), action.association().remoteAddress());
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Association {
    /**
     * What went over an association so far. The engine makes it; read it by its accessors, since more may be counted.
     *
     * @param requestsReceived DIMSE requests that came, C-CANCEL not counted
     * @param responsesSent final responses that were handed to the socket
     * @param bytesReceived bytes that were read from the socket
     * @param bytesSent bytes that were written to the socket
     * @since 0.1.0
     */
    record Counters(long requestsReceived, long responsesSent, long bytesReceived, long bytesSent) {}

    /**
     * Returns a number that no other association of this process has or had.
     *
     * @return 1 and up, in the order in which they were opened
     */
    long id();

    /**
     * Returns the peer's end of the connection.
     *
     * @return its address, behind a trusted proxy too
     */
    InetSocketAddress remoteAddress();

    /**
     * Returns our end of the connection.
     *
     * @return our address
     */
    InetSocketAddress localAddress();

    /**
     * Returns who asked for the association.
     *
     * @return its AE title: the peer's if it opened the association, where nothing has proved it; else ours
     */
    AeTitle callingAeTitle();

    /**
     * Returns who was asked for it.
     *
     * @return its AE title: ours, as {@link AssociationRequest#calledAeTitle()} gives it, if the peer opened the
     *     association; else the peer's
     */
    AeTitle calledAeTitle();

    /**
     * Returns the presentation contexts that were accepted.
     *
     * @return the contexts in the order in which they were proposed; empty if none was acceptable
     */
    List<PresentationContext> presentationContexts();

    /**
     * Returns what was agreed on beyond a SOP class itself (PS3.7 D.3.3.5): what the acceptor of the association has answered.
     *
     * @param sopClassUid a SOP class
     * @return the application information in the form that the SOP class defines, a copy; empty if nothing was proposed or
     *     answered for it: nothing is agreed on
     */
    default Optional<byte[]> extendedNegotiation(Uid sopClassUid) {
        return Optional.empty();
    }

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
     * Returns what the TLS handshake told about the peer.
     *
     * @return the TLS session and the peer's certificates; empty on a plain connection
     */
    Optional<TlsPeer> tls();

    /**
     * Returns when the association was opened: when its acceptance was sent or had come.
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
    Optional<AssociationEnd> end();

    /**
     * Sends a request of ours to the peer, and passes over responses with a pending status.
     *
     * @param invocation the request
     * @return as {@link #invoke(Invocation, Consumer)} has it
     * @throws IllegalStateException if called by an {@link InlineHandler}
     */
    default CompletionStage<ReceivedResponse> invoke(Invocation invocation) {
        return invoke(invocation, pending -> {});
    }

    /**
     * Sends a request of ours to the peer, on a presentation context in which we are the {@link Role#INVOKER}; an
     * N-EVENT-REPORT on one in which we are the {@link Role#PERFORMER}.
     *
     * <p>The request, its data set too, is sent by the calling thread before this method returns; it waits while another
     * message is being sent, or the negotiated window is full. An I/O thread does not wait: in a callback of the returned stage,
     * or in a listener, a request without a data set is on its way as soon as what is being sent is out, and nobody has to be woken
     * for that. One with a data set, or for which the window has no room, is sent by the executor. So an application may keep any
     * number of associations busy without a thread of its own:
     *
     * <pre>{@code
     * CompletionStage<DimseStatus> echo(RequestedAssociation association, int times) {
     *     return association.invoke(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
     *             .thenCompose(response -> times == 1
     *                     ? CompletableFuture.completedStage(response.status())
     *                     : echo(association, times - 1));
     * }
     * }</pre>
     *
     * <p>A handler must have read its own request's data set to the end, or closed it: the peer's response stands behind
     * it.
     *
     * @param invocation the request
     * @param pending takes each response with a pending status, in the order in which they come and before the returned
     *     stage completes; it may run on an I/O thread and must not block; what it throws is logged and harms nothing
     * @return completed with the final response; or exceptionally with an {@link InvocationException} that says why there
     *     is none, with the {@link java.io.IOException} of its data set's writer, or with what the executor throws that
     *     takes no task; callbacks may run on an I/O thread and must not block
     * @throws IllegalStateException if called by an {@link InlineHandler}
     */
    CompletionStage<ReceivedResponse> invoke(Invocation invocation, Consumer<? super ReceivedResponse> pending);

    /**
     * Releases the association (PS3.8 7.2): the peer gets an A-RELEASE-RQ as soon as nothing is under way, neither an
     * operation, nor a request of ours, nor a message of the peer's. It has {@link Timeouts#release()} to answer, then it
     * is aborted. Returns at once. Nothing happens if the association has ended, or ends before that.
     */
    void release();

    /**
     * Aborts the association: the peer gets an A-ABORT, actions are cancelled. Returns at once; the abort follows on the
     * association's I/O thread. Nothing happens if the association has ended.
     *
     * @param reason what the peer is told; {@link AbortReason#SERVICE_USER} is the usual one
     */
    void abort(AbortReason reason);
}
