package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pacsscp.testkit.script.Script;

class PduWriterTest {
    @Test
    void padsAndCutsFixedFields() {
        AssociateRq rq = new AssociateRq(1, "SHORT", "A_TITLE_OF_18_CHAR", "", "", List.of(), UserInformation.EMPTY);

        assertThat(PduWriter.encode(rq).array()).isEqualTo(Script.of("""
                01 00 00000044         # only the fixed fields
                0001 0000
                'SHORT           '
                'A_TITLE_OF_18_CH'
                00000000000000000000000000000000 00000000000000000000000000000000
                """).bytes());
    }

    /** Bytes of the reserved field are repeated as they came; a character that one byte cannot be is a question mark. */
    @Test
    void writesACharacterAByte() {
        AssociateRq rq = new AssociateRq(
                1,
                "CAF\u00C9",
                "\u20AC",
                "\u0000\u007F\u0080\u00FF\u0100",
                "1.\u00E9\u03A9",
                List.of(),
                UserInformation.EMPTY);

        assertThat(PduWriter.encode(rq).array()).isEqualTo(Script.of("""
                01 00 0000004C
                0001 0000
                'CAF' C9 '            '
                '?               '
                00 7F 80 FF 3F 000000 0000000000000000 00000000000000000000000000000000
                10 00 0004 '1.' E9 '?'
                """).bytes());
    }

    @Test
    void ordersSubItemsByType() {
        byte[] bytes = PduWriter.encode(Golden.request()).array();
        int start = Golden.ASSOCIATE_RQ.bytes().length - 0x72;
        byte[] types = new byte[8];
        for (int i = 0, at = start; i < types.length; i++) {
            types[i] = bytes[at];
            at += 4 + ByteBuffer.wrap(bytes).getShort(at + 2);
        }

        assertThat(types).isSorted().isEqualTo(Script.of("5152535455565758").bytes());
    }

    @Test
    void writesTheLongestItemThatItsLengthCanSay() {
        String[] uids = new String[1_024];
        Arrays.fill(uids, "1".repeat(60));
        uids[0] = "1".repeat(55);
        ProposedPresentationContext context = new ProposedPresentationContext(1, List.of(), List.of(uids));
        AssociateRq rq = new AssociateRq(1, "A", "B", "", "", List.of(context), UserInformation.EMPTY);

        byte[] bytes = PduWriter.encode(rq).array();
        assertThat(Arrays.copyOfRange(bytes, 74, 78))
                .isEqualTo(Script.of("20 00 FFFF").bytes());
        assertThat(bytes).hasSize(78 + 0xFFFF);
    }

    @Test
    void refusesAnItemThatItsLengthCannotSay() {
        String[] uids = new String[1_000];
        Arrays.fill(uids, "1.2.840.10008.5.1.4.1.1.1234567890.1234567890.1234567890.12345");
        ProposedPresentationContext context = new ProposedPresentationContext(1, List.of(), List.of(uids));
        AssociateRq rq = new AssociateRq(1, "A", "B", "", "", List.of(context), UserInformation.EMPTY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PduWriter.encode(rq))
                .withMessage("an item of 66004 bytes, where 65535 fit");
    }
}
