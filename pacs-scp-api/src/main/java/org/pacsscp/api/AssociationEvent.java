package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that has happened on an association or to a connection, as an {@link AssociationListener} is told.
 *
 * <p>The engine makes events. Read them by their accessors: an event may get more components, and there may be more kinds
 * of events, which is why this interface is not sealed.
 *
 * @since 0.1.0
 */
public interface AssociationEvent {
    /**
     * Returns where the peer is: where it connected from, behind a trusted proxy too, or where we connected to.
     *
     * @return the address; one that is not resolved, where no connection was made
     */
    InetSocketAddress remoteAddress();

    /**
     * An association was opened: the peer accepted ours, or we accepted the peer's.
     *
     * @param association the association
     * @since 0.1.0
     */
    record Opened(Association association) implements AssociationEvent {
        /** Checks that it is there. */
        public Opened {
            Objects.requireNonNull(association, "association");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return association.remoteAddress();
        }
    }

    /**
     * An association that we wanted was not opened.
     *
     * @param proposal with whom, and what for
     * @param failure why not
     * @since 0.1.0
     */
    record Failed(AssociationProposal proposal, AssociationException failure) implements AssociationEvent {
        /** Checks that both are there. */
        public Failed {
            Objects.requireNonNull(proposal, "proposal");
            Objects.requireNonNull(failure, "failure");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return InetSocketAddress.createUnresolved(proposal.host(), proposal.port());
        }
    }

    /**
     * We rejected an association.
     *
     * @param remoteAddress where the peer connected from
     * @param callingAeTitle who it said it was, as sent, without padding; may be empty or no valid AE title
     * @param calledAeTitle whom it asked for, likewise
     * @param reason what it was told
     * @param explanation why, for a person
     * @since 0.1.0
     */
    record Rejected(
            InetSocketAddress remoteAddress,
            String callingAeTitle,
            String calledAeTitle,
            RejectReason reason,
            String explanation)
            implements AssociationEvent {
        /** Checks that all are there. */
        public Rejected {
            Objects.requireNonNull(remoteAddress, "remoteAddress");
            Objects.requireNonNull(callingAeTitle, "callingAeTitle");
            Objects.requireNonNull(calledAeTitle, "calledAeTitle");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(explanation, "explanation");
        }
    }

    /**
     * A connection ended before there was an association, other than by a rejection: closed, timed out, or no DICOM.
     *
     * @param remoteAddress where it came from
     * @param explanation why, for a person
     * @since 0.1.0
     */
    record Refused(InetSocketAddress remoteAddress, String explanation) implements AssociationEvent {
        /** Checks that both are there. */
        public Refused {
            Objects.requireNonNull(remoteAddress, "remoteAddress");
            Objects.requireNonNull(explanation, "explanation");
        }
    }

    /**
     * A DIMSE request came; it is about to be served.
     *
     * @param association the association
     * @param request the request's command set
     * @since 0.1.0
     */
    record Requested(Association association, CommandSet request) implements AssociationEvent {
        /** Checks that both are there. */
        public Requested {
            Objects.requireNonNull(association, "association");
            Objects.requireNonNull(request, "request");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return association.remoteAddress();
        }
    }

    /**
     * The final response to a request was handed to the socket.
     *
     * @param association the association
     * @param request the request's command set
     * @param status the status of the response
     * @param elapsed since the request's command set was complete
     * @since 0.1.0
     */
    record Answered(Association association, CommandSet request, DimseStatus status, Duration elapsed)
            implements AssociationEvent {
        /** Checks that all are there. */
        public Answered {
            Objects.requireNonNull(association, "association");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(elapsed, "elapsed");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return association.remoteAddress();
        }
    }

    /**
     * A request of ours is about to be sent.
     *
     * @param association the association
     * @param messageId its message id, 1 to FFFFH, which no other request has that is under way in this direction
     * @param invocation the request
     * @since 0.1.0
     */
    record Invoked(Association association, int messageId, Invocation invocation) implements AssociationEvent {
        /** Checks that both are there. */
        public Invoked {
            Objects.requireNonNull(association, "association");
            Objects.requireNonNull(invocation, "invocation");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return association.remoteAddress();
        }
    }

    /**
     * A request of ours is over: its final response came, or none will be waited for any more.
     *
     * @param association the association
     * @param messageId its message id
     * @param invocation the request
     * @param status the status of the final response; empty if there is none: the association has ended, the time is over, or
     *     the request could not be sent
     * @param elapsed since the request was about to be sent
     * @since 0.1.0
     */
    record Completed(
            Association association,
            int messageId,
            Invocation invocation,
            Optional<DimseStatus> status,
            Duration elapsed)
            implements AssociationEvent {
        /** Checks that all are there. */
        public Completed {
            Objects.requireNonNull(association, "association");
            Objects.requireNonNull(invocation, "invocation");
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(elapsed, "elapsed");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return association.remoteAddress();
        }
    }

    /**
     * An association ended.
     *
     * @param association the association
     * @param end how
     * @since 0.1.0
     */
    record Ended(Association association, AssociationEnd end) implements AssociationEvent {
        /** Checks that both are there. */
        public Ended {
            Objects.requireNonNull(association, "association");
            Objects.requireNonNull(end, "end");
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return association.remoteAddress();
        }
    }
}
