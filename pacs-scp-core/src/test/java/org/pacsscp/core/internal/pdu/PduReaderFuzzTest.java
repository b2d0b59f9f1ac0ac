package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** The first byte says how the others are cut. */
class PduReaderFuzzTest {
    @FuzzTest
    void readsTheSameHoweverItIsCut(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        int size = 1 + (input[0] & 0x3F);

        Trace whole = Trace.of(bytes);
        assertThat(Trace.of(bytes, () -> size)).isEqualTo(whole);
        whole.pdus().forEach(PduReaderFuzzTest::assertSameWhenWritten);
    }

    private static void assertSameWhenWritten(Pdu pdu) {
        Trace again = Trace.of(PduWriter.encode(pdu).array());
        assertThat(again.failure()).isNull();
        assertThat(again.pdus()).containsExactly(pdu);
    }
}
