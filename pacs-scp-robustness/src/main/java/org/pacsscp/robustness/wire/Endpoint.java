package org.pacsscp.robustness.wire;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where an acceptor listens, and whether it wants TLS.
 *
 * @param host its name or address
 * @param port its port
 * @param tls what makes the client's side of TLS, empty for a plain connection
 */
public record Endpoint(String host, int port, Optional<SSLContext> tls) {
    /** A plain port. */
    public static Endpoint plain(String host, int port) {
        return new Endpoint(host, port, Optional.empty());
    }

    /** A port of TLS. */
    public static Endpoint tls(String host, int port, SSLContext context) {
        return new Endpoint(host, port, Optional.of(context));
    }

    /** The same port without TLS. */
    public Endpoint withoutTls() {
        return plain(host, port);
    }

    @Override
    public String toString() {
        return host + ":" + port + (tls.isPresent() ? " (TLS)" : "");
    }
}
