package org.pacsscp.core.internal.io;

import java.io.IOException;

/** A TLS handshake has failed; the message says why. */
public final class TlsHandshakeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean peerHasSpoken;
    private final boolean timedOut;

    TlsHandshakeException(String message, IOException cause, boolean peerHasSpoken, boolean timedOut) {
        super("TLS handshake failed: " + message, cause);
        this.peerHasSpoken = peerHasSpoken;
        this.timedOut = timedOut;
    }

    /** Tells whether anything came from the peer. */
    boolean peerHasSpoken() {
        return peerHasSpoken;
    }

    /** Tells whether the deadline of the handshake has passed. */
    boolean timedOut() {
        return timedOut;
    }
}
