package org.pacsscp.api;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An association that we wanted and did not get: who did what, and in which step; what {@link Client#open} fails with.
 *
 * <p>The message names the peer, says what has happened, and where it can, what to do.
 *
 * <pre>{@code
 * try (RequestedAssociation association = client.open(proposal)) {
 *     ...
 * } catch (AssociationException e) {
 *     boolean later = e.kind() == AssociationException.Kind.CONNECT_FAILED
 *             || e.rejectReason().map(RejectReason::isTransient).orElse(false);
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public class AssociationException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * What can become of the wish for an association, in the order of the steps.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** The host name is not known, or none of its addresses takes connections there. */
        CONNECT_FAILED,
        /** There was no connection within {@link Timeouts#connect()}. */
        CONNECT_TIMED_OUT,
        /** The TLS handshake failed: the server's certificate, its name, ours, or the versions; or a file cannot be used. */
        TLS_FAILED,
        /** The TLS handshake was not over within {@link Timeouts#tlsHandshake()}. */
        TLS_TIMED_OUT,
        /** The peer sent A-ASSOCIATE-RJ: {@link #rejectReason()} says why. */
        REJECTED,
        /** The peer sent A-ABORT instead of an answer: {@link #abortReason()} says why. */
        ABORTED_BY_PEER,
        /** The peer sent what is no answer, and was sent A-ABORT. */
        PROTOCOL_ERROR,
        /** The connection was closed or reset before the answer. */
        CONNECTION_LOST,
        /** The peer did not answer within {@link Timeouts#accept()}, and was sent A-ABORT. */
        ACCEPT_TIMED_OUT,
        /** The peer accepted the association, but no presentation context: {@link #refusedContexts()} says why. */
        NO_PRESENTATION_CONTEXT,
        /** The client was closed meanwhile. */
        CLIENT_CLOSED
    }

    /** What has happened. */
    private final Kind kind;

    /** Of an A-ASSOCIATE-RJ. */
    private final @Nullable RejectReason rejectReason;

    /** Of an A-ABORT that came or was sent. */
    private final @Nullable AbortReason abortReason;

    /** Contexts are no objects to be serialized: they are lost then. */
    private final transient @Nullable List<RefusedContext> refusedContexts;

    private AssociationException(
            Kind kind,
            String message,
            @Nullable RejectReason rejectReason,
            @Nullable AbortReason abortReason,
            List<RefusedContext> refusedContexts,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.rejectReason = rejectReason;
        this.abortReason = abortReason;
        this.refusedContexts = List.copyOf(refusedContexts);
    }

    /**
     * Says what has happened, where nothing else is to be known of it.
     *
     * @param kind the kind
     * @param message with whom, what, and what to do, for a person
     */
    public AssociationException(Kind kind, String message) {
        this(kind, message, null, null, List.of(), null);
    }

    /**
     * Says what has happened because of something else.
     *
     * @param kind the kind
     * @param message with whom, what, and what to do, for a person
     * @param cause what has caused it
     */
    public AssociationException(Kind kind, String message, Throwable cause) {
        this(kind, message, null, null, List.of(), Objects.requireNonNull(cause, "cause"));
    }

    /**
     * Says that the peer has rejected the association.
     *
     * @param reason what the peer gave as the reason
     * @param message by whom, and why, for a person
     * @return an exception of {@link Kind#REJECTED}
     */
    public static AssociationException rejected(RejectReason reason, String message) {
        return new AssociationException(
                Kind.REJECTED, message, Objects.requireNonNull(reason, "reason"), null, List.of(), null);
    }

    /**
     * Says that an A-ABORT has ended it.
     *
     * @param kind {@link Kind#ABORTED_BY_PEER} where it came, another where we sent it
     * @param reason what the A-ABORT gave as the reason
     * @param message by whom, and why, for a person
     * @return the exception
     */
    public static AssociationException aborted(Kind kind, AbortReason reason, String message) {
        return new AssociationException(kind, message, null, Objects.requireNonNull(reason, "reason"), List.of(), null);
    }

    /**
     * Says that the peer has accepted no presentation context.
     *
     * @param refused what was proposed, and why it was refused
     * @param message by whom, for a person
     * @return an exception of {@link Kind#NO_PRESENTATION_CONTEXT}
     */
    public static AssociationException noPresentationContext(List<RefusedContext> refused, String message) {
        return new AssociationException(Kind.NO_PRESENTATION_CONTEXT, message, null, null, refused, null);
    }

    /**
     * Returns what has happened.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns why the peer has rejected the association.
     *
     * @return the reason; empty unless it is {@link Kind#REJECTED}
     */
    public Optional<RejectReason> rejectReason() {
        return Optional.ofNullable(rejectReason);
    }

    /**
     * Returns the reason of the A-ABORT that came or was sent.
     *
     * @return the reason; empty where there was none
     */
    public Optional<AbortReason> abortReason() {
        return Optional.ofNullable(abortReason);
    }

    /**
     * Returns the presentation contexts that the peer refused.
     *
     * @return all that were proposed, if it is {@link Kind#NO_PRESENTATION_CONTEXT}; else none, and none of an exception
     *     that was serialized
     */
    public List<RefusedContext> refusedContexts() {
        return refusedContexts == null ? List.of() : refusedContexts;
    }
}
