package org.pacsscp.robustness.wire;

/** What a peer hears: a PDU, or how the stream ends. */
public sealed interface Heard permits Pdu, Ending {
    /** Returns it in a few characters, the same for each acceptor that says the same, such as {@code RJ(1,1,7)}. */
    String word();
}
