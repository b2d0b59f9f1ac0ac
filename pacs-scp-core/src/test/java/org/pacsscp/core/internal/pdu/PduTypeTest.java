package org.pacsscp.core.internal.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PduTypeTest {
    /** PS3.8 Tables 9-11, 9-17, 9-21, 9-22 and 9-24 to 9-26. */
    @ParameterizedTest
    @CsvSource({
        "1, ASSOCIATE_RQ, A-ASSOCIATE-RQ",
        "2, ASSOCIATE_AC, A-ASSOCIATE-AC",
        "3, ASSOCIATE_RJ, A-ASSOCIATE-RJ",
        "4, P_DATA_TF, P-DATA-TF",
        "5, RELEASE_RQ, A-RELEASE-RQ",
        "6, RELEASE_RP, A-RELEASE-RP",
        "7, ABORT, A-ABORT"
    })
    void isToldByTheFirstByte(int code, PduType type, String name) {
        assertThat(PduType.of(code)).isSameAs(type).hasToString(name);
        assertThat(type.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 8, 0x16, 255})
    void isNoOtherByte(int code) {
        assertThatIllegalArgumentException().isThrownBy(() -> PduType.of(code)).withMessageStartingWith("no PDU type ");
        assertThat(PduType.find(code)).isNull();
    }
}
