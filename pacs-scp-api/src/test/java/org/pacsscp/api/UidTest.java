package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UidTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1.2.840.10008.1.1",
                "2.25.329800735698586629295641978511506172918",
                "1.02.3",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void keepsWhatIsAllowed(String uid) {
        assertThat(Uid.isValid(uid)).isTrue();
        assertThat(Uid.of(uid).value()).isEqualTo(uid);
        assertThat(Uid.of(uid)).hasToString(uid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".1", "1..2", "1.2 ", " 1.2", "1.2\0", "1,2", "1.-2", "1.a", "1.٢"})
    void refusesOthers(String uid) {
        assertThat(Uid.isValid(uid)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uid.of(uid))
                .withMessage("\"" + uid + "\" is no UID; it needs 1 to 64 characters, numbers joined by dots");
    }

    @Test
    void refusesALongOneAndDoesNotRepeatAllOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uid.of("1".repeat(1000)))
                .withMessageStartingWith("\"" + "1".repeat(65) + "\" is no UID");
    }

    /** PS3.6 Table A-1. */
    @Test
    void hasTheApplicationContext() {
        assertThat(Uid.DICOM_APPLICATION_CONTEXT).isEqualTo(Uid.of("1.2.840.10008.3.1.1.1"));
        assertThat(Uid.DICOM_APPLICATION_CONTEXT.name()).contains("DICOM Application Context Name");
    }

    @Test
    void sortsByText() {
        assertThat(Uid.of("1.10")).isLessThan(Uid.of("1.2")).isEqualByComparingTo(Uid.of("1.10"));
    }

    /** PS3.5 B.2: 2.25. and a UUID as a decimal number; RFC 9562 puts its variant and version at fixed places. */
    @Test
    void ofThisImplementationHoldsARandomUuid() {
        String value = ServerConfig.DEFAULT_IMPLEMENTATION_CLASS_UID.value();
        assertThat(value).startsWith("2.25.");
        BigInteger uuid = new BigInteger(value.substring("2.25.".length()));
        assertThat(uuid.bitLength()).isLessThanOrEqualTo(128);
        assertThat(uuid.shiftRight(76).intValue() & 0xF).as("version").isEqualTo(4);
        assertThat(uuid.shiftRight(62).intValue() & 0x3).as("variant").isEqualTo(2);
    }
}
