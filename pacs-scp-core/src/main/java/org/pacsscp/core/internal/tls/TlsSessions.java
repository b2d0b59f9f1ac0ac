package org.pacsscp.core.internal.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pacsscp.api.TlsPeer;

/** Reads what a handshake told about the peer. */
public final class TlsSessions {
    private TlsSessions() {}

    /** Returns the peer of a session whose handshake is complete. */
    public static TlsPeer peer(SSLSession session) {
        return new TlsPeer(
                session.getProtocol(), session.getCipherSuite(), requestedHostName(session), certificates(session));
    }

    /** Returns the host name that the client asks for (SNI), during the handshake too. */
    static Optional<String> requestedHostName(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        return extended.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst();
    }

    private static List<X509Certificate> certificates(SSLSession session) {
        try {
            return Stream.of(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
