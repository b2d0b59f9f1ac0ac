package org.pacsscp.robustness.wire;

import java.util.Locale;

/** What is heard instead of a PDU. */
public enum Ending implements Heard {
    /** The acceptor has closed the connection in good order. */
    CLOSE,
    /** The acceptor has closed the connection without having read everything, or it is gone. */
    RESET,
    /** The connection ended, or the time was over, in the middle of a PDU. */
    FRAGMENT,
    /** The acceptor has broken TLS, or answered with an alert of it. */
    ALERT,
    /** Nothing came in the time that was given. */
    SILENCE;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
