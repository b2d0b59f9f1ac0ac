package org.pacsscp.worklist;

import java.util.Arrays;
import java.util.Optional;

/** SOP class extended negotiation of the worklist (PS3.4 section K.5.1). */
final class WorklistNegotiation {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 4;

    private WorklistNegotiation() {}

    /**
     * Answers with as many bytes as were offered: the first two are always 1, fuzzy matching of names and timezone query
     * adjustment are not performed. An item that is too short has no answer.
     */
    static Optional<byte[]> answer(byte[] offered) {
        if (offered.length < SHORTEST) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOf(new byte[] {1, 1}, Math.min(offered.length, LONGEST)));
    }
}
