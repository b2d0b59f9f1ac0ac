package org.pacsscp.core.internal.ul;

/**
 * The actions of PS3.8 Tables 9-6 to 9-9. AE-1 to AE-4 and AR-9 are the requestor's only; AE-5 to AE-8 and AR-10 the
 * acceptor's. "The user" is the service-user, what lies above the upper layer: policy, messages and
 * handlers.
 *
 * <p>Three actions send an A-ABORT, and the peer learns from its source whom to blame: {@link #AA_1}, {@link #AA_7} and
 * {@link #AA_8}. Two close the connection of a peer that aborted: {@link #AA_2} where the user knows of no association,
 * {@link #AA_3} where he does.
 */
public enum Action {
    /** Open a connection. */
    AE_1,

    /** Send the A-ASSOCIATE-RQ. */
    AE_2,

    /** Tell the user that the association is accepted. */
    AE_3,

    /** Tell the user that the association is rejected, and close the connection. */
    AE_4,

    /** Take the incoming connection and start ARTIM. */
    AE_5,

    /**
     * Stop ARTIM. If the request is one that the provider can serve, pass it to the user; else send an A-ASSOCIATE-RJ
     * and start ARTIM. The only action here with a choice of next states.
     */
    AE_6,

    /** Send the A-ASSOCIATE-AC. */
    AE_7,

    /** Send the A-ASSOCIATE-RJ that the user has decided on, and start ARTIM. */
    AE_8,

    /** Send a P-DATA-TF. */
    DT_1,

    /** Pass the fragments received to the user. */
    DT_2,

    /** Send an A-RELEASE-RQ. */
    AR_1,

    /** Tell the user that the peer asks for a release. */
    AR_2,

    /** Tell the user that the release he asked for is done, and close the connection. */
    AR_3,

    /** Send the A-RELEASE-RP and start ARTIM. */
    AR_4,

    /** Stop ARTIM: the peer has closed the connection, as it should. */
    AR_5,

    /** Pass the fragments received to the user, although he has asked for a release. */
    AR_6,

    /** Send a P-DATA-TF, although the peer has asked for a release. */
    AR_7,

    /** Tell the user that the peer, too, asks for a release. The requestor answers first, the acceptor waits for that. */
    AR_8,

    /** Send the A-RELEASE-RP; the peer owes another. */
    AR_9,

    /** Tell the user that the peer has answered his request for release. He still owes the answer to the peer's. */
    AR_10,

    /**
     * Send an A-ABORT whose source is the service-user, and start ARTIM, anew if it runs. It acts where the user aborts
     * (Sta3 to Sta12), and in Sta2 on an invalid PDU and on any but A-ASSOCIATE-RQ and A-ABORT: no user is involved
     * there, yet the standard has him named as the source. The reason of this source is not significant: send 0.
     */
    AA_1,

    /**
     * Stop ARTIM if it runs, and close the connection; nothing is sent. It acts where the user knows of no association,
     * Sta2 and Sta13, on an A-ABORT and on ARTIM.
     */
    AA_2,

    /** Tell the user that the peer has aborted (its user or its provider, by the source), and close the connection. */
    AA_3,

    /** Tell the user that the association is lost: the connection has broken. */
    AA_4,

    /** Stop ARTIM: the peer has gone before it requested an association. */
    AA_5,

    /** Ignore the PDU: the association is over. ARTIM goes on. */
    AA_6,

    /**
     * Send an A-ABORT, and let ARTIM go on. It acts only in Sta13, on a request for association and on an invalid PDU.
     * The standard names no source; no user is left who could be it.
     */
    AA_7,

    /**
     * Send an A-ABORT whose source is the service-provider, with the reason; tell the user that the provider has
     * aborted; start ARTIM. It acts from Sta3 to Sta12, on a PDU that is invalid, or not allowed in that state.
     */
    AA_8
}
