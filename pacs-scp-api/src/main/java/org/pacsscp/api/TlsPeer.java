package org.pacsscp.api;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * What a TLS handshake told about the peer.
 *
 * @param protocol the TLS version, such as {@code TLSv1.3}
 * @param cipherSuite the cipher suite, such as {@code TLS_AES_128_GCM_SHA256}
 * @param serverName the host name that the client, be it the peer or we, asked for (SNI, RFC 6066 section 3), if it did
 * @param certificates the peer's certificate and those that the peer sent to prove it, verified against our trust; empty
 *     if the peer showed none
 * @since 0.1.0
 */
public record TlsPeer(
        String protocol, String cipherSuite, Optional<String> serverName, List<X509Certificate> certificates) {
    /** Copies the list. */
    public TlsPeer {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cipherSuite, "cipherSuite");
        Objects.requireNonNull(serverName, "serverName");
        certificates = List.copyOf(certificates);
    }

    /**
     * Returns the peer's own certificate.
     *
     * @return the first of {@link #certificates()}; empty if the peer showed none
     */
    public Optional<X509Certificate> certificate() {
        return certificates.stream().findFirst();
    }

    /**
     * Returns whom the peer's certificate names.
     *
     * @return its subject; empty if the peer showed none
     */
    public Optional<X500Principal> principal() {
        return certificate().map(X509Certificate::getSubjectX500Principal);
    }

    /** Returns the session in one line, the certificates by the peer's subject only. */
    @Override
    public String toString() {
        return "TlsPeer[" + protocol + ", " + cipherSuite
                + serverName.map(name -> ", server name " + name).orElse("")
                + principal().map(name -> ", " + name.getName()).orElse(", no certificate") + "]";
    }
}
