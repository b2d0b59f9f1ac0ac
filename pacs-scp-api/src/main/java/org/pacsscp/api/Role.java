package org.pacsscp.api;

/**
 * Which side of a DIMSE operation the server takes on a presentation context (PS3.7 D.3.3.4).
 *
 * @since 0.1.0
 */
public enum Role {
    /**
     * The server is the SCP: it performs the operations that the peer invokes, and may notify the peer with
     * N-EVENT-REPORT. The default of every presentation context.
     */
    PERFORMER,
    /**
     * The server is the SCU: it invokes operations that the peer performs, and takes the peer's N-EVENT-REPORT. The peer
     * must have proposed its SCP role.
     */
    INVOKER
}
