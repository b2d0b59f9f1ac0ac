package org.pacsscp.api;

import java.util.Objects;
import java.util.Optional;

/**
 * How an association ended.
 *
 * @param kind what happened
 * @param abortReason the reason of the A-ABORT that was sent or received; empty for other ends and for reasons that the
 *     standard does not have
 * @param detail what exactly, for a person: the field, the deadline, the fault of the network; one line
 * @since 0.1.0
 */
public record AssociationEnd(Kind kind, Optional<AbortReason> abortReason, String detail) {
    /**
     * What can end an association.
     *
     * @since 0.1.0
     */
    public enum Kind {
        /** The peer released it. */
        RELEASED_BY_PEER,
        /** We released it: the application wanted it, or the server stops, or the client is closed. */
        RELEASED_BY_US,
        /** The peer sent A-ABORT. */
        ABORTED_BY_PEER,
        /** We sent A-ABORT: the application wanted it, or the server stops, or the client is closed. */
        ABORTED_BY_US,
        /** We sent A-ABORT because the peer broke the protocol. */
        PROTOCOL_ERROR,
        /** We sent A-ABORT because a deadline passed. */
        TIMED_OUT,
        /** The connection was closed or reset without a word. */
        CONNECTION_LOST
    }

    /** Checks that all are there. */
    public AssociationEnd {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(abortReason, "abortReason");
        Objects.requireNonNull(detail, "detail");
    }
}
