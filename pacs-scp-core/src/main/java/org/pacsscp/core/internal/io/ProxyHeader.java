package org.pacsscp.core.internal.io;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * What a proxy says of a connection that it passes on (PROXY protocol).
 *
 * @param source where the client connects from; empty if the proxy speaks for itself (a health check) or does not know
 * @param destination which address of the proxy's the client connected to; empty likewise
 * @param tlvs the type-length-values of version 2 by type, the last of each type
 */
public record ProxyHeader(
        Optional<InetSocketAddress> source, Optional<InetSocketAddress> destination, Map<Integer, byte[]> tlvs) {
    /** The proxy speaks for itself, or does not know for whom. */
    static final ProxyHeader LOCAL = new ProxyHeader(Optional.empty(), Optional.empty(), Map.of());

    public ProxyHeader {
        tlvs = Map.copyOf(tlvs);
    }
}
