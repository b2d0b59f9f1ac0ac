package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys in every form that openssl writes; what is read signs, and the public key that openssl derives verifies it. */
class PrivateKeyReaderTest {
    @TempDir
    private Path directory;

    private Pki pki;

    @BeforeEach
    void start() throws IOException {
        pki = new Pki(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA:2048, RSA, SHA256withRSA",
        "RSA:3072, RSA, SHA256withRSA",
        "EC:P-256, EC, SHA256withECDSA",
        "EC:P-384, EC, SHA256withECDSA",
        "EC:P-521, EC, SHA256withECDSA",
        "ED25519, EdDSA, Ed25519"
    })
    void readsPkcs8(String made, String algorithm, String signature) throws Exception {
        Path key = pki.key("k", made);
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----");

        PrivateKey read = read(key);

        assertThat(read.getAlgorithm()).isEqualTo(algorithm);
        assertThat(verifies(key, read, signature)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RSA:2048, RSA PRIVATE KEY, SHA256withRSA",
        "RSA:3072, RSA PRIVATE KEY, SHA256withRSA",
        "EC:P-256, EC PRIVATE KEY, SHA256withECDSA",
        "EC:P-384, EC PRIVATE KEY, SHA256withECDSA"
    })
    void readsPkcs1AndSec1(String made, String label, String signature) throws Exception {
        Path key = pki.key("k", made);
        Path traditional = pki.path("traditional.key");
        pki.openssl("pkey", "-in", key.toString(), "-traditional", "-out", traditional.toString());
        assertThat(Files.readString(traditional)).startsWith("-----BEGIN " + label + "-----");

        assertThat(verifies(key, read(traditional), signature)).isTrue();
    }

    @Test
    void passesOverTheParametersThatOpensslWritesBeforeAnEcKey() throws Exception {
        Path key = pki.path("k.key");
        pki.openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", key.toString());
        assertThat(Files.readString(key)).contains("BEGIN EC PARAMETERS", "BEGIN EC PRIVATE KEY");

        assertThat(verifies(key, read(key), "SHA256withECDSA")).isTrue();
    }

    @Test
    void readsTheKeyOfAFileThatHasTheCertificateToo() throws Exception {
        Pki.Issued issued = pki.selfSigned("k", "EC:P-256", 1);
        Path both = pki.concatenated("both.pem", issued.certificate(), issued.key());

        assertThat(verifies(issued.key(), read(both), "SHA256withECDSA")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"RSA:2048, -traditional", "RSA:2048, ''", "EC:P-256, -traditional", "EC:P-256, ''"})
    void saysHowToUseAnEncryptedKey(String made, String form) throws Exception {
        Path encrypted = pki.path("encrypted.key");
        String key = pki.key("k", made).toString();
        if (form.isEmpty()) {
            pki.openssl("pkey", "-in", key, "-aes256", "-passout", "pass:secret", "-out", encrypted.toString());
        } else {
            pki.openssl("pkey", "-in", key, form, "-aes256", "-passout", "pass:secret", "-out", encrypted.toString());
        }

        assertThatThrownBy(() -> read(encrypted))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll(
                        "encrypted.key", "line 1 an encrypted private key", "openssl pkey -in", "PKCS #12");
    }

    @Test
    void refusesACertificateInstead() throws Exception {
        Path certificate = pki.selfSigned("k", "EC:P-256", 1).certificate();
        assertThatThrownBy(() -> read(certificate))
                .hasMessageContainingAll("k.crt", "has no private key, but [CERTIFICATE]");
    }

    @Test
    void refusesTwoKeys() throws Exception {
        Path two = pki.concatenated("two.key", pki.key("a", "EC:P-256"), pki.key("b", "EC:P-256"));
        assertThatThrownBy(() -> read(two)).hasMessageContainingAll("two.key", "has 2 private keys");
    }

    @Test
    void refusesAnAlgorithmThatTlsDoesNotUse() throws Exception {
        Path key = pki.path("x.key");
        pki.openssl("genpkey", "-algorithm", "X25519", "-out", key.toString());
        assertThatThrownBy(() -> read(key)).hasMessageContainingAll("x.key", "2b656e", "make an RSA, EC, Ed25519");
    }

    @ParameterizedTest
    @CsvSource({
        "PRIVATE KEY, MAMCAQU=, no value with tag 30H",
        "EC PRIVATE KEY, MAMCAQE=, no value with tag 4H",
        "EC PRIVATE KEY, MAYCAQEEAQE=, an EC key without the name of its curve",
        "PRIVATE KEY, MIQ=, a length of 4 bytes",
        "PRIVATE KEY, MAU=, a value of 5 bytes where 0 are left",
        "PRIVATE KEY, MA==, the end in the middle",
        "DSA PRIVATE KEY, MAMCAQU=, a DSA PRIVATE KEY",
        "RSA PRIVATE KEY, MAMCAQU=, cannot use"
    })
    void refusesADamagedKey(String label, String base64, String fault) throws Exception {
        Path key = pki.file("bad.key", "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
        assertThatThrownBy(() -> read(key))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll("bad.key", "line 1", fault, "; ");
    }

    private static PrivateKey read(Path file) throws IOException {
        return PrivateKeyReader.read(file, Files.readAllBytes(file));
    }

    private boolean verifies(Path key, PrivateKey read, String algorithm) throws Exception {
        Path derived = pki.path("public.der");
        pki.openssl("pkey", "-in", key.toString(), "-pubout", "-outform", "DER", "-out", derived.toString());
        PublicKey publicKey = KeyFactory.getInstance(read.getAlgorithm())
                .generatePublic(new X509EncodedKeySpec(Files.readAllBytes(derived)));
        byte[] message = "what is signed".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(read);
        signature.update(message);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(message);
        return signature.verify(signed);
    }
}
