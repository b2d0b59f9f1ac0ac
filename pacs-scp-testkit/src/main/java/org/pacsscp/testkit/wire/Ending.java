package org.pacsscp.testkit.wire;

import java.util.Locale;

/**
 * What is heard instead of a PDU.
 *
 * @since 0.1.0
 */
public enum Ending implements Heard {
    /** The peer has closed the connection in good order. */
    CLOSE("the end of the connection"),
    /** The peer has closed the connection without having read everything, or it is gone. */
    RESET("a reset of the connection"),
    /** The connection ended, or the time was over, in the middle of a PDU. */
    FRAGMENT("the beginning of a PDU, and no more"),
    /** The peer has broken TLS, or answered with an alert of it. */
    ALERT("an alert of TLS"),
    /** Nothing came in the time that was given. */
    SILENCE("nothing");

    private final String description;

    Ending(String description) {
        this.description = description;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String describe() {
        return description;
    }
}
