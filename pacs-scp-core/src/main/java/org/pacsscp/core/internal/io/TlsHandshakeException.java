package org.pacsscp.core.internal.io;

import java.io.IOException;

/** A peer that had begun to speak is not connected with TLS; the message says why. */
public final class TlsHandshakeException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsHandshakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
