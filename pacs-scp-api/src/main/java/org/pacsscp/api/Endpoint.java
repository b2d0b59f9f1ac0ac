package org.pacsscp.api;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a server listens: an address and a port, plain or with TLS.
 *
 * <pre>{@code
 * builder.endpoints(Endpoint.plain(11112), Endpoint.tls(Endpoint.DEFAULT_TLS_PORT, tls));
 * builder.endpoints(Endpoint.plain(new InetSocketAddress("10.1.2.3", 104)));
 * }</pre>
 *
 * @param address a resolved address, IPv4 or IPv6; port 0 takes any free port
 * @param tls keys, trust and profile; empty for none: everything can be read on the way
 * @since 0.1.0
 */
public record Endpoint(InetSocketAddress address, Optional<TlsConfig> tls) {
    /** The port of a server that was given none, registered as dicom (PS3.8 9.1.1). */
    public static final int DEFAULT_PORT = 11112;

    /** The usual port for TLS, registered as dicom-tls (PS3.15 B.12). */
    public static final int DEFAULT_TLS_PORT = 2762;

    /**
     * Checks that both are there.
     *
     * @throws IllegalArgumentException if the address's host name could not be resolved
     */
    public Endpoint {
        Objects.requireNonNull(tls, "tls");
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("address \"" + address.getHostString()
                    + "\" is not known on this machine; give an address of one of its network interfaces");
        }
    }

    /**
     * Makes an endpoint without TLS on every address of this machine.
     *
     * @param port 0 to 65535; 0 takes any free port
     * @return the endpoint
     * @throws IllegalArgumentException if the port is out of range
     */
    public static Endpoint plain(int port) {
        return plain(everyAddress(port));
    }

    /**
     * Makes an endpoint without TLS.
     *
     * @param address a resolved address; port 0 takes any free port
     * @return the endpoint
     * @throws IllegalArgumentException if its host name could not be resolved
     */
    public static Endpoint plain(InetSocketAddress address) {
        return new Endpoint(address, Optional.empty());
    }

    /**
     * Makes an endpoint with TLS on every address of this machine.
     *
     * @param port 0 to 65535; 0 takes any free port; {@link #DEFAULT_TLS_PORT} is the usual one
     * @param config keys, trust and profile
     * @return the endpoint
     * @throws IllegalArgumentException if the port is out of range
     */
    public static Endpoint tls(int port, TlsConfig config) {
        return tls(everyAddress(port), config);
    }

    /**
     * Makes an endpoint with TLS.
     *
     * @param address a resolved address; port 0 takes any free port
     * @param config keys, trust and profile
     * @return the endpoint
     * @throws IllegalArgumentException if its host name could not be resolved
     */
    public static Endpoint tls(InetSocketAddress address, TlsConfig config) {
        return new Endpoint(address, Optional.of(config));
    }

    private static InetSocketAddress everyAddress(int port) {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + "; it must be 0 to 65535");
        }
        return new InetSocketAddress(port);
    }

    /** Returns address and port, an IPv6 address in brackets, and whether there is TLS. */
    @Override
    public String toString() {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort()
                + (tls.isPresent() ? " with TLS" : "");
    }
}
