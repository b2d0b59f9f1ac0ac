package org.pacsscp.api;

import java.util.List;

/**
 * Which TLS versions and cipher suites a server takes, by their JDK names, the preferred ones first.
 *
 * <p>What the JDK does not have, or what its security property {@code jdk.tls.disabledAlgorithms} forbids, is left out
 * when the server starts, with a WARN in the log; the server does not start if nothing is left.
 *
 * <p>The Modified BCP 195 profile (PS3.15 B.13) needs CCM cipher suites that the JDK does not have.
 *
 * @param protocols the versions, such as {@code TLSv1.3}
 * @param cipherSuites the cipher suites, such as {@code TLS_AES_128_GCM_SHA256}
 * @since 0.1.0
 */
public record TlsProfile(List<String> protocols, List<String> cipherSuites) {
    /**
     * The BCP 195 RFC 8996, 9325 TLS Secure Transport Connection Profile (PS3.15 B.12): TLS 1.3 and 1.2, cipher suites
     * with authenticated encryption and forward secrecy only. Own RSA keys have 2048 bits or more (RFC 9325 4.5).
     */
    public static final TlsProfile BCP_195 = new TlsProfile(
            List.of("TLSv1.3", "TLSv1.2"),
            // RFC 8446 9.1, then RFC 9325 4.2 with the stronger before the weaker as 4.2.1 asks; no TLS_DHE_* (4.1).
            List.of(
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"));

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if one of them is empty
     */
    public TlsProfile {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        if (protocols.isEmpty() || cipherSuites.isEmpty()) {
            throw new IllegalArgumentException("a TLS profile needs at least one protocol and one cipher suite; it has "
                    + protocols + " and " + cipherSuites);
        }
    }

    /**
     * Makes a profile of one's own, for peers that {@link #BCP_195} keeps out. What it weakens is the site's to judge.
     *
     * @param protocols the versions, the preferred first
     * @param cipherSuites the cipher suites of all these versions, the preferred first
     * @return the profile
     * @throws IllegalArgumentException if one of them is empty
     */
    public static TlsProfile custom(List<String> protocols, List<String> cipherSuites) {
        return new TlsProfile(protocols, cipherSuites);
    }
}
