package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of proxy-protocol.txt, section 2.2. */
class ProxyHeaderWriterTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 198.51.100.9, 21 11 000c c0000207 c6336409 c350 0068",
        "2001:db8::7, 2001:db8::9, 21 21 0024"
                + " 20010db8000000000000000000000007 20010db8000000000000000000000009 c350 0068",
        "192.0.2.7, 2001:db8::9, 21 21 0024"
                + " 00000000000000000000ffffc0000207 20010db8000000000000000000000009 c350 0068"
    })
    void namesBothEnds(String source, String destination, String expected) throws Exception {
        assertThat(encoded(new ProxyHeader(end(source, 50_000), end(destination, 104), Map.of())))
                .isEqualTo(SIGNATURE + expected.replace(" ", ""));
    }

    @Test
    void speaksForItself() {
        assertThat(encoded(ProxyHeader.LOCAL)).isEqualTo(SIGNATURE + "20" + "00" + "0000");
    }

    @Test
    void addsWhatElseIsToBeSaid() throws Exception {
        ProxyHeader header =
                new ProxyHeader(end("192.0.2.7", 50_000), end("192.0.2.9", 104), Map.of(0xE0, new byte[] {1, 2}));

        assertThat(encoded(header))
                .isEqualTo(SIGNATURE + "21" + "11" + "0011" + "c0000207" + "c0000209" + "c350" + "0068" + "e00002"
                        + "0102");
    }

    @Test
    void isReadAsItWasMeant() throws Exception {
        ProxyHeader header = new ProxyHeader(
                end("2001:db8::7", 1), end("2001:db8::9", 65_535), Map.of(0xE0, new byte[] {1}, 0xE1, new byte[300]));
        ByteBuffer bytes = ProxyHeaderWriter.encode(header);
        ProxyHeaderReader reader = new ProxyHeaderReader();
        ProxyHeader read = null;
        while (read == null) {
            int needed = reader.needed();
            read = reader.take(bytes.slice(bytes.position(), needed)).orElse(null);
            bytes.position(bytes.position() + needed);
        }

        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(read.source()).isEqualTo(header.source());
        assertThat(read.destination()).isEqualTo(header.destination());
        assertThat(read.tlvs()).containsOnlyKeys(0xE0, 0xE1);
        assertThat(read.tlvs().get(0xE1)).hasSize(300);
    }

    @Test
    void needsBothEndsOrNone() throws Exception {
        ProxyHeader half = new ProxyHeader(end("192.0.2.7", 1), Optional.empty(), Map.of());

        assertThatIllegalArgumentException().isThrownBy(() -> ProxyHeaderWriter.encode(half));
    }

    @Test
    void isNoLongerThanItCanSay() {
        ProxyHeader header = new ProxyHeader(
                Optional.empty(), Optional.empty(), Map.of(0xE0, new byte[40_000], 0xE1, new byte[40_000]));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyHeaderWriter.encode(header))
                .withMessageContaining("80006 bytes");
    }

    private static Optional<InetSocketAddress> end(String host, int port) throws Exception {
        return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
    }

    private static String encoded(ProxyHeader header) {
        ByteBuffer bytes = ProxyHeaderWriter.encode(header);
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return HexFormat.of().formatHex(array);
    }
}
