package org.pacsscp.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageCutterTest {
    private static final byte[] FIVE = {1, 2, 3, 4, 5};

    @Test
    void cutsIntoFragmentsOfOneLength() {
        assertThat(MessageCutter.fragments(3, Pdus.DATA, FIVE, 2))
                .containsExactly(
                        Bytes.hex("04 00 00000008 00000004 03 00 0102"),
                        Bytes.hex("04 00 00000008 00000004 03 00 0304"),
                        Bytes.hex("04 00 00000007 00000003 03 02 05"));
        assertThat(MessageCutter.fragments(3, Pdus.COMMAND, FIVE, 5))
                .containsExactly(Bytes.hex("04 00 0000000B 00000007 03 03 0102030405"));
        assertThat(MessageCutter.fragments(3, Pdus.DATA, FIVE, Integer.MAX_VALUE))
                .containsExactlyElementsOf(MessageCutter.fragments(3, Pdus.DATA, FIVE, 5));
    }

    @Test
    void makesAnEmptyFragmentOfNothing() {
        assertThat(MessageCutter.fragments(3, Pdus.DATA, new byte[0], 2))
                .containsExactly(Bytes.hex("04 00 00000006 00000002 03 02"));
    }

    @Test
    void neverGoesBeyondWhatThePeerTakes() {
        List<byte[]> pdus = MessageCutter.dataSet(3, FIVE, 8);

        assertThat(pdus).containsExactlyElementsOf(MessageCutter.fragments(3, Pdus.DATA, FIVE, 2));
        assertThat(pdus).allSatisfy(pdu -> assertThat(pdu.length).isLessThanOrEqualTo(Pdus.HEADER_LENGTH + 8));
    }

    @Test
    void refusesFragmentsOfNoLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCutter.fragments(3, Pdus.DATA, FIVE, 0))
                .withMessageContaining("at least 1");
    }
}
