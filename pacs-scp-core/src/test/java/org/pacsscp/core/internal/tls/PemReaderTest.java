package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PemReaderTest {
    private static final Path FILE = Path.of("server.pem");

    @Test
    void readsBlocksAndPassesOverWhatIsAroundThem() throws Exception {
        List<PemBlock> blocks = read("""
                subject=CN = example, with M\u00FCller's comment
                -----BEGIN CERTIFICATE-----
                AAEC
                AwQ=
                -----END CERTIFICATE-----

                -----BEGIN EC PRIVATE KEY-----
                /v8=
                -----END EC PRIVATE KEY-----
                """);

        assertThat(blocks).extracting(PemBlock::label).containsExactly("CERTIFICATE", "EC PRIVATE KEY");
        assertThat(blocks).extracting(PemBlock::line).containsExactly(2, 7);
        assertThat(blocks).noneMatch(PemBlock::isEncrypted);
        assertThat(blocks.get(0).der()).containsExactly(0, 1, 2, 3, 4);
        assertThat(blocks.get(1).der()).containsExactly(0xFE, 0xFF);
    }

    @Test
    void takesTheLinesOfWindows() throws Exception {
        List<PemBlock> blocks = read(
                "\uFEFF-----BEGIN CERTIFICATE-----  \r\nAAEC \r\n-----END CERTIFICATE-----", StandardCharsets.UTF_8);

        assertThat(blocks).singleElement().extracting(PemBlock::der).isEqualTo(new byte[] {0, 1, 2});
    }

    @Test
    void tellsEncryptedKeys() throws Exception {
        List<PemBlock> blocks = read("""
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                AAEC
                -----END ENCRYPTED PRIVATE KEY-----
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,0123456789ABCDEF0123456789ABCDEF

                AAEC
                -----END RSA PRIVATE KEY-----
                """);

        assertThat(blocks).hasSize(2).allMatch(PemBlock::isEncrypted).allMatch(PemBlock::isPrivateKey);
    }

    static List<Arguments> faults() {
        return List.of(
                Arguments.of("", "has no line \"-----BEGIN"),
                Arguments.of("AAEC\n", "has no line \"-----BEGIN"),
                Arguments.of(
                        "-----BEGIN CERTIFICATE-----\nAAEC\n", "line 2 its end where the line \"-----END CERTIFICATE"),
                Arguments.of("-----BEGIN CERTIFICATE-----\nAAEC\n-----END RSA PRIVATE KEY-----", "line 3 \"END RSA"),
                Arguments.of("-----BEGIN CERTIFICATE-----\n-----BEGIN CERTIFICATE-----", "line 2 \"-----BEGIN"),
                Arguments.of(
                        "-----BEGIN CERTIFICATE-----\nAA!C\n-----END CERTIFICATE-----", "line 2 what is no base64"),
                Arguments.of(
                        "-----BEGIN CERTIFICATE-----\n\nAAEC\n-----END CERTIFICATE-----", "line 2 what is no base64"),
                Arguments.of("-----BEGIN CERTIFICATE-----\nAA==\nAAEC\n-----END CERTIFICATE-----", "line 3 what is no"),
                Arguments.of("-----BEGIN CERTIFICATE-----\nAAECA\n-----END CERTIFICATE-----", "line 3 the end of a"),
                Arguments.of(
                        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", "line 2 the end of a CERTIFICATE"),
                Arguments.of(
                        "-----BEGIN CERTIFICATE-----\nName: x\n\nAAEC\n-----END CERTIFICATE-----", "a header that"),
                Arguments.of(
                        "-----BEGIN certificate-----\nAAEC\n-----END certificate-----", "line 1 what is not a whole"),
                Arguments.of("x -----BEGIN CERTIFICATE-----\nAAEC\n", "line 1 what is not a whole line \"-----BEGIN"),
                Arguments.of("-----END CERTIFICATE-----\n", "line 1 \"-----END"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesTheFileTheLineAndTheFault(String text, String fault) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll("server.pem", fault, "; ");
    }

    @Test
    void showsNothingOfAKeyThatLostItsBeginning() {
        assertThatThrownBy(() -> read("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj -----BEGIN PRIVATE KEY-----"))
                .hasMessageNotContaining("MII");
    }

    @Test
    void saysWhatAFileIsThatIsNotPem() {
        assertThatThrownBy(() -> read("-----BEGIN CERTIFICATE-----", StandardCharsets.UTF_16))
                .hasMessageContainingAll("is UTF-16 text where PEM is needed", "save it");
        assertThatThrownBy(() -> read("3003020105")).hasMessageContaining("has no line");
        assertThatThrownBy(() -> PemReader.read(FILE, HexFormat.of().parseHex("3003020105")))
                .hasMessageContainingAll("is binary DER where PEM is needed", "openssl x509 -inform DER");
        assertThatThrownBy(() -> PemReader.read(FILE, HexFormat.of().parseHex("3003020103")))
                .hasMessageContainingAll("is a PKCS #12 key store where PEM is needed", "give it as a key store");
        assertThatThrownBy(() -> PemReader.read(FILE, HexFormat.of().parseHex("3080020103")))
                .hasMessageContaining("is a PKCS #12 key store");
        assertThatThrownBy(() -> PemReader.read(FILE, HexFormat.of().parseHex("feedfeed00000002")))
                .hasMessageContaining("is a JKS key store");
    }

    private static List<PemBlock> read(String text) throws TlsFileException {
        return read(text, StandardCharsets.ISO_8859_1);
    }

    private static List<PemBlock> read(String text, Charset charset) throws TlsFileException {
        return PemReader.read(FILE, text.getBytes(charset));
    }
}
