package org.pacsscp.testkit.wire;

/**
 * What a peer hears: a PDU, or how the stream ends.
 *
 * @since 0.1.0
 */
public sealed interface Heard permits Pdu, Ending {
    /**
     * Returns it in a few characters, the same for each peer that says the same.
     *
     * @return such as {@code RJ(1,1,7)}
     */
    String word();

    /**
     * Returns all that it says, taken apart.
     *
     * @return one line or more, without a line feed at the end
     */
    String describe();
}
