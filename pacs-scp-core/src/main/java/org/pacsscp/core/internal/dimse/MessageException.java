package org.pacsscp.core.internal.dimse;

import org.pacsscp.api.AbortReason;

/** Fragments that make no DIMSE message, though the PDUs that carry them are sound; the association is aborted. */
public final class MessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final AbortReason reason;

    /** Says what the peer is told, and for a person what was wrong. */
    public MessageException(AbortReason reason, String message) {
        // No stack trace: a peer can cause these at will, and the message says it all.
        super(message, null, false, false);
        this.reason = reason;
    }

    /** What the A-ABORT says. */
    public AbortReason reason() {
        return reason;
    }
}
