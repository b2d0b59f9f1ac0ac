package org.pacsscp.api;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * An association that we have opened with a peer.
 *
 * <pre>{@code
 * try (RequestedAssociation association = client.open(proposal)) {
 *     ReceivedResponse response = association
 *             .begin(Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
 *                     .elements(CommandElements.none().affectedSopInstanceUid(instance))
 *                     .transferSyntax(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
 *                     .dataSet(out -> Files.copy(file, out)))
 *             .next();
 * }
 * }</pre>
 *
 * <p>One on which nothing is under way for {@link Timeouts#idle()} is released.
 *
 * @since 0.1.0
 */
public interface RequestedAssociation extends Association, AutoCloseable {
    /**
     * Returns what was proposed.
     *
     * @return the proposal
     */
    AssociationProposal proposal();

    /**
     * Returns the presentation contexts that were proposed and not accepted.
     *
     * @return the contexts in the order of the proposal, each with the reason; empty if all were accepted
     */
    List<RefusedContext> refusedContexts();

    /**
     * Returns how the peer has answered the user identity (PS3.7 D.3.3.7).
     *
     * @return a ticket or an assertion, a copy, of no bytes for a username: the claim was verified; empty if no response was
     *     requested, or the peer does not know such claims
     */
    Optional<byte[]> userIdentityResponse();

    /**
     * Sends a request of ours to the peer, whose responses are then taken one by one; otherwise as {@link
     * #invoke(Invocation)}. Where the negotiated window is full, it waits until a request before it has been answered.
     *
     * @param invocation the request
     * @return the request under way
     * @throws InvocationException if it could not be sent: no presentation context fits, or the association has ended
     * @throws IOException if writing its data set failed; the association is aborted
     * @throws InterruptedException if the thread is interrupted before anything was sent
     * @throws IllegalStateException if called by an I/O thread
     */
    OngoingInvocation begin(Invocation invocation) throws InvocationException, IOException, InterruptedException;

    /**
     * Returns how the association will have ended.
     *
     * @return completed with the end, never exceptionally; callbacks may run on an I/O thread, and must not block
     */
    CompletionStage<AssociationEnd> whenEnded();

    /**
     * Releases the association, as {@link #release()}, and waits for its end. If that takes longer than the given time, it
     * is aborted.
     *
     * @param wait for what is under way to finish, and for the peer to answer the release; zero aborts at once
     * @return how the association ended
     * @throws InterruptedException if the thread is interrupted; the association is aborted
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if called by an I/O thread
     */
    AssociationEnd release(Duration wait) throws InterruptedException;

    /**
     * Ends the association, and waits for that: released if nothing is under way, aborted if a request of ours waits for its
     * final response or one of the peer's is being served. The peer has {@link Timeouts#release()} to come to the end of a
     * message that it has begun, and as long to answer. Nothing happens if the association has ended. An interrupt aborts
     * it, and stays set.
     *
     * <p>On an I/O thread it does not wait.
     */
    @Override
    void close();
}
