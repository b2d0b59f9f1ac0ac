package org.pacsscp.core.internal.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A private key of the server with its certificates.
 *
 * @param file where the certificates come from
 * @param key the private key
 * @param chain the certificate of the key, then that of its issuer, and so on
 */
record ServerKey(Path file, PrivateKey key, List<X509Certificate> chain) {
    private static final Integer DNS_NAME = 2;

    ServerKey {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** Returns the host names of the certificate in lower case, wildcards among them (RFC 5280 4.2.1.6). */
    List<String> hostNames() {
        try {
            Collection<List<?>> names = certificate().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> DNS_NAME.equals(name.get(0)))
                            .map(name -> ((String) name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Tells whether the certificate has exactly this host name. */
    boolean isFor(String hostName) {
        return hostNames().contains(hostName.toLowerCase(Locale.ROOT));
    }

    /** Tells whether a wildcard of the certificate covers this host name: it stands for one whole label (RFC 9525 6.3). */
    boolean hasWildcardFor(String hostName) {
        int dot = hostName.indexOf('.');
        return dot > 0 && isFor("*" + hostName.substring(dot));
    }

    /** Tells whether this is the other key, or a key of another algorithm for the same names as that has. */
    boolean isAlternativeTo(ServerKey other) {
        return certificate()
                        .getSubjectX500Principal()
                        .equals(other.certificate().getSubjectX500Principal())
                && hostNames().equals(other.hostNames());
    }
}
