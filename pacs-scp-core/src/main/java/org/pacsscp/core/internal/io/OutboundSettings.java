package org.pacsscp.core.internal.io;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a connection is made.
 *
 * @param handlers makes the handler, which is told of success ({@link ConnectionHandler#connected}) or failure ({@link
 *     ConnectionHandler#failed}, with a {@link ConnectFailedException})
 * @param remoteAddress where to, resolved; who has several addresses of a name tries one after the other
 * @param localAddress where from; port 0 is any free one. Empty: the system chooses
 * @param connectTimeoutNanos how long the TCP connection may take; 0 means as long as the system tries
 * @param writeTimeoutNanos how long the peer may take to read what was sent; 0 means without end
 * @param proxyHeader what is sent first, to a peer that expects a PROXY header
 * @param tls how it becomes a TLS connection, with engines in client mode; empty if it does not
 */
public record OutboundSettings(
        Function<Connection, ConnectionHandler> handlers,
        InetSocketAddress remoteAddress,
        Optional<InetSocketAddress> localAddress,
        long connectTimeoutNanos,
        long writeTimeoutNanos,
        Optional<ProxyHeader> proxyHeader,
        Optional<TlsSettings> tls) {
    public OutboundSettings {
        if (remoteAddress.isUnresolved()) {
            throw new IllegalArgumentException("host " + remoteAddress.getHostString() + " is not resolved");
        }
        if (localAddress.isPresent() && localAddress.get().isUnresolved()) {
            throw new IllegalArgumentException("host " + localAddress.get().getHostString() + " is not resolved");
        }
    }
}
