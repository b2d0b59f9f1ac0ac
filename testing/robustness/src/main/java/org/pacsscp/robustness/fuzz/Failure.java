package org.pacsscp.robustness.fuzz;

import java.util.HexFormat;
import java.util.List;

/**
 * An answer that no acceptor may give.
 *
 * @param attack to what
 * @param heard all that was heard
 * @param what why it is wrong
 */
public record Failure(Attack attack, List<String> heard, String what) {
    /** Returns it with all that was sent, and how to send it again. */
    @Override
    public String toString() {
        return attack + ": heard " + heard + ": " + what + "\n  again with: fuzz --sessions 1 --seed " + attack.seed()
                + "\n  sent " + HexFormat.of().formatHex(attack.stream());
    }
}
