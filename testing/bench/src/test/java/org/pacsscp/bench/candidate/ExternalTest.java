package org.pacsscp.bench.candidate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4242);

    @Test
    void hasANameAndAnAddress() {
        assertThat(External.parse("mine=127.0.0.1:4242"))
                .isEqualTo(new External("mine", ADDRESS, Optional.empty(), OptionalLong.empty(), OptionalInt.empty()));
    }

    @Test
    void mayHaveMore() {
        assertThat(External.parse("mine=127.0.0.1:4242,for=bulk,pid=17,pdu=65536"))
                .isEqualTo(new External(
                        "mine", ADDRESS, Optional.of(Kind.BULK), OptionalLong.of(17), OptionalInt.of(65_536)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "mine=4242", "=127.0.0.1:4242", "mine=127.0.0.1:4242,for=fun"})
    void whatIsWrittenOtherwiseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> External.parse(text))
                .withMessageContaining(External.SYNTAX);
    }

    @ParameterizedTest
    @CsvSource({
        "'', CONTROL, true",
        "'', BULK, true",
        "',for=control', CONTROL, true",
        "',for=control', SET_UP, true",
        "',for=control', BULK, false",
        "',for=bulk', BULK, true",
        "',for=bulk', SET_UP, false"
    })
    void takesPartInWhatItIsFor(String option, Kind kind, boolean suits) {
        External external = External.parse("mine=127.0.0.1:4242" + option);

        assertThat(external.suits(new Need(kind, 1, 65_536, Optional.empty()))).isEqualTo(suits);
    }
}
