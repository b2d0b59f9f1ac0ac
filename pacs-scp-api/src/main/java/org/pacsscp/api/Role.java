package org.pacsscp.api;

/**
 * Which side of a DIMSE operation we take on a presentation context, whoever opened the association (PS3.7 D.3.3.4).
 *
 * @since 0.1.0
 */
public enum Role {
    /**
     * We are the SCP: we perform the operations that the peer invokes, and may notify the peer with N-EVENT-REPORT. The
     * default of every presentation context of an association that a peer opened.
     */
    PERFORMER,
    /**
     * We are the SCU: we invoke operations that the peer performs, and take the peer's N-EVENT-REPORT. The default of every
     * presentation context of an association that we opened; on one that a peer opened, the peer must have proposed its
     * SCP role.
     */
    INVOKER
}
