package org.pacsscp.core.internal.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How connections of an address are taken in.
 *
 * @param handlers makes a handler for each
 * @param waitingRoom where they are until they are served
 * @param writeTimeoutNanos how long a peer may take to read what was sent; 0 means without end
 * @param proxies tells which addresses are trusted proxies, whose connections begin with a PROXY header
 * @param proxyTimeoutNanos how long such a header may take; 0 means without end
 * @param proxyRefusals is told of a connection from a proxy that had no proper header, and why
 * @param tls how they become TLS connections; empty if they do not
 */
public record InboundSettings(
        Function<Connection, ConnectionHandler> handlers,
        WaitingRoom waitingRoom,
        long writeTimeoutNanos,
        Predicate<InetAddress> proxies,
        long proxyTimeoutNanos,
        BiConsumer<InetSocketAddress, String> proxyRefusals,
        Optional<TlsSettings> tls) {}
