package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Is told what happens on associations; it can change nothing.
 *
 * <p>Called on I/O threads and workers, by several at once: it must be quick and must not block. What it throws is
 * logged and harms nothing. For one association {@code opened} comes first and {@code ended} once; between them
 * {@code requested} for each request and {@code answered} after it, unless there was no answer. Only an answer that a worker
 * gave just when the association ended may be told after {@code ended}.
 *
 * <pre>{@code
 * builder.listener(new AssociationListener() {
 *     public void opened(ClientSession session) {
 *         gauge.increment();
 *     }
 *
 *     public void ended(ClientSession session, SessionEnd end) {
 *         gauge.decrement();
 *     }
 * });
 * }</pre>
 *
 * @since 0.1.0
 */
public interface AssociationListener {
    /**
     * An association was accepted.
     *
     * @param session the association
     */
    default void opened(ClientSession session) {}

    /**
     * An association was rejected.
     *
     * @param remoteAddress where the peer connected from
     * @param callingAeTitle who it said it was, as sent, without padding; may be empty or no valid AE title
     * @param calledAeTitle whom it asked for, likewise
     * @param reason what it was told
     * @param explanation why, for a person
     */
    default void rejected(
            InetSocketAddress remoteAddress,
            String callingAeTitle,
            String calledAeTitle,
            RejectReason reason,
            String explanation) {}

    /**
     * A connection ended before there was an association, other than by a rejection: closed, timed out, or no DICOM.
     *
     * @param remoteAddress where it came from
     * @param explanation why, for a person
     */
    default void refused(InetSocketAddress remoteAddress, String explanation) {}

    /**
     * A DIMSE request came; it is about to be served.
     *
     * @param session the association
     * @param request its command set
     */
    default void requested(ClientSession session, CommandSet request) {}

    /**
     * The final response to a request was sent.
     *
     * @param session the association
     * @param request the request's command set
     * @param status the status of the response
     * @param elapsed since the request's command set was complete
     */
    default void answered(ClientSession session, CommandSet request, DimseStatus status, Duration elapsed) {}

    /**
     * An association ended.
     *
     * @param session the association
     * @param end how
     */
    default void ended(ClientSession session, SessionEnd end) {}
}
