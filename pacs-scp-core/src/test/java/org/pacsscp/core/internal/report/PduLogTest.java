package org.pacsscp.core.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.testkit.script.Script;

class PduLogTest {
    /** A header lies in one buffer, and what follows it in the same, in the next or in several. */
    @Test
    void findsEachPduInSeveralBuffers() {
        List<Integer> contexts = new ArrayList<>();
        ByteBuffer[] pdus = {
            bytes("04 00 00000008 00000004 01 00 0102"),
            bytes("04 00 00000007 00000003 03 00 01 04 00 0000000A 00000006 05 00"),
            bytes("01020304"),
            bytes("04 00 00000009 00000005 07 00 01"),
            bytes("02"),
            bytes(""),
            bytes("03 04 00 00000006 00000002 09 02")
        };
        PduLog.forEach(pdu -> contexts.add((int) pdu.get(pdu.position() + 10)), pdus);

        assertThat(contexts).containsExactly(1, 3, 5, 7, 9);
        assertThat(pdus).allMatch(piece -> piece.position() == 0);
    }

    private static ByteBuffer bytes(String script) {
        return ByteBuffer.wrap(
                script.isEmpty() ? new byte[0] : Script.of(script).bytes());
    }
}
