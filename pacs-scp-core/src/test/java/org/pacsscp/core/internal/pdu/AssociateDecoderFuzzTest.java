package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** What is accepted means the same when it is written and read again; what is not is refused by PduException only. */
class AssociateDecoderFuzzTest {
    private static final int HEADER_LENGTH = 6;

    private interface Decoder {
        Pdu decode(byte[] body) throws PduException;
    }

    @FuzzTest
    void decodesRequests(byte[] body) {
        decode(body, bytes -> AssociateDecoder.request(bytes, bytes.length, Room.UNLIMITED));
    }

    @FuzzTest
    void decodesAcceptances(byte[] body) {
        decode(body, bytes -> AssociateDecoder.acceptance(bytes, bytes.length, Room.UNLIMITED));
    }

    private static void decode(byte[] body, Decoder decoder) {
        Pdu pdu;
        try {
            pdu = decoder.decode(body);
        } catch (PduException e) {
            assertThat(e).hasMessageNotContaining("null");
            return;
        }
        byte[] written = PduWriter.encode(pdu).array();
        try {
            assertThat(decoder.decode(Arrays.copyOfRange(written, HEADER_LENGTH, written.length)))
                    .isEqualTo(pdu);
        } catch (PduException e) {
            throw new AssertionError("what was accepted is refused when it is written", e);
        }
    }
}
