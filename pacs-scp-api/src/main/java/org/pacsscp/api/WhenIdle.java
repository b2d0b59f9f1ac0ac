package org.pacsscp.api;

/**
 * What becomes of an association whose peer is silent for longer than {@link Timeouts#idle()}.
 *
 * <pre>{@code
 * Server.builder().whenIdle(WhenIdle.RELEASE);
 * }</pre>
 *
 * @since 0.1.0
 */
public enum WhenIdle {
    /** A-ABORT, which every peer understands, and which a peer that has gone does not have to answer. */
    ABORT,
    /**
     * A-RELEASE-RQ, then A-ABORT if the peer does not answer within {@link Timeouts#release()}: for peers that keep
     * associations open and take an abort for a failure. In the middle of a message A-ABORT at once.
     */
    RELEASE
}
