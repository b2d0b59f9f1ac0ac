package org.pacsscp.bench.hospital.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoursTest {
    @Test
    void areReadAsTheyAreTyped() {
        assertThat(Hours.parse("8-18")).isEqualTo(new Hours(8, 18));
        assertThat(Hours.parse("0-24").count()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "18-8", "8-8", "0-25", "a-b", "8:30-9"})
    void areRefusedWhereTheyAreNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hours.parse(text));
    }
}
