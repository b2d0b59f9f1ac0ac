package org.pacsscp.core.internal.association;

import java.io.IOException;

/** A message could not be sent, because the association has ended or its connection broke: no fault of the sender's. */
public final class PeerGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    PeerGoneException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
