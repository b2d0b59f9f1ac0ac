package org.pacsscp.client;

import java.util.Objects;
import java.util.Optional;
import org.pacsscp.api.DimseStatus;

/**
 * What became of one instance that was to be stored: who did what.
 *
 * @param source where it came from
 * @param instance which it is; empty if that could not be read
 * @param outcome the kind
 * @param status how the peer has answered; empty if it has not
 * @param explanation what has happened, for a person: it names the peer, the status and its comment, and not the source
 * @param cause the exception behind it, if there is one
 * @since 0.1.0
 */
public record StoreResult(
        InstanceSource source,
        Optional<ReferencedInstance> instance,
        Outcome outcome,
        Optional<DimseStatus> status,
        String explanation,
        Optional<Exception> cause) {
    /**
     * What can become of an instance.
     *
     * @since 0.1.0
     */
    public enum Outcome {
        /** The peer has it. */
        STORED,
        /** The peer has it, and answered with a warning: it has changed or dropped something (PS3.4 Table B.2-1). */
        STORED_WITH_WARNING,
        /** The peer has refused it, with a status of failure. */
        REFUSED,
        /** The peer takes it in no transfer syntax that it can be sent in. It was not sent. */
        NOT_ACCEPTED,
        /** It could not be read, or not be converted: the fault lies here. The peer does not have it. */
        UNREADABLE,
        /** It was sent, wholly or in part, and not answered: the association ended, or time ran out. Nobody knows whether the
         * peer has it. */
        UNANSWERED,
        /** It was not sent: there was no association, or the call has ended before its turn. */
        NOT_SENT
    }

    /** Checks that all are there. */
    public StoreResult {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * Tells whether the peer has said that it has the instance.
     *
     * @return whether it is stored, with a warning or without
     */
    public boolean isStored() {
        return outcome == Outcome.STORED || outcome == Outcome.STORED_WITH_WARNING;
    }
}
