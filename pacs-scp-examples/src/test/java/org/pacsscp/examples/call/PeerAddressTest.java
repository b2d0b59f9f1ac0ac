package org.pacsscp.examples.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:11112, localhost, 11112",
        "pacs.example.org:104, pacs.example.org, 104",
        "192.0.2.1:1, 192.0.2.1, 1",
        "[2001:db8::1]:65535, 2001:db8::1, 65535",
        "' [::1]:104 ', ::1, 104"
    })
    void readsHostAndPort(String text, String host, int port) {
        assertThat(PeerAddress.parse(text)).isEqualTo(new PeerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":104", "localhost:", "::1:104", "[::1]", "[]:104", "a:b", "localhost:-1"})
    void saysWhatItShouldBe(String text) {
        assertThatThrownBy(() -> PeerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a host and a port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:0", "localhost:65536", "localhost:99999"})
    void saysTheRangeOfPorts(String text) {
        assertThatThrownBy(() -> PeerAddress.parse(text)).hasMessageContaining("1 to 65535");
    }
}
