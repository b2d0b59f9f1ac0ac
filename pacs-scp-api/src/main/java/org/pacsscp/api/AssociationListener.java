package org.pacsscp.api;

/**
 * Is told what happens on associations; it can change nothing.
 *
 * <p>Called on I/O threads, on threads that act as one while they wait in {@link Client#open} or {@link
 * RequestedAssociation#close}, and on workers, by several at once: it must be quick and must not block. What it throws is
 * logged and harms nothing. For one association {@code opened} comes first and {@code ended} once; between them
 * {@code requested} for each request and {@code answered} after it, unless no answer could be handed to the socket. Only
 * an answer that a worker gave just when the association ended, or that the socket took as late, may be told after {@code
 * ended}. Requests of ours are told of with {@code invoked} and {@code completed}, each once; the latter may come after {@code
 * ended}, too.
 *
 * <pre>{@code
 * builder.listener(new AssociationListener() {
 *     public void opened(AssociationEvent.Opened event) {
 *         gauge.increment();
 *     }
 *
 *     public void ended(AssociationEvent.Ended event) {
 *         gauge.decrement();
 *     }
 * });
 * }</pre>
 *
 * @since 0.1.0
 */
public interface AssociationListener {
    /**
     * An association was opened: the peer accepted ours, or we accepted the peer's.
     *
     * @param event the association
     */
    default void opened(AssociationEvent.Opened event) {}

    /**
     * An association that we wanted was not opened; there is no {@code opened} and no {@code ended} for it.
     *
     * @param event with whom, and why not
     */
    default void failed(AssociationEvent.Failed event) {}

    /**
     * We rejected an association.
     *
     * @param event who was rejected, and why
     */
    default void rejected(AssociationEvent.Rejected event) {}

    /**
     * A connection ended before there was an association, other than by a rejection: closed, timed out, or no DICOM.
     *
     * @param event whose connection, and why
     */
    default void refused(AssociationEvent.Refused event) {}

    /**
     * A DIMSE request came; it is about to be served.
     *
     * @param event the request
     */
    default void requested(AssociationEvent.Requested event) {}

    /**
     * The final response to a request was handed to the socket.
     *
     * @param event the request and the outcome
     */
    default void answered(AssociationEvent.Answered event) {}

    /**
     * A request of ours is about to be sent. Called by the thread that has invoked it.
     *
     * @param event the request
     */
    default void invoked(AssociationEvent.Invoked event) {}

    /**
     * A request of ours is over: its final response came, or none will be waited for any more.
     *
     * @param event the request and the outcome
     */
    default void completed(AssociationEvent.Completed event) {}

    /**
     * An association ended.
     *
     * @param event the association, and how it ended
     */
    default void ended(AssociationEvent.Ended event) {}
}
