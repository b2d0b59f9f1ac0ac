package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.testkit.script.Script;

class DataHeaderTest {
    @ParameterizedTest
    @CsvSource({
        "1, true, true, 4, 04 00 0000000A 00000006 01 03",
        "255, false, true, 0, 04 00 00000006 00000002 FF 02",
        "3, true, false, 16378, 04 00 00004000 00003FFC 03 01",
        "3, false, false, 2147483647, 04 00 80000005 80000001 03 00",
        "3, false, false, 305419896, 04 00 1234567E 1234567A 03 00",
    })
    void writesTheHeadersOfAFragment(int contextId, boolean command, boolean last, int length, String expected) {
        ByteBuffer out = ByteBuffer.allocate(DataHeader.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        DataHeader.write(out, contextId, command, last, length);

        assertThat(out.hasRemaining()).isFalse();
        assertThat(out.array()).isEqualTo(Script.of(expected).bytes());
    }

    @Test
    void refusesANegativeDataLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataHeader.write(ByteBuffer.allocate(12), 1, true, true, -1));
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, true, 4, 04 00 0000000A 00000006 01 03",
        "255, false, true, 0, 04 00 00000006 00000002 FF 02",
        "3, true, false, 16378, 04 00 00004000 00003FFC 03 01",
        "3, false, false, 2147483647, 04 FF 80000005 80000001 03 FC",
        "3, false, false, 4294967289, 04 00 FFFFFFFF FFFFFFFB 03 00",
    })
    void readsThem(int contextId, boolean command, boolean last, long length, String header) {
        ByteBuffer in = ByteBuffer.wrap(Script.of("FF FF FF" + header).bytes());

        assertThat(DataHeader.dataLength(in, 3)).isEqualTo(length);
        assertThat(DataHeader.contextId(in, 3)).isEqualTo(contextId);
        assertThat(DataHeader.isCommand(in, 3)).isEqualTo(command);
        assertThat(DataHeader.isLast(in, 3)).isEqualTo(last);
        assertThat(in.position()).isZero();
    }

    /** Another PDU; room for another PDV, or none for this; lengths that only wrapped round would fit. */
    @ParameterizedTest
    @CsvSource({
        "07 00 0000000A 00000006 01 00",
        "04 00 00000010 00000006 01 00",
        "04 00 0000000A 00000007 01 00",
        "04 00 00000004 00000000 01 00",
        "04 00 00000005 00000001 01 00",
        "04 00 00000001 FFFFFFFD 01 00",
    })
    void tellsWhatIsNone(String header) {
        assertThat(DataHeader.dataLength(ByteBuffer.wrap(Script.of(header).bytes()), 0))
                .isEqualTo(-1);
    }
}
