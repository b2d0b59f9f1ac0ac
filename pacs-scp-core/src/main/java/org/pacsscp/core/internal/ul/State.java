package org.pacsscp.core.internal.ul;

/**
 * The states of PS3.8 Tables 9-1 to 9-5. Sta2, Sta3, Sta10 and Sta12 are the acceptor's only; Sta4, Sta5, Sta9 and Sta11 the
 * requestor's.
 */
public enum State {
    /** No association and no connection: the state before a connection comes in, and after it has been closed. */
    STA1,

    /** Connected; the peer owes an A-ASSOCIATE-RQ, and the ARTIM timer runs. */
    STA2,

    /** An A-ASSOCIATE-RQ has been received; the local user has yet to accept or to reject it. */
    STA3,

    /** The local user has requested an association; the connection is being opened. */
    STA4,

    /** The A-ASSOCIATE-RQ is sent; the peer owes the answer. */
    STA5,

    /** The association is established: messages go both ways. */
    STA6,

    /** The local user has asked for a release, and the peer owes an A-RELEASE-RP; the peer may still send data. */
    STA7,

    /** The peer has asked for a release, and the local user owes the answer; the local user may still send data. */
    STA8,

    /** Both sides have asked for a release, and we, the requestor, owe the first answer. */
    STA9,

    /** Both sides have asked for a release, and the requestor is to answer first: we, the acceptor, await that. */
    STA10,

    /** Both sides have asked for a release, and we, the requestor, have answered: the peer owes the other answer. */
    STA11,

    /** Both sides have asked for a release, the requestor has answered, and we, the acceptor, owe the other answer. */
    STA12,

    /** The association is over; the peer is given the ARTIM time to close the connection. */
    STA13
}
