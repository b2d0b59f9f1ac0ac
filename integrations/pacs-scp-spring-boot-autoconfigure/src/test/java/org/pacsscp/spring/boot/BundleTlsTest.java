package org.pacsscp.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsProfile;
import org.pacsscp.testkit.tls.TlsIdentity;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

class BundleTlsTest {
    private static final ServerSslProperties NOT_ASKED =
            new ServerSslProperties("pacs", ClientAuthentication.NONE, true);
    private static final ServerSslProperties NEEDED =
            new ServerSslProperties("pacs", ClientAuthentication.NEEDED, true);

    private final DefaultSslBundleRegistry registry = new DefaultSslBundleRegistry();
    private final BundleTls tls = new BundleTls(registry);

    /** A bundle without a private key, which is enough for engines that shake no hands. */
    private static SslBundle bundle(SslOptions options) {
        return SslBundle.of(SslStoreBundle.NONE, SslBundleKey.NONE, options);
    }

    private static SslBundle broken() {
        return SslBundle.of(new SslStoreBundle() {
            @Override
            public KeyStore getKeyStore() {
                throw new IllegalStateException("pacs.key cannot be read");
            }

            @Override
            public @Nullable String getKeyStorePassword() {
                return null;
            }

            @Override
            public @Nullable KeyStore getTrustStore() {
                return null;
            }
        });
    }

    @Test
    void takesEnginesFromTheLatestContext() throws Exception {
        SSLContext first = SSLContext.getInstance("TLSv1.2");
        first.init(null, null, null);
        SSLContext second = SSLContext.getInstance("TLSv1.3");
        second.init(null, null, null);
        RenewableSslContext context = RenewableSslContext.of(first);
        SSLEngine before = context.createSSLEngine("localhost", 1);
        context.renew(second);
        assertThat(protocolsOfClient(before)).doesNotContain("TLSv1.3");
        assertThat(protocolsOfClient(context.createSSLEngine())).contains("TLSv1.3");
        assertThat(context.getServerSessionContext()).isSameAs(second.getServerSessionContext());
    }

    /** As a client an engine has those of its context, as a server all. */
    private static String[] protocolsOfClient(SSLEngine engine) {
        engine.setUseClientMode(true);
        return engine.getEnabledProtocols();
    }

    @Test
    void keepsWhatItHasWhereTheNewBundleCannotBeUsed() {
        registry.registerBundle("pacs", bundle(SslOptions.NONE));
        TlsConfig config = tls.ofServer("pacs-scp.server.ssl.bundle", "pacs", NOT_ASKED);
        registry.updateBundle("pacs", broken());
        assertThat(config.sslContext().orElseThrow().createSSLEngine()).isNotNull();
    }

    @Test
    void saysThatABundleCannotBeUsed() {
        registry.registerBundle("pacs", broken());
        assertThatThrownBy(() -> tls.ofServer("pacs-scp.server.ssl.bundle", "pacs", NOT_ASKED))
                .isInstanceOf(DicomStartupException.class)
                .hasMessageContaining("the SSL bundle pacs of pacs-scp.server.ssl.bundle cannot be used")
                .hasMessageContaining("pacs.key cannot be read");
    }

    /** The authorities of the JDK vouch for half the world, and for no device. */
    @Test
    void trustsNobodyWithoutATrustStore() throws Exception {
        registry.registerBundle("pacs", bundle(SslOptions.NONE));
        assertThatThrownBy(() -> tls.ofServer("pacs-scp.server.ssl.bundle", "pacs", NEEDED))
                .isInstanceOf(DicomStartupException.class)
                .hasMessageContaining("has no trust store");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        X509Certificate authority = TlsIdentity.selfSigned().certificate();
        trusted.setCertificateEntry("authority", authority);
        registry.updateBundle("pacs", SslBundle.of(SslStoreBundle.of(null, null, trusted)));
        assertThat(tls.ofServer("pacs-scp.server.ssl.bundle", "pacs", NEEDED).clientAuthentication())
                .isEqualTo(ClientAuthentication.NEEDED);
    }

    @Test
    void takesVersionsAndCipherSuitesOfTheBundle() {
        registry.registerBundle("pacs", bundle(SslOptions.of(null, new String[] {"TLSv1.3"})));
        TlsProfile profile =
                tls.ofClient("pacs-scp.client.ssl.bundle", "pacs", true).profile();
        assertThat(profile).isEqualTo(TlsProfile.custom(List.of("TLSv1.3"), TlsProfile.BCP_195.cipherSuites()));
    }
}
