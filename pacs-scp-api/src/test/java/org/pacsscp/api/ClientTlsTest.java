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
import org.pacsscp.api.TlsConfig.KeySource;
import org.pacsscp.api.TlsConfig.TrustSource;

class ClientTlsTest {
    private static final Path KEY = Path.of("client.key");
    private static final Path CERTIFICATES = Path.of("client.crt");
    private static final Path STORE = Path.of("store.p12");
    private static final Path PASSWORD = Path.of("store.password");

    @Test
    void verifiesServersByDefault() {
        ClientTls tls = ClientTls.builder().build();
        assertThat(tls.sslContext()).isEmpty();
        assertThat(tls.keys()).isEmpty();
        assertThat(tls.trust()).isEmpty();
        assertThat(tls.verifyHostName()).isTrue();
        assertThat(tls.profile()).isSameAs(TlsProfile.BCP_195);
        assertThat(tls.reloadInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void keepsWhatTheBuilderWasGiven() {
        TlsProfile profile = TlsProfile.custom(List.of("TLSv1.3"), List.of("TLS_AES_128_GCM_SHA256"));
        ClientTls tls = ClientTls.builder()
                .keyStore(STORE, PASSWORD)
                .key(KEY, CERTIFICATES)
                .trust(CERTIFICATES)
                .trustStore(STORE, PASSWORD)
                .verifyHostName(false)
                .profile(profile)
                .reloadInterval(Duration.ZERO)
                .build();
        assertThat(tls.keys())
                .containsExactly(new KeySource.Store(STORE, PASSWORD), new KeySource.Pem(KEY, CERTIFICATES));
        assertThat(tls.trust())
                .containsExactly(
                        new TrustSource(CERTIFICATES, Optional.empty()), new TrustSource(STORE, Optional.of(PASSWORD)));
        assertThat(tls.verifyHostName()).isFalse();
        assertThat(tls.profile()).isSameAs(profile);
        assertThat(tls.reloadInterval()).isZero();
    }

    @Test
    void takesAContextInsteadOfFiles() throws NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        assertThat(ClientTls.builder().sslContext(context).build().sslContext()).containsSame(context);
        for (ClientTls.Builder both : List.of(
                ClientTls.builder().key(KEY, CERTIFICATES), ClientTls.builder().trust(CERTIFICATES))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> both.sslContext(context).build())
                    .withMessage("an sslContext(...) brings its own keys and trust; leave out key(...), keyStore(...),"
                            + " trust(...) and trustStore(...), or the context");
        }
    }

    @Test
    void refusesAnIntervalOutOfRange() {
        for (Duration interval : List.of(Duration.ofNanos(-1), Duration.ofDays(366))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientTls.builder().reloadInterval(interval))
                    .withMessage("reloadInterval is %s; it must be zero to 365 days", interval);
        }
    }
}
