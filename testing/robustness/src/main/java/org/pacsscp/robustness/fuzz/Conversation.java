package org.pacsscp.robustness.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pacsscp.testkit.wire.Pdus;

/**
 * What a client said to a server, in turns: it heard something between one and the next. Immutable.
 *
 * @param name says which client, and what it did
 * @param turns the PDUs of each turn
 */
record Conversation(String name, List<List<byte[]>> turns) {
    Conversation {
        turns = turns.stream().map(List::copyOf).toList();
    }

    /** Cuts turns into the PDUs that they are made of. */
    static Conversation of(String name, List<byte[]> turns) {
        return new Conversation(name, turns.stream().map(Conversation::pdus).toList());
    }

    /** Tells whether its last word is a wish for the release; one of these clients aborts what it has released. */
    boolean isReleased() {
        List<byte[]> last = turns.get(turns.size() - 1);
        return last.stream().anyMatch(pdu -> pdu[0] == Pdus.RELEASE_RQ)
                && last.stream().noneMatch(pdu -> pdu[0] == Pdus.ABORT);
    }

    private static List<byte[]> pdus(byte[] turn) {
        List<byte[]> pdus = new ArrayList<>();
        int at = 0;
        while (at < turn.length) {
            int end = at + Pdus.HEADER_LENGTH + ByteBuffer.wrap(turn).getInt(at + 2);
            pdus.add(Arrays.copyOfRange(turn, at, end));
            at = end;
        }
        return pdus;
    }
}
