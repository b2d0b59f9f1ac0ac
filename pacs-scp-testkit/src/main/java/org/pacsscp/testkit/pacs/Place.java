package org.pacsscp.testkit.pacs;

/**
 * Where in an association a {@link Fault} happens.
 *
 * @since 0.1.0
 */
public enum Place {
    /** A connection was accepted, nothing was read yet. */
    CONNECTION,
    /** A TLS handshake is due. */
    TLS_HANDSHAKE,
    /** An A-ASSOCIATE-RQ has come; an answer is due. */
    ASSOCIATION,
    /** A request's command set has come; its data set, if there is one, is to be read. */
    REQUEST,
    /** A pending response is due. */
    PENDING_RESPONSE,
    /** The final response to a request is due. */
    RESPONSE,
    /** A C-STORE request is due: of a C-GET, or of a C-MOVE on the association with its destination. */
    SUB_OPERATION,
    /** An A-RELEASE-RQ has come; the A-RELEASE-RP is due. */
    RELEASE
}
