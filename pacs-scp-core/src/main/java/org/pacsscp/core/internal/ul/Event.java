package org.pacsscp.core.internal.ul;

import org.pacsscp.core.internal.pdu.PduType;

/**
 * The events of PS3.8 Table 9-10. The standard does not number them: a number here is that of the event's row, as
 * implementations count them.
 */
public enum Event {
    /** The local user requests an association. */
    EVT_1_ASSOCIATE_REQUEST,

    /** The connection that we have asked for is open. */
    EVT_2_TRANSPORT_CONFIRM,

    /** An A-ASSOCIATE-AC came, which no acceptor expects. */
    EVT_3_ASSOCIATE_AC_RECEIVED,

    /** An A-ASSOCIATE-RJ came, which no acceptor expects. */
    EVT_4_ASSOCIATE_RJ_RECEIVED,

    /** A connection came in. */
    EVT_5_TRANSPORT_CONNECTION,

    /** An A-ASSOCIATE-RQ came. */
    EVT_6_ASSOCIATE_RQ_RECEIVED,

    /** The local user accepts the association. */
    EVT_7_ASSOCIATE_ACCEPT,

    /** The local user rejects the association. */
    EVT_8_ASSOCIATE_REJECT,

    /** The local user has message fragments to send. */
    EVT_9_P_DATA_REQUEST,

    /** A P-DATA-TF came. */
    EVT_10_P_DATA_TF_RECEIVED,

    /** The local user wants to release the association. */
    EVT_11_RELEASE_REQUEST,

    /** An A-RELEASE-RQ came. */
    EVT_12_RELEASE_RQ_RECEIVED,

    /** An A-RELEASE-RP came. */
    EVT_13_RELEASE_RP_RECEIVED,

    /** The local user answers the peer's request for release; it cannot refuse. */
    EVT_14_RELEASE_RESPONSE,

    /** The local user aborts the association. */
    EVT_15_ABORT_REQUEST,

    /** An A-ABORT came. */
    EVT_16_ABORT_RECEIVED,

    /** The connection has ended without our doing: end of stream, reset, or a failure to read or write. */
    EVT_17_TRANSPORT_CLOSED,

    /** The ARTIM timer has run out: the peer was too slow to request an association, or to close after its end. */
    EVT_18_ARTIM_EXPIRED,

    /** What came is no PDU that the standard defines, or breaks the rules of the one that it claims to be. */
    EVT_19_INVALID_PDU_RECEIVED;

    /** The event that a well-formed PDU of this type has been received. */
    public static Event received(PduType type) {
        return switch (type) {
            case ASSOCIATE_RQ -> EVT_6_ASSOCIATE_RQ_RECEIVED;
            case ASSOCIATE_AC -> EVT_3_ASSOCIATE_AC_RECEIVED;
            case ASSOCIATE_RJ -> EVT_4_ASSOCIATE_RJ_RECEIVED;
            case P_DATA_TF -> EVT_10_P_DATA_TF_RECEIVED;
            case RELEASE_RQ -> EVT_12_RELEASE_RQ_RECEIVED;
            case RELEASE_RP -> EVT_13_RELEASE_RP_RECEIVED;
            case ABORT -> EVT_16_ABORT_RECEIVED;
        };
    }
}
