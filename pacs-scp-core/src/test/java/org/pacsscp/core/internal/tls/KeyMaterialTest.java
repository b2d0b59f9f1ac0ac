package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsProfile;

class KeyMaterialTest {
    @TempDir
    private Path directory;

    @RegisterExtension
    private final LoggedWarnings logged = new LoggedWarnings();

    private Pki pki;

    @BeforeEach
    void start() throws IOException {
        pki = new Pki(directory);
    }

    @Test
    void readsPemFilesInTheOrderOfTheConfiguration() throws IOException {
        Pki.Issued authority = pki.authority("ca");
        Pki.Issued one = pki.issue(authority, "one", "EC:P-256");
        Pki.Issued two = pki.issue(authority, "two", "ED25519");
        Path chain = pki.concatenated("chain.pem", authority.certificate(), two.certificate());

        List<ServerKey> keys =
                load(TlsConfig.builder().key(one.key(), one.certificate()).key(two.key(), chain));

        assertThat(keys).extracting(KeyMaterialTest::subject).containsExactly("CN=one,O=Invented", "CN=two,O=Invented");
        assertThat(keys.get(1).chain())
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=two,O=Invented", "CN=ca,O=Invented");
        assertThat(logged.of("WARN")).isEmpty();
    }

    @Test
    void warnsOfACertificateThatIsNotSent() throws IOException {
        Pki.Issued own = pki.selfSigned("own", "EC:P-256", 1);
        Path chain = pki.concatenated(
                "chain.pem",
                own.certificate(),
                pki.selfSigned("stray", "EC:P-256", 1).certificate());

        assertThat(load(TlsConfig.builder().key(own.key(), chain)).get(0).chain())
                .hasSize(1);
        assertThat(logged.of("WARN")).singleElement().asString().contains("chain.pem", "CN=stray", "is not sent");
    }

    @Test
    void refusesAKeyAndACertificateThatDoNotBelongTogether() throws IOException {
        Pki.Issued own = pki.selfSigned("own", "RSA:2048", 1);
        Pki.Issued other = pki.selfSigned("other", "RSA:2048", 1);

        assertThatThrownBy(() -> load(TlsConfig.builder().key(own.key(), other.certificate())))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll("other.crt has no certificate of the private key in", "own.key", "CN=other");
    }

    @Test
    void refusesFilesThatWereExchanged() throws IOException {
        Pki.Issued own = pki.selfSigned("own", "EC:P-256", 1);

        assertThatThrownBy(() -> load(TlsConfig.builder().key(own.certificate(), own.key())))
                .hasMessageContainingAll("own.crt has no private key", "give the file with the key as the key");
        assertThatThrownBy(() -> load(TlsConfig.builder().key(own.key(), own.key())))
                .hasMessageContainingAll("own.key has no certificate, but [PRIVATE KEY]");
    }

    @Test
    void readsPkcs12AndJksByContent() throws Exception {
        Pki.Issued own = pki.issue(pki.authority("ca"), "own", "RSA:2048", "pacs.example.org");
        Path password = pki.file("password", "secret\n");
        Path pkcs12 = pki.pkcs12(own, "secret");
        Path jks = jks("store.p12", pkcs12, "secret", "secret");

        for (Path store : List.of(pkcs12, jks)) {
            assertThat(load(TlsConfig.builder().keyStore(store, password)))
                    .as(store.toString())
                    .singleElement()
                    .satisfies(key -> assertThat(key.hostNames()).containsExactly("pacs.example.org"));
        }
    }

    @Test
    void ordersTheKeysOfAStoreByTheirAliases() throws Exception {
        Path password = pki.file("password", "secret\r\n");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String alias : List.of("c", "a", "b")) {
            Path single = pki.pkcs12(pki.selfSigned("host-" + alias, "EC:P-256", 1), "secret");
            store.setEntry(alias, entry(single, "secret"), protection("secret"));
        }
        Path file = write(store, "three.p12", "secret");

