package org.pacsscp.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.TlsConfig;

class TrustMaterialTest {
    @TempDir
    private Path directory;

    private Pki pki;
    private Pki.Issued server;
    private Pki.Issued authority;
    private Pki.Issued device;

    @BeforeEach
    void start() throws IOException {
        pki = new Pki(directory);
        server = pki.selfSigned("server", "EC:P-256", 1);
        authority = pki.authority("ca");
        device = pki.issue(authority, "device", "EC:P-256");
    }

    @Test
    void trustsEveryAuthorityOfAPemFile() throws Exception {
        Pki.Issued second = pki.authority("second");
        Path bundle = pki.concatenated("bundle.pem", authority.certificate(), second.certificate());
        X509TrustManager trust = load(trusting().trust(bundle));

        assertThat(trust.getAcceptedIssuers()).hasSize(2);
        assertThatCode(() -> trust.checkClientTrusted(chain(device), "EC")).doesNotThrowAnyException();
        X509Certificate[] ofSecond = chain(pki.issue(second, "other", "EC:P-256"));
        assertThatCode(() -> trust.checkClientTrusted(ofSecond, "EC")).doesNotThrowAnyException();
        X509Certificate[] foreign = chain(pki.issue(pki.authority("foreign"), "f", "EC:P-256"));
        assertThatThrownBy(() -> trust.checkClientTrusted(foreign, "EC")).isInstanceOf(CertificateException.class);
    }

    @Test
    void trustsTheCertificatesOfSingleDevicesWhileTheyAreValid() throws Exception {
        Pki.Issued valid = pki.selfSigned("valid", "EC:P-256", 1);
        Pki.Issued expired = pki.selfSigned("expired", "EC:P-256", -1);
        X509TrustManager trust = load(trusting().trust(valid.certificate()).trust(expired.certificate()));

        assertThatCode(() -> trust.checkClientTrusted(chain(valid), "EC")).doesNotThrowAnyException();
        assertThatThrownBy(() -> trust.checkClientTrusted(chain(expired), "EC"))
                .isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void readsKeyStoresWithAndWithoutAPassword() throws Exception {
        Path password = pki.file("password", "secret");
        for (String type : List.of("JKS", "PKCS12")) {
            Path store = store(type, "secret", authority);
            assertThat(load(trusting().trustStore(store, password)).getAcceptedIssuers())
                    .as(type)
                    .hasSize(1);
        }
        assertThat(load(trusting().trust(store("JKS", "secret", authority))).getAcceptedIssuers())
                .hasSize(1);
        assertThat(load(trusting().trust(store("PKCS12", null, authority))).getAcceptedIssuers())
                .hasSize(1);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path password = pki.file("password", "secret");
        Path encrypted = store("PKCS12", "secret", authority);
        Path keyOnly = pki.pkcs12(device, "secret");
        Path der = pki.path("ca.der");
        pki.openssl("x509", "-in", authority.certificate().toString(), "-outform", "DER", "-out", der.toString());

        assertFault(trusting().trust(encrypted), "has no trusted certificate that can be read without a password");
        assertFault(trusting().trustStore(keyOnly, password), "no trusted certificate; its entries are [own]", "PEM");
        assertFault(trusting().trust(authority.key()), "ca.key has no certificate, but [PRIVATE KEY]");
        assertFault(trusting().trust(der), "ca.der is binary DER where PEM is needed", "openssl x509 -inform DER");
        assertFault(trusting().trustStore(encrypted, pki.file("wrong", "x")), "does not open with its password");
    }

    @Test
    void trustsNobodyByDefault() throws Exception {
        TlsConfig config =
                TlsConfig.builder().key(server.key(), server.certificate()).build();
        assertThat(TrustMaterial.load(config, TlsFiles.read(config))).isEmpty();
    }

    private static void assertFault(TlsConfig.Builder config, String... fault) {
        assertThatThrownBy(() -> load(config))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContainingAll(fault);
    }

    private TlsConfig.Builder trusting() {
        return TlsConfig.builder()
                .key(server.key(), server.certificate())
                .clientAuthentication(ClientAuthentication.NEEDED);
    }

    private static X509TrustManager load(TlsConfig.Builder builder) throws IOException {
        TlsConfig config = builder.build();
        TrustManager[] managers = TrustMaterial.load(config, TlsFiles.read(config));
        assertThat(managers).hasSize(1);
        return (X509TrustManager) managers[0];
    }

    private static X509Certificate[] chain(Pki.Issued issued) throws IOException {
        return CertificateReader.read(issued.certificate(), Files.readAllBytes(issued.certificate()))
                .toArray(X509Certificate[]::new);
    }

    private Path store(String type, @Nullable String password, Pki.Issued issued) throws Exception {
        if (password == null) {
            System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
            System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        }
        Path file = pki.path(type + (password == null ? "-open" : "") + ".store");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(null, null);
            store.setCertificateEntry("ca", chain(issued)[0]);
            store.store(out, password == null ? new char[0] : password.toCharArray());
        } finally {
            System.clearProperty("keystore.pkcs12.certProtectionAlgorithm");
            System.clearProperty("keystore.pkcs12.macAlgorithm");
        }
        return file;
    }
}
