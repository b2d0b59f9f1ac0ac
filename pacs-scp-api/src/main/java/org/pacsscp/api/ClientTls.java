package org.pacsscp.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.TlsConfig.KeySource;
import org.pacsscp.api.TlsConfig.TrustSource;

/**
 * How a client speaks TLS; immutable. Each default stands beside its accessor.
 *
 * <p>The server has to show a certificate that is trusted, is valid today, and has the host name that was connected to.
 * Nothing turns the first two off.
 *
 * <pre>{@code
 * ClientTls tls = ClientTls.builder()
 *         .trust(Path.of("hospital-ca.crt"))
 *         .key(Path.of("client.key"), Path.of("client.crt"))
 *         .build();
 * }</pre>
 *
 * <p>Files are read when the first association needs them or {@link Client#reloadTls()} is called, and again while the
 * client is open: a changed file is noticed by its content within {@link #reloadInterval()}. New handshakes use the new
 * files, open associations go on. Files that cannot be used are named with an ERROR in the log, and the old ones stay in
 * use.
 *
 * <p>Certificates of servers are checked against the trusted ones and the date, not against revocation lists.
 *
 * @since 0.1.0
 */
public final class ClientTls {
    private final Optional<SSLContext> sslContext;
    private final List<KeySource> keys;
    private final List<TrustSource> trust;
    private final boolean verifyHostName;
    private final TlsProfile profile;
    private final Duration reloadInterval;

    private ClientTls(Builder builder) {
        sslContext = Optional.ofNullable(builder.sslContext);
        keys = List.copyOf(builder.keys);
        trust = List.copyOf(builder.trust);
        verifyHostName = builder.verifyHostName;
        profile = builder.profile;
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
     * Returns where the client's private keys and certificates are, for servers that ask for a certificate.
     *
     * @return the sources, the preferred one first; empty by default: no certificate is shown
     */
    public List<KeySource> keys() {
        return keys;
    }

    /**
     * Returns where the certificates are that servers are verified with.
     *
     * @return the sources; empty by default: the authorities that the Java runtime trusts
     */
    public List<TrustSource> trust() {
        return trust;
    }

    /**
     * Tells whether the certificate must have the host name that was connected to, or {@link
     * AssociationProposal#serverName()}, as RFC 9525 compares them.
     *
     * @return {@code true} by default
     */
    public boolean verifyHostName() {
        return verifyHostName;
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
     * Returns how often the files are looked at for changes.
     *
     * @return the interval; 10 s by default; zero: only on {@link Client#reloadTls()}
     */
    public Duration reloadInterval() {
        return reloadInterval;
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
        private boolean verifyHostName = true;
        private TlsProfile profile = TlsProfile.BCP_195;
        private Duration reloadInterval = TlsConfig.DEFAULT_RELOAD_INTERVAL;

        private Builder() {}

        /**
         * Uses a context of the application instead of files; what it holds is the application's to renew, and whom it
         * trusts is the application's to decide. Profile and host name verification of this configuration apply to it too.
         *
         * @param context an initialised context
         * @return this builder
         */
        public Builder sslContext(SSLContext context) {
            sslContext = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Adds a private key with its certificates from PEM files, for servers that ask for a certificate. With several
         * keys, the first whose issuer and algorithm the server takes is used.
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
         * Adds certificates that servers are verified with: those of authorities, or of servers themselves. With any, the
         * authorities that the Java runtime trusts do not count.
         *
         * @param file a PEM file with certificates, or a key store file without a password
         * @return this builder
         */
        public Builder trust(Path file) {
            trust.add(new TrustSource(file, Optional.empty()));
            return this;
        }

        /**
         * Adds certificates that servers are verified with, from a key store file; otherwise as {@link #trust}.
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
         * Sets whether the certificate must have the host name that was connected to. Without that, whoever has any
         * certificate of a trusted authority can pose as the peer; a WARN in the log says so once. Where a peer is
         * connected to by its address and its certificate has a name, {@link AssociationProposal.Builder#serverName} is the
         * better way.
         *
         * @param verify {@code true} by default
         * @return this builder
         */
        public Builder verifyHostName(boolean verify) {
            verifyHostName = verify;
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
         * Sets how often the files are looked at for changes.
         *
         * @param interval 10 s by default; zero: only on {@link Client#reloadTls()}
         * @return this builder
         * @throws IllegalArgumentException if it is negative or longer than 365 days
         */
        public Builder reloadInterval(Duration interval) {
            reloadInterval = TlsConfig.checkReloadInterval(interval);
            return this;
        }

        /**
         * Returns what was collected so far; no file is read.
         *
         * @return an immutable configuration
         * @throws IllegalArgumentException if there is a context and a key or trust besides
         */
        public ClientTls build() {
            if (sslContext != null) {
                TlsConfig.requireNoFiles(keys, trust);
            }
            return new ClientTls(this);
        }
    }
}
