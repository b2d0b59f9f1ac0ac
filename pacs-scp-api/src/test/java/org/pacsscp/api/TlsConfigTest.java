package org.pacsscp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConfigTest {
    private static final Path KEY = Path.of("server.key");
    private static final Path CERTIFICATES = Path.of("server.crt");
    private static final Path STORE = Path.of("store.p12");
    private static final Path PASSWORD = Path.of("store.password");

    @Test
    void hasDefaults() {
        TlsConfig config = TlsConfig.builder().key(KEY, CERTIFICATES).build();
        assertThat(config.sslContext()).isEmpty();
        assertThat(config.keys()).containsExactly(new TlsConfig.KeySource.Pem(KEY, CERTIFICATES));
        assertThat(config.trust()).isEmpty();
        assertThat(config.clientAuthentication()).isEqualTo(ClientAuthentication.NONE);
        assertThat(config.profile()).isSameAs(TlsProfile.BCP_195);
        assertThat(config.serverCipherOrder()).isTrue();
        assertThat(config.reloadInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void keepsWhatTheBuilderWasGiven() {
        TlsProfile profile = TlsProfile.custom(List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"));
        TlsConfig config = TlsConfig.builder()
                .keyStore(STORE, PASSWORD)
                .key(KEY, CERTIFICATES)
                .trust(CERTIFICATES)
                .trustStore(STORE, PASSWORD)
                .clientAuthentication(ClientAuthentication.WANTED)
                .profile(profile)
                .serverCipherOrder(false)
                .reloadInterval(Duration.ZERO)
                .build();
        assertThat(config.keys())
                .containsExactly(
                        new TlsConfig.KeySource.Store(STORE, PASSWORD), new TlsConfig.KeySource.Pem(KEY, CERTIFICATES));
        assertThat(config.trust())
                .containsExactly(
                        new TlsConfig.TrustSource(CERTIFICATES, Optional.empty()),
                        new TlsConfig.TrustSource(STORE, Optional.of(PASSWORD)));
        assertThat(config.clientAuthentication()).isEqualTo(ClientAuthentication.WANTED);
        assertThat(config.profile()).isSameAs(profile);
        assertThat(config.serverCipherOrder()).isFalse();
        assertThat(config.reloadInterval()).isZero();
    }

    @Test
    void takesAContextInsteadOfFiles() throws NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        assertThat(TlsConfig.builder()
                        .sslContext(context)
                        .clientAuthentication(ClientAuthentication.NEEDED)
                        .build()
                        .sslContext())
                .containsSame(context);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.builder()
                        .sslContext(context)
                        .key(KEY, CERTIFICATES)
                        .build())
                .withMessageContaining("brings its own keys and trust");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.builder()
                        .sslContext(context)
                        .trust(CERTIFICATES)
                        .build())
                .withMessageContaining("brings its own keys and trust");
    }

    @Test
    void needsAKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.builder().build())
                .withMessageContaining("give key(...), keyStore(...) or sslContext(...)");
    }

    @Test
    void needsTrustToAskClientsAndAsksThoseThatItTrusts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.builder()
                        .key(KEY, CERTIFICATES)
                        .clientAuthentication(ClientAuthentication.WANTED)
                        .build())
                .withMessageContaining("clientAuthentication is WANTED, but no certificate is trusted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.builder()
                        .key(KEY, CERTIFICATES)
                        .trust(CERTIFICATES)
                        .build())
                .withMessageContaining("clients are not asked for a certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT0.001S", "P366D"})
    void refusesAReloadIntervalOutOfRange(Duration interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.builder().reloadInterval(interval))
                .withMessageContaining("must be zero to 365 days");
    }

    @Test
    void refusesAnEmptyProfile() {
        assertThatIllegalArgumentException().isThrownBy(() -> TlsProfile.custom(List.of(), List.of("X")));
        assertThatIllegalArgumentException().isThrownBy(() -> TlsProfile.custom(List.of("TLSv1.3"), List.of()));
    }

    /** RFC 9325 3.1.1, 4.1 and 4.2; every cipher suite of TLS 1.3 has forward secrecy and authenticates. */
    @Test
    void followsBcp195() {
        assertThat(TlsProfile.BCP_195.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(TlsProfile.BCP_195.cipherSuites())
                .contains(
                        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")
                .allMatch(suite -> suite.matches(
                        "TLS_(ECDHE_(RSA|ECDSA)_WITH_)?(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)"));
    }
}
