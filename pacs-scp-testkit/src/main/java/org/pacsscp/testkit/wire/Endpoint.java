package org.pacsscp.testkit.wire;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where an acceptor listens, and whether it wants TLS.
 *
 * @param host its name or address
 * @param port its port
 * @param tls what makes the client's side of TLS, empty for a plain connection
 * @since 0.1.0
 */
public record Endpoint(String host, int port, Optional<SSLContext> tls) {
    /**
     * A plain port.
     *
     * @param host its name or address
     * @param port its port
     * @return the endpoint
     */
    public static Endpoint plain(String host, int port) {
        return new Endpoint(host, port, Optional.empty());
    }

    /**
     * A port of TLS.
     *
     * @param host its name or address
     * @param port its port
     * @param context what makes the client's side of TLS
     * @return the endpoint
     */
    public static Endpoint tls(String host, int port, SSLContext context) {
        return new Endpoint(host, port, Optional.of(context));
    }

    /**
     * The same port without TLS.
     *
     * @return another endpoint
     */
    public Endpoint withoutTls() {
        return plain(host, port);
    }

    /** Returns host and port. */
    @Override
    public String toString() {
        return host + ":" + port + (tls.isPresent() ? " (TLS)" : "");
    }
}
