package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    private static final TlsConfig TLS =
            TlsConfig.builder().key(Path.of("key"), Path.of("certificate")).build();

    @Test
    void isOnEveryAddressUnlessOneIsNamed() {
        assertThat(Endpoint.plain(104).address()).isEqualTo(new InetSocketAddress(104));
        assertThat(Endpoint.plain(104).tls()).isEmpty();
        assertThat(Endpoint.tls(2762, TLS).address()).isEqualTo(new InetSocketAddress(2762));
        assertThat(Endpoint.tls(2762, TLS).tls()).containsSame(TLS);
        InetSocketAddress named = new InetSocketAddress("192.0.2.1", 0);
        assertThat(Endpoint.plain(named).address()).isEqualTo(named);
        assertThat(Endpoint.tls(named, TLS).address()).isEqualTo(named);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void refusesAPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.plain(port))
                .withMessage("port %d; it must be 0 to 65535", port);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.tls(port, TLS))
                .withMessage("port %d; it must be 0 to 65535", port);
    }

    @Test
    void refusesAnAddressThatIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.plain(InetSocketAddress.createUnresolved("nowhere", 104)))
                .withMessageContaining("address \"nowhere\" is not known");
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1:104", "2001:db8::1, [2001:db8:0:0:0:0:0:1]:104"})
    void saysWhereItIs(String address, String text) {
        InetSocketAddress at = new InetSocketAddress(address, 104);
        assertThat(Endpoint.plain(at)).hasToString(text);
        assertThat(Endpoint.tls(at, TLS)).hasToString(text + " with TLS");
    }
}
