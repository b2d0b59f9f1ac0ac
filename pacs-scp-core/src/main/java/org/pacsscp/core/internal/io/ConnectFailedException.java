package org.pacsscp.core.internal.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that we wanted to make has not come about; the message says to where, why, and what to do. */
public final class ConnectFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** How far it had come. */
    public enum Step {
        /** The local address cannot be had. */
        LOCAL_ADDRESS,
        /** The peer cannot be reached, or refuses TCP connections. */
        TCP,
        /** There was no TCP connection within its deadline. */
        TCP_TIMED_OUT,
        /** There is a TCP connection, but TLS has failed: the peer is not whom we trust, speaks none, or does not trust us. */
        TLS,
        /** There was no TLS within its deadline. */
        TLS_TIMED_OUT
    }

    private final Step step;

    ConnectFailedException(Step step, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.step = step;
    }

    /** Returns where it failed. */
    public Step step() {
        return step;
    }
}
