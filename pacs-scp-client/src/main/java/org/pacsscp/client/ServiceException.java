package org.pacsscp.client;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DimseStatus;

/**
 * A service that we asked for on an open association and did not get: who did what.
 *
 * <p>Where there was no association, that is told by {@link org.pacsscp.api.AssociationException}; both are an {@link
 * IOException}. The message names the peer and the operation, and no patient.
 *
 * <pre>{@code
 * try (Matches matches = scu.find(archive, query)) {
 *     ...
 * } catch (ServiceException e) {
 *     boolean tooMany = e.status().filter(FindStatus.OUT_OF_RESOURCES::equals).isPresent();
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public class ServiceException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * What can become of a request besides the wanted answer.
     *
     * @since 0.1.0
     */
    public enum Reason {
        /** The peer answered with a status of failure: {@link #status()}. */
        REFUSED,
        /** The peer has not accepted a presentation context for it; nothing was sent. */
        NOT_ACCEPTED,
        /** The peer has not agreed to an option that the request needs; nothing was sent. */
        NOT_NEGOTIATED,
        /** The peer did not answer in time. */
        TIMED_OUT,
        /** The caller has cancelled it. */
        CANCELLED,
        /** The association ended before the answer came. */
        ASSOCIATION_ENDED,
        /** The answer cannot be read. */
        MALFORMED_ANSWER
    }

    /** What has happened. */
    private final Reason reason;

    /** Of the peer's answer, if it has one; not to be serialized, its code is in the message. */
    private final transient @Nullable DimseStatus status;

    private ServiceException(Reason reason, String message, @Nullable DimseStatus status, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.status = status;
    }

    /**
     * Says what has happened.
     *
     * @param reason the kind
     * @param message with whom, and what, for a person
     */
    public ServiceException(Reason reason, String message) {
        this(reason, message, null, null);
    }

    /**
     * Says what has happened because of something else.
     *
     * @param reason the kind
     * @param message with whom, and what, for a person
     * @param cause what has caused it
     */
    public ServiceException(Reason reason, String message, Throwable cause) {
        this(reason, message, null, Objects.requireNonNull(cause, "cause"));
    }

    /**
     * Says that the peer has refused.
     *
     * @param status its answer
     * @param message who, and what, for a person
     * @return an exception of {@link Reason#REFUSED}
     */
    public static ServiceException refused(DimseStatus status, String message) {
        return new ServiceException(Reason.REFUSED, message, Objects.requireNonNull(status, "status"), null);
    }

    /**
     * Returns what has happened.
     *
     * @return the kind
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns how the peer has answered.
     *
     * @return the status; empty unless it is {@link Reason#REFUSED}, and of an exception that was serialized
     */
    public Optional<DimseStatus> status() {
        return Optional.ofNullable(status);
    }
}
