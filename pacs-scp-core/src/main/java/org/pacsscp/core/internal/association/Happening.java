package org.pacsscp.core.internal.association;

import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.core.internal.pdu.Pdu;
import org.pacsscp.core.internal.ul.Event;

/** What happens to an association: an event of PS3.8 Table 9-10, and what goes with it. */
sealed interface Happening {
    Event event();

    /** Returns what there is to say of it to a person; empty if nothing is. */
    default String detail() {
        return "";
    }

    /** The event says it all. */
    record Plain(Event event) implements Happening {
        /** The peer has connected. */
        static final Plain CONNECTED = new Plain(Event.EVT_5_TRANSPORT_CONNECTION);

        /** We want an association, and a connection for it. */
        static final Plain ASSOCIATE_REQUEST = new Plain(Event.EVT_1_ASSOCIATE_REQUEST);

        /** We have connected to the peer. */
        static final Plain CONNECTION_CONFIRMED = new Plain(Event.EVT_2_TRANSPORT_CONFIRM);

        /** We want the release. */
        static final Plain RELEASE_REQUEST = new Plain(Event.EVT_11_RELEASE_REQUEST);

        /** We grant the release that the peer wants. */
        static final Plain RELEASE_RESPONSE = new Plain(Event.EVT_14_RELEASE_RESPONSE);
    }

    /** A PDU came whole. */
    record Received(Pdu pdu) implements Happening {
        @Override
        public Event event() {
            return Event.received(pdu.type());
        }

        @Override
        public String detail() {
            return pdu.type().toString();
        }
    }

    /** The user has decided on the peer's request. */
    record Decided(Decision decision) implements Happening {
        @Override
        public Event event() {
            return decision instanceof Decision.Accept ? Event.EVT_7_ASSOCIATE_ACCEPT : Event.EVT_8_ASSOCIATE_REJECT;
        }
    }

    /**
     * What an association ends of.
     *
     * @param reason what an A-ABORT says, if one is sent
     * @param kind how the association ends
     * @param detail why, for a person
     */
    record Fault(Event event, AbortReason reason, AssociationEnd.Kind kind, String detail) implements Happening {
        /** A PDU has begun whose type says {@code event}, where the state does not allow it. */
        static Fault unexpected(Event event, String detail) {
            return new Fault(event, AbortReason.UNEXPECTED_PDU, AssociationEnd.Kind.PROTOCOL_ERROR, detail);
        }

        /** What has come breaks the rules of PDUs. */
        static Fault invalid(AbortReason reason, @Nullable String detail) {
            return new Fault(
                    Event.EVT_19_INVALID_PDU_RECEIVED,
                    reason,
                    AssociationEnd.Kind.PROTOCOL_ERROR,
                    String.valueOf(detail));
        }

        /** What has come in sound PDUs breaks the rules of messages. */
        static Fault invalidMessage(AbortReason reason, @Nullable String detail) {
            return reason == AbortReason.SERVICE_USER
                    ? new Fault(
                            Event.EVT_15_ABORT_REQUEST,
                            reason,
                            AssociationEnd.Kind.PROTOCOL_ERROR,
                            String.valueOf(detail))
                    : invalid(reason, detail);
        }

        /** It takes too long. */
        static Fault timedOut(String detail) {
            return new Fault(
                    Event.EVT_15_ABORT_REQUEST, AbortReason.SERVICE_USER, AssociationEnd.Kind.TIMED_OUT, detail);
        }

        /** We end it, for a reason that is not the peer's. */
        static Fault abort(AbortReason reason, String detail) {
            return new Fault(Event.EVT_15_ABORT_REQUEST, reason, AssociationEnd.Kind.ABORTED_BY_US, detail);
        }

        /** The peer is not waited for any longer. */
        static Fault artimExpired(String detail) {
            return new Fault(
                    Event.EVT_18_ARTIM_EXPIRED, AbortReason.SERVICE_USER, AssociationEnd.Kind.CONNECTION_LOST, detail);
        }

        /** The connection has ended. */
        static Fault closed(AssociationEnd.Kind kind, @Nullable String detail) {
            return new Fault(Event.EVT_17_TRANSPORT_CLOSED, AbortReason.SERVICE_USER, kind, String.valueOf(detail));
        }
    }
}
