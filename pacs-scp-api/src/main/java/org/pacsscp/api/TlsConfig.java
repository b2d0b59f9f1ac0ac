package org.pacsscp.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks TLS; immutable. Each default stands beside its accessor. {@link ClientTls} is what a client has.
 *
 * <pre>{@code
 * TlsConfig tls = TlsConfig.builder()
 *         .key(Path.of("server.key"), Path.of("server.crt"))
 *         .trust(Path.of("devices-ca.crt"))
 *         .clientAuthentication(ClientAuthentication.NEEDED)
 *         .build();
 * }</pre>
 *
 * <p>Files are read when the server starts, and again while it runs: a changed file is noticed by its content within
 * {@link #reloadInterval()}, or on {@link Server#reloadTls()}. New handshakes use the new files, open associations go on.
 * Files that cannot be used are named with an ERROR in the log, and the old ones stay in use.
 *
 * <p>Certificates of peers are checked against the trusted ones and the date, not against revocation lists.
 *
 * @since 0.1.0
 */
public final class TlsConfig {
    /**
     * Where a private key and its certificates are.
     *
     * @since 0.1.0
     */
    public sealed interface KeySource {
        /**
         * Two PEM files, which may be the same file.
         *
         * @param privateKey a file with one unencrypted private key: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC)
         * @param certificates a file with the key's certificate and those of its issuers
         * @since 0.1.0
         */
        record Pem(Path privateKey, Path certificates) implements KeySource {
            /** Checks that both are there. */
            public Pem {
                Objects.requireNonNull(privateKey, "privateKey");
                Objects.requireNonNull(certificates, "certificates");
            }
        }

        /**
         * A key store file; each of its private keys counts, in the order of their aliases.
         *
         * @param file a PKCS #12 or JKS file
         * @param passwordFile a text file whose one line is the password of the store and of its keys
         * @since 0.1.0
         */
        record Store(Path file, Path passwordFile) implements KeySource {
            /** Checks that both are there. */
            public Store {
                Objects.requireNonNull(file, "file");
                Objects.requireNonNull(passwordFile, "passwordFile");
            }
        }
    }

    /**
     * Where certificates are that are trusted: those of authorities, or of peers themselves.
     *
     * @param file a PEM file with certificates, or a PKCS #12 or JKS file with trusted certificate entries
     * @param passwordFile a text file whose one line is the password of the store; empty for PEM and for a store without
     *     a password
     * @since 0.1.0
     */
    public record TrustSource(Path file, Optional<Path> passwordFile) {
        /** Checks that both are there. */
        public TrustSource {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(passwordFile, "passwordFile");
        }
    }

    static final Duration DEFAULT_RELOAD_INTERVAL = Duration.ofSeconds(10);

    private final Optional<SSLContext> sslContext;
    private final List<KeySource> keys;
    private final List<TrustSource> trust;
    private final ClientAuthentication clientAuthentication;
    private final TlsProfile profile;
    private final boolean serverCipherOrder;
    private final Duration reloadInterval;

    private TlsConfig(Builder builder) {
        sslContext = Optional.ofNullable(builder.sslContext);
        keys = List.copyOf(builder.keys);
        trust = List.copyOf(builder.trust);
        clientAuthentication = builder.clientAuthentication;
        profile = builder.profile;
        serverCipherOrder = builder.serverCipherOrder;
        reloadInterval = builder.reloadInterval;
    }

    /**
     * Starts a configuration.
     *
     * @return a builder with every default
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the application's own context, which brings keys and trust.
     *
     * @return the context; empty by default: {@link #keys()} and {@link #trust()} are used
     */
    public Optional<SSLContext> sslContext() {
        return sslContext;
    }

    /**
     * Returns where the server's private keys and certificates are.
     *
     * @return the sources, the default one first; empty if there is an {@link #sslContext()}
     */
    public List<KeySource> keys() {
        return keys;
    }

    /**
     * Returns where the certificates are that clients are verified with.
     *
     * @return the sources; empty by default
     */
    public List<TrustSource> trust() {
        return trust;
    }

    /**
     * Returns whether clients have to show a certificate.
     *
     * @return {@link ClientAuthentication#NONE} by default
     */
    public ClientAuthentication clientAuthentication() {
        return clientAuthentication;
    }

    /**
     * Returns the TLS versions and cipher suites.
     *
     * @return {@link TlsProfile#BCP_195} by default
     */
    public TlsProfile profile() {
        return profile;
    }

    /**
     * Tells whether the order of the profile's cipher suites counts and not that of the client.
     *
     * @return {@code true} by default
     */
    public boolean serverCipherOrder() {
        return serverCipherOrder;
    }

    /**
     * Returns how often the files are looked at for changes.
     *
     * @return the interval; 10 s by default; zero: only on {@link Server#reloadTls()}
     */
    public Duration reloadInterval() {
        return reloadInterval;
    }

    static Duration checkReloadInterval(Duration interval) {
        if (interval.isNegative() || interval.compareTo(Duration.ofDays(365)) > 0) {
            throw new IllegalArgumentException("reloadInterval is " + interval + "; it must be zero to 365 days");
        }
        return interval;
    }

    static void requireNoFiles(List<KeySource> keys, List<TrustSource> trust) {
        if (!keys.isEmpty() || !trust.isEmpty()) {
            throw new IllegalArgumentException("an sslContext(...) brings its own keys and trust; leave out key(...),"
                    + " keyStore(...), trust(...) and trustStore(...), or the context");
        }
    }

    /**
     * Collects a configuration; belongs to one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private @Nullable SSLContext sslContext;
        private final List<KeySource> keys = new ArrayList<>();
        private final List<TrustSource> trust = new ArrayList<>();
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private TlsProfile profile = TlsProfile.BCP_195;
        private boolean serverCipherOrder = true;
        private Duration reloadInterval = DEFAULT_RELOAD_INTERVAL;

        private Builder() {}

        /**
         * Uses a context of the application instead of files; what it holds is the application's to renew. Profile, client
         * authentication and cipher order of this configuration apply to it too.
         *
         * @param context an initialised context
         * @return this builder
         */
        public Builder sslContext(SSLContext context) {
            sslContext = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Adds a private key with its certificates from PEM files.
         *
         * <p>With several keys, the one whose certificate has the host name that the client asks for (SNI) is used; the
         * first one serves clients that ask for none or for an unknown one, which many devices do.
         *
         * @param privateKey a file with one unencrypted private key: PKCS#8, PKCS#1 (RSA) or SEC 1 (EC)
         * @param certificates a file with the key's certificate and those of its issuers; it may be the same file
         * @return this builder
         */
        public Builder key(Path privateKey, Path certificates) {
            keys.add(new KeySource.Pem(privateKey, certificates));
            return this;
        }

        /**
         * Adds the private keys of a key store file, in the order of their aliases; otherwise as {@link #key}.
         *
         * @param file a PKCS #12 or JKS file; its content tells which
         * @param passwordFile a text file whose one line is the password of the store and of its keys
         * @return this builder
         */
        public Builder keyStore(Path file, Path passwordFile) {
            keys.add(new KeySource.Store(file, passwordFile));
            return this;
        }

        /**
         * Adds certificates that clients are verified with.
         *
         * @param file a PEM file with certificates, or a key store file without a password
         * @return this builder
         */
        public Builder trust(Path file) {
            trust.add(new TrustSource(file, Optional.empty()));
            return this;
        }

        /**
         * Adds certificates that clients are verified with, from a key store file.
         *
         * @param file a PKCS #12 or JKS file with trusted certificate entries; its content tells which
         * @param passwordFile a text file whose one line is the password of the store
         * @return this builder
         */
        public Builder trustStore(Path file, Path passwordFile) {
            trust.add(new TrustSource(file, Optional.of(passwordFile)));
            return this;
        }

        /**
         * Sets whether clients have to show a certificate.
         *
         * @param authentication {@link ClientAuthentication#NONE} by default
         * @return this builder
         */
        public Builder clientAuthentication(ClientAuthentication authentication) {
            clientAuthentication = Objects.requireNonNull(authentication, "authentication");
            return this;
        }

        /**
         * Sets the TLS versions and cipher suites.
         *
         * @param newProfile {@link TlsProfile#BCP_195} by default
         * @return this builder
         */
        public Builder profile(TlsProfile newProfile) {
            profile = Objects.requireNonNull(newProfile, "profile");
            return this;
        }

        /**
         * Sets whether the order of the profile's cipher suites counts and not that of the client.
         *
         * @param serverOrder {@code true} by default
         * @return this builder
         */
        public Builder serverCipherOrder(boolean serverOrder) {
            serverCipherOrder = serverOrder;
            return this;
        }

        /**
         * Sets how often the files are looked at for changes.
         *
         * @param interval 10 s by default; zero: only on {@link Server#reloadTls()}
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than 365 days
         */
        public Builder reloadInterval(Duration interval) {
            reloadInterval = checkReloadInterval(interval);
            return this;
        }

        /**
         * Returns what was collected so far; no file is read.
         *
         * @return an immutable configuration
         * @throws IllegalArgumentException if there is neither a key nor a context or there are both, if clients are asked
         *     for certificates and nothing is trusted, or the reverse
         */
        public TlsConfig build() {
            if (sslContext == null) {
                checkFiles();
            } else {
                requireNoFiles(keys, trust);
            }
            return new TlsConfig(this);
        }

        private void checkFiles() {
            if (keys.isEmpty()) {
                throw new IllegalArgumentException(
                        "TLS needs a private key; give key(...), keyStore(...) or sslContext(...)");
            }
            boolean asked = clientAuthentication != ClientAuthentication.NONE;
            if (asked && trust.isEmpty()) {
                throw new IllegalArgumentException("clientAuthentication is " + clientAuthentication
                        + ", but no certificate is trusted; give trust(...) or trustStore(...)");
            }
            if (!asked && !trust.isEmpty()) {
                throw new IllegalArgumentException("trust is given, but clients are not asked for a certificate; set"
                        + " clientAuthentication(...) to WANTED or NEEDED, or leave the trust out");
            }
        }
    }
}
