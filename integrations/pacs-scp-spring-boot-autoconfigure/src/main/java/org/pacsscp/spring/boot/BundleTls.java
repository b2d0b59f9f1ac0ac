package org.pacsscp.spring.boot;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;

/** TLS from SSL bundles. A bundle that changes serves new connections; what is open goes on. */
public final class BundleTls {
    private static final Logger log = LoggerFactory.getLogger(BundleTls.class);

    private final @Nullable SslBundles bundles;

    /**
     * Begins with the bundles of an application.
     *
     * @param bundles {@code null} if there are none
     */
    public BundleTls(@Nullable SslBundles bundles) {
        this.bundles = bundles;
    }

    TlsConfig ofServer(String property, String name, ServerSslProperties ssl) {
        SslBundle bundle = bundle(property, name);
        if (ssl.clientAuthentication() != ClientAuthentication.NONE
                && bundle.getStores().getTrustStore() == null) {
            // Without one, the JDK's own authorities would be trusted: anybody's certificate would do.
            throw new DicomStartupException(
                    "clients are asked for certificates, but the SSL bundle " + name + " of " + property
                            + " has no trust store",
                    "Give the bundle the certificates of the clients' authorities, such as" + " spring.ssl.bundle.pem."
                            + name + ".truststore.certificate.",
                    null);
        }
        return TlsConfig.builder()
                .sslContext(context(property, name, bundle))
                .clientAuthentication(ssl.clientAuthentication())
                .serverCipherOrder(ssl.serverCipherOrder())
                .profile(profile(bundle.getOptions()))
                .build();
    }

    ClientTls ofClient(String property, String name, boolean verifyHostName) {
        SslBundle bundle = bundle(property, name);
        return ClientTls.builder()
                .sslContext(context(property, name, bundle))
                .verifyHostName(verifyHostName)
                .profile(profile(bundle.getOptions()))
                .build();
    }

    /**
     * Returns a context that changes with its bundle.
     *
     * @param property which names the bundle
     * @param name of the bundle
     * @return the context
     * @throws DicomStartupException if there is no such bundle, or if it cannot be used
     */
    public SSLContext context(String property, String name) {
        return context(property, name, bundle(property, name));
    }

    private SslBundle bundle(String property, String name) {
        try {
            return registry(property, name).getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw unknown(property, name, e);
        }
    }

    private SslBundles registry(String property, String name) {
        if (bundles == null) {
            throw unknown(property, name, null);
        }
        return bundles;
    }

    private static DicomStartupException unknown(String property, String name, @Nullable Throwable cause) {
        return new DicomStartupException(
                "the property " + property + " names the SSL bundle " + name + ", which is not there",
                "Describe it below spring.ssl.bundle.pem." + name + " or spring.ssl.bundle.jks." + name + ".",
                cause);
    }

    private SSLContext context(String property, String name, SslBundle bundle) {
        RenewableSslContext context;
        try {
            context = RenewableSslContext.of(bundle.createSslContext());
        } catch (RuntimeException e) {
            throw new DicomStartupException(
                    "the SSL bundle " + name + " of " + property + " cannot be used: " + e.getMessage(),
                    "See to what is below spring.ssl.bundle.",
                    e);
        }
        registry(property, name).addBundleUpdateHandler(name, changed -> renew(context, name, changed));
        return context;
    }

    private static void renew(RenewableSslContext context, String name, SslBundle changed) {
        try {
            context.renew(changed.createSslContext());
            log.info("the SSL bundle {} has changed; new associations use it", name);
        } catch (RuntimeException e) {
            log.error(
                    "the SSL bundle {} has changed and cannot be used; what was read before stays in use: {}",
                    name,
                    e.getMessage());
        }
    }

    /** What the bundle does not say is that of BCP 195. */
    private static TlsProfile profile(SslOptions options) {
        String[] protocols = options.getEnabledProtocols();
        String[] ciphers = options.getCiphers();
        return TlsProfile.custom(
                protocols == null ? TlsProfile.BCP_195.protocols() : List.of(protocols),
                ciphers == null ? TlsProfile.BCP_195.cipherSuites() : List.of(ciphers));
    }
}
