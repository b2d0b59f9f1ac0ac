package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.testkit.script.Script;

/** The PROXY protocol's specification, section 2; its addresses here are those of RFC 5737 and RFC 3849. */
class ProxyHeaderReaderTest {
    private static final String SIGNATURE = "0D0A0D0A000D0A 'QUIT' 0A ";
    private static final String IPV4 = "C0000201 C6336402 1234 2B68 ";
    private static final String IPV6 = "20010DB8000000000000000000000001 20010DB8000000000000000000000002 1234 2B68 ";

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.1 198.51.100.2 4660 11112, 192.0.2.1, 4660, 198.51.100.2, 11112",
        "PROXY TCP4 0.0.0.0 255.255.255.255 0 65535, 0.0.0.0, 0, 255.255.255.255, 65535",
        "PROXY TCP6 2001:db8::1 2001:db8::2 1 2, 2001:db8::1, 1, 2001:db8::2, 2",
        "PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2, 192.0.2.1, 1, ::1, 2"
    })
    void readsVersion1(String line, String source, int sourcePort, String destination, int destinationPort)
            throws IOException {
        assertThat(read(v1(line)))
                .returns(Optional.of(new InetSocketAddress(source, sourcePort)), ProxyHeader::source)
                .returns(Optional.of(new InetSocketAddress(destination, destinationPort)), ProxyHeader::destination)
                .returns(true, header -> header.tlvs().isEmpty());
    }

    @Test
    void readsTheLongestLineOfVersion1() throws IOException {
        String address = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";
        byte[] longest = v1("PROXY UNKNOWN " + address + " " + address + " 65535 65535");
        assertThat(longest).hasSize(107);
        assertThat(read(longest)).isEqualTo(ProxyHeader.LOCAL);
        assertThatIOException()
                .isThrownBy(() -> read(v1("PROXY UNKNOWN " + address + " " + address + " 65535 655350")))
                .withMessageContaining("no end after 107");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP5 192.0.2.1 198.51.100.2 1 2",
                "PROXY UDP4 192.0.2.1 198.51.100.2 1 2",
                "PROXY TCP4",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1 2 3",
                "PROXY TCP4  192.0.2.1 198.51.100.2 1 2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1 2 ",
                "PROXY TCP4 192.0.2.256 198.51.100.2 1 2",
                "PROXY TCP4 192.0.2.1 198.51.999.2 1 2",
                "PROXY TCP4 192.0.02.1 198.51.100.2 1 2",
                "PROXY TCP4 192.0.2 198.51.100.2 1 2",
                "PROXY TCP4 2001:db8::1 2001:db8::2 1 2",
                "PROXY TCP6 192.0.2.1 198.51.100.2 1 2",
                "PROXY TCP6 2001:db8:::1 2001:db8::2 1 2",
                "PROXY TCP6 cafe.babe 2001:db8::2 1 2",
                "PROXY TCP6 2001:db8::1%1 2001:db8::2 1 2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 65536 2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 1 -2",
                "PROXY TCP4 192.0.2.1 198.51.100.2 01 2",
                "PROXY TCP4 host.example 198.51.100.2 1 2",
                "PROXY UNKNOWNS",
                "PROXY \n",
                "proxy TCP4 192.0.2.1 198.51.100.2 1 2",
                "GET / HTTP/1.1"
            })
    void refusesALineThatIsNotOfVersion1(String line) {
        assertThatIOException().isThrownBy(() -> read(v1(line)));
    }

    @Test
    void readsVersion2() throws IOException {
        assertThat(read(Script.of(SIGNATURE + "21 11 {2: " + IPV4 + "}").bytes()))
                .returns(Optional.of(new InetSocketAddress("192.0.2.1", 0x1234)), ProxyHeader::source)
                .returns(Optional.of(new InetSocketAddress("198.51.100.2", 11112)), ProxyHeader::destination);
        assertThat(read(Script.of(SIGNATURE + "21 21 {2: " + IPV6 + "}").bytes()))
                .returns(Optional.of(new InetSocketAddress("2001:db8::1", 0x1234)), ProxyHeader::source)
                .returns(Optional.of(new InetSocketAddress("2001:db8::2", 11112)), ProxyHeader::destination);
    }

    @Test
    void keepsTheTypeLengthValuesOfVersion2() throws IOException {
        ProxyHeader header = read(Script.of(SIGNATURE + "21 11 {2: " + IPV4 + "01 {2: 'dicom'} 04 {2: } EA {2: 00FF}}")
                .bytes());
        assertThat(header.tlvs()).containsOnlyKeys(0x01, 0x04, 0xEA);
        assertThat(header.tlvs().get(0x01)).asString(StandardCharsets.US_ASCII).isEqualTo("dicom");
        assertThat(header.tlvs().get(0x04)).isEmpty();
        assertThat(header.tlvs().get(0xEA)).containsExactly(0, 0xFF);
    }

    /** Section 2.2.3; the checksums are from another implementation of CRC-32C (RFC 3720, B.4). */
    @ParameterizedTest
    @ValueSource(strings = {"03 {2: 38C50EF9}", "01 {2: 'dicom'} 03 {2: FBF2BD92} EA {2: 00FF}"})
    void verifiesTheChecksum(String values) throws IOException {
        byte[] header =
                Script.of(SIGNATURE + "21 11 {2: " + IPV4 + values + "}").bytes();
        assertThat(read(header).tlvs()).containsKey(0x03);
        // Each byte after the family and length is in the checksum alone.
        for (int i = 16; i < 28; i++) {
            byte[] wrong = header.clone();
            wrong[i] ^= 0x01;
            assertThatIOException()
                    .as("byte %d", i)
                    .isThrownBy(() -> read(wrong))
                    .withMessageContaining("the checksum of a PROXY header is ");
        }
    }

    /** Section 2.2: the receiver takes the connection's own addresses, whatever else the header has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "20 00 0000",
                "20 11 {2: C0000201 C6336402 1234 2B68}",
                "20 00 {2: 01 {2: 00}}",
                "20 FF {2: FFFF}",
                "21 00 0000",
                "21 00 {2: 01 {2: 00}}"
            })
    void leavesTheAddressesToTheConnectionIfTheProxySpeaksForItself(String rest) throws IOException {
        assertThat(read(Script.of(SIGNATURE + rest).bytes())).isEqualTo(ProxyHeader.LOCAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            version and command 22H | 22 11 {2: C0000201 C6336402 1234 2B68}
            version and command 11H | 11 11 {2: C0000201 C6336402 1234 2B68}
            version and command 31H | 31 11 {2: C0000201 C6336402 1234 2B68}
            for 12H                 | 21 12 {2: C0000201 C6336402 1234 2B68}
            for 31H                 | 21 31 {2: 00}
            for 01H                 | 21 01 0000
            too short               | 21 11 {2: C0000201 C6336402 1234 2B}
            too short               | 21 21 {2: C0000201 C6336402 1234 2B68}
            too short               | 21 11 0000
            in the middle           | 21 11 {2: C0000201 C6336402 1234 2B68 0100}
            longer than the header  | 21 11 {2: C0000201 C6336402 1234 2B68 01 0002 00}
            has 3 bytes, expected: 4 | 21 11 {2: C0000201 C6336402 1234 2B68 03 {2: 000000}}
            is 38C50EF8H, but that of its bytes is 38C50EF9H | 21 11 {2: C0000201 C6336402 1234 2B68 03 {2: 38C50EF8}}
            announces 4097 bytes    | 21 11 1001
            announces 65535 bytes   | 21 11 FFFF
            """)
    void refusesWhatIsNotOfVersion2(String why, String rest) {
        assertThatIOException()
                .isThrownBy(() -> read(Script.of(SIGNATURE + rest).bytes()))
                .withMessageContaining(why);
    }

    @Test
    void refusesEachWrongByteOfTheSignature() {
        byte[] header = Script.of(SIGNATURE + "21 11 {2: " + IPV4 + "}").bytes();
        for (int i = 0; i < 12; i++) {
            byte[] wrong = header.clone();
            wrong[i] ^= 0x20;
            assertThatIOException().as("byte %d", i).isThrownBy(() -> read(wrong));
        }
    }

    static Stream<byte[]> headers() {
        return Stream.of(
                v1("PROXY TCP4 192.0.2.1 198.51.100.2 4660 11112"),
                v1("PROXY TCP6 2001:db8::1 2001:db8::2 4660 11112"),
                v1("PROXY UNKNOWN"),
                Script.of(SIGNATURE + "21 11 {2: " + IPV4 + "}").bytes(),
                Script.of(SIGNATURE + "21 21 {2: " + IPV6 + " 01 {2: 'dicom'}}").bytes(),
                Script.of(SIGNATURE + "20 00 0000").bytes());
    }

    /** The bytes of DICOM that follow are left where they are, however the header is cut. */
    @ParameterizedTest
    @MethodSource("headers")
    void neverAsksForMoreThanTheHeaderHas(byte[] header) throws IOException {
        ProxyHeader whole = read(header);
        for (int first = 1; first < header.length; first++) {
            for (int piece = 1; piece <= 3; piece++) {
                ProxyHeader cut = read(header, first, piece);
                assertThat(cut)
                        .as("cut after %d, then by %d", first, piece)
                        .returns(whole.source(), ProxyHeader::source)
                        .returns(whole.destination(), ProxyHeader::destination)
                        .returns(
                                whole.tlvs().keySet(), header2 -> header2.tlvs().keySet());
            }
        }
    }

    /** Whatever comes is a header, is none, or is not complete; nothing else happens. */
    @ParameterizedTest
    @MethodSource("headers")
    void bearsMutations(byte[] header) {
        Random random = new Random(4);
        List<String> outcomes = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            byte[] mutant = header.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            mutant = Arrays.copyOf(mutant, random.nextInt(4) > 0 ? mutant.length : random.nextInt(mutant.length + 9));
            outcomes.add(outcome(mutant));
        }
        assertThat(outcomes).contains("header", "none", "incomplete");
    }

    private static String outcome(byte[] bytes) {
        ProxyHeaderReader reader = new ProxyHeaderReader();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.remaining() >= reader.needed()) {
                if (reader.take(piece(in, reader.needed())).isPresent()) {
                    return "header";
                }
            }
            return "incomplete";
        } catch (IOException e) {
            return "none";
        }
    }

    private static ProxyHeader read(byte[] bytes) throws IOException {
        return read(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Reads all bytes and no more, first so many, then so many at a time. */
    private static ProxyHeader read(byte[] bytes, int first, int then) throws IOException {
        ProxyHeaderReader reader = new ProxyHeaderReader();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int left = first;
        while (true) {
            int count = Math.min(Math.min(reader.needed(), in.remaining()), in.position() < first ? left : then);
            assertThat(count).as("bytes at %d", in.position()).isPositive();
            left -= count;
            Optional<ProxyHeader> header = reader.take(piece(in, count));
            if (header.isPresent()) {
                assertThat(in.remaining()).as("bytes after the header").isZero();
                return header.get();
            }
        }
    }

    private static ByteBuffer piece(ByteBuffer in, int count) {
        ByteBuffer piece = in.slice(in.position(), count);
        in.position(in.position() + count);
        return piece;
    }

    private static byte[] v1(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
