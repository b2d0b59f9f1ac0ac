package org.pacsscp.api;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A DICOM client: it opens associations with peers, to invoke operations there.
 *
 * <p>It can be used as soon as it is built, for many associations at once. All methods may be called by any thread, where
 * they do not say otherwise.
 *
 * <pre>{@code
 * try (Client client = Client.builder().aeTitle("MY_PACS").build();
 *         RequestedAssociation association = client.open(AssociationProposal.to("pacs.example.org", 11112)
 *                 .calledAeTitle("THEIR_PACS")
 *                 .context(SopClass.VERIFICATION)
 *                 .build())) {
 *     DimseStatus status = association
 *             .begin(Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ))
 *             .next()
 *             .status();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface Client extends AutoCloseable {
    /**
     * What a client did since it was built. The engine makes it; read it by its accessors, since more may be counted.
     *
     * @param associationsOpened associations that were opened
     * @param associationsFailed associations that were asked for and not opened, for whatever reason
     * @param associationsReleased associations that ended with a release
     * @param associationsAborted associations that ended in any other way
     * @since 0.1.0
     */
    record Statistics(
            long associationsOpened, long associationsFailed, long associationsReleased, long associationsAborted) {}

    /**
     * Starts to describe a client.
     *
     * @return a builder with every default
     */
    static ClientBuilder builder() {
        return new ClientBuilder();
    }

    /**
     * Returns what the client was built from.
     *
     * @return the configuration
     */
    ClientConfig config();

    /**
     * Opens an association: connects, with TLS if the client has it, requests the association, and waits for the peer's
     * answer. Each step has its deadline: {@link Timeouts#connect()}, {@link Timeouts#tlsHandshake()}, {@link
     * Timeouts#accept()}.
     *
     * <p>If the peer accepts the association but none of its presentation contexts, it is released at once, and this fails
     * with {@link AssociationException.Kind#NO_PRESENTATION_CONTEXT}.
     *
     * @param proposal where to, and what for
     * @return an open association with one accepted presentation context or more, to be {@linkplain
     *     RequestedAssociation#close() closed} by the caller
     * @throws AssociationException if there is none; it says who did what, and in which step
     * @throws InterruptedException if the thread is interrupted; what was begun is given up, and aborted
     * @throws IllegalStateException if the client is closed, or if called by an I/O thread: by an {@link InlineHandler}, a
     *     listener or a callback
     */
    RequestedAssociation open(AssociationProposal proposal) throws AssociationException, InterruptedException;

    /**
     * Opens an association without waiting for it; otherwise as {@link #open}.
     *
     * @param proposal where to, and what for
     * @return completed with an open association, to be closed by whoever takes it; or exceptionally with an {@link
     *     AssociationException}. Callbacks may run on an I/O thread, and must not block. Where its future is cancelled, what
     *     was begun is given up, and aborted
     * @throws IllegalStateException if the client is closed
     */
    CompletionStage<RequestedAssociation> openAsync(AssociationProposal proposal);

    /**
     * Returns the open associations.
     *
     * @return a snapshot in the order in which they were opened
     */
    List<RequestedAssociation> associations();

    /**
     * Reads the TLS files again now, whether they have changed or not, and for the first time if none has been needed yet:
     * who wants to know early that a file cannot be used calls this first. New handshakes use what was read, open
     * associations go on. Nothing happens without TLS, and with an SSLContext of the application.
     *
     * @throws IOException if a file cannot be used; the message names it and says what is wrong and what to do, and the
     *     files that were read before stay in use
     */
    void reloadTls() throws IOException;

    /**
     * Returns what the client did since it was built.
     *
     * @return a snapshot
     */
    Statistics statistics();

    /**
     * Closes the client for good. Associations that are being opened are given up. Those that are open may finish what is
     * under way: each is released as soon as it is at rest, and aborted after {@link Timeouts#drain()}. Returns when every
     * connection is closed. Nothing happens if the client is closed; a second caller waits for the first.
     *
     * <p>Must not be called by a handler or a listener of the client: it would wait for itself.
     */
    @Override
    void close();
}