        assertThat(load(TlsConfig.builder().keyStore(file, password)))
                .extracting(KeyMaterialTest::subject)
                .containsExactly("CN=host-a,O=Invented", "CN=host-b,O=Invented", "CN=host-c,O=Invented");
    }

    @Test
    void saysWhatIsWrongWithAKeyStore() throws Exception {
        Pki.Issued own = pki.selfSigned("own", "RSA:2048", 1);
        Path right = pki.file("right", "secret");
        Path wrong = pki.file("wrong", "other");
        Path pkcs12 = pki.pkcs12(own, "secret");
        Path jks = jks("store.jks", pkcs12, "secret", "secret");
        Path keyPassword = jks("keypass.jks", pkcs12, "secret", "different");
        byte[] cut = Files.readAllBytes(jks);
        Path damaged = Files.write(pki.path("damaged.jks"), Arrays.copyOf(cut, cut.length / 2));
        Path trustOnly = trustStore(own);

        assertFault(pkcs12, wrong, "own.key.p12 does not open with its password", "correct the password file");
        assertFault(jks, wrong, "store.jks does not open with its password");
        assertFault(keyPassword, right, "has under \"own\" a key with another password", "keytool -keypasswd");
        assertFault(damaged, right, "damaged.jks is no key store that this JDK can read", "keytool -list");
        assertFault(trustOnly, right, "has no private key; its entries are [device]");
        assertFault(own.certificate(), right, "own.crt is text where a key store is needed", "PEM files");
        assertFault(pkcs12, pki.file("two", "secret\nmore\n"), "two has more than one line");
        assertFault(pkcs12, pki.path("absent"), "absent is not there", "check the path");
        assertFault(pkcs12, pki.file("void", ""), "void is empty");
        assertFault(pkcs12, directory, "cannot be read");
        assertFault(pkcs12, Files.write(pki.path("latin"), new byte[] {(byte) 0xE9}), "latin is no UTF-8 text");
    }

    @Test
    void refusesAShortRsaKeyInTheDefaultProfileOnly() throws IOException {
        Pki.Issued weak = pki.selfSigned("weak", "RSA:1024", 1);
        TlsConfig.Builder config = TlsConfig.builder().key(weak.key(), weak.certificate());

        assertThatThrownBy(() -> load(config))
                .hasMessageContainingAll("weak.key has an RSA key of 1024 bits", "RFC 9325", "make a longer key");
        config.profile(TlsProfile.custom(List.of("TLSv1.2"), List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        assertThat(load(config)).hasSize(1);
    }

    @Test
    void refusesACurveThatTheJdkDoesNotUse() throws IOException {
        Pki.Issued odd = pki.selfSigned("odd", "EC:secp256k1", 1);

        assertThatThrownBy(() -> load(TlsConfig.builder().key(odd.key(), odd.certificate())))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll("odd.key", "P-256, P-384 or P-521");
    }

    @Test
    void refusesACertificateFileThatIsDamaged() throws IOException {
        Pki.Issued own = pki.selfSigned("own", "EC:P-256", 1);
        Path damaged = pki.file(
                "damaged.crt", "a comment\n-----BEGIN CERTIFICATE-----\nMAMCAQU=\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> load(TlsConfig.builder().key(own.key(), damaged)))
                .hasMessageContainingAll("damaged.crt has in line 2 a damaged certificate");
    }

    private void assertFault(Path store, Path password, String... fault) {
        assertThatThrownBy(() -> load(TlsConfig.builder().keyStore(store, password)))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll(fault);
    }

    private static String subject(ServerKey key) {
        return key.certificate().getSubjectX500Principal().getName();
    }

    private static List<ServerKey> load(TlsConfig.Builder builder) throws IOException {
        TlsConfig config = builder.build();
        return KeyMaterial.load(config, TlsFiles.read(config));
    }

    private static KeyStore.Entry entry(Path pkcs12, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(pkcs12)) {
            store.load(in, password.toCharArray());
        }
        return store.getEntry("own", protection(password));
    }

    private static KeyStore.PasswordProtection protection(String password) {
        return new KeyStore.PasswordProtection(password.toCharArray());
    }

    private Path jks(String name, Path pkcs12, String password, String keyPassword) throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setEntry("own", entry(pkcs12, password), protection(keyPassword));
        return write(store, name, password);
    }

    private Path trustStore(Pki.Issued issued) throws Exception {
        X509Certificate certificate = CertificateReader.read(
                        issued.certificate(), Files.readAllBytes(issued.certificate()))
                .get(0);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("device", certificate);
        return write(store, "trust.p12", "secret");
    }

    private Path write(KeyStore store, String name, String password) throws Exception {
        Path file = pki.path(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
