package org.pacsscp.api;

/**
 * Which side of a DIMSE operation the server takes on a presentation context (PS3.7 D.3.3.4).
 *
 * @since 0.1.0
 */
public enum Role {
    /** The server performs what the peer invokes: the server is the SCP. The default of every presentation context. */
    PERFORMER,
    /** The server invokes and the peer performs: the server is the SCU. The peer must have proposed its SCP role. */
    INVOKER
}
