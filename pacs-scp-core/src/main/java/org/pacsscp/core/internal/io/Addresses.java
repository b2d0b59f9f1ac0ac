package org.pacsscp.core.internal.io;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Between whom a connection is.
 *
 * @param transport the other end of the TCP connection: the peer or a proxy
 * @param own our end of the TCP connection
 * @param proxyHeader what a trusted proxy has said of the peer; empty without one
 */
record Addresses(InetSocketAddress transport, InetSocketAddress own, Optional<ProxyHeader> proxyHeader) {
    /** Without a proxy. */
    Addresses(InetSocketAddress transport, InetSocketAddress own) {
        this(transport, own, Optional.empty());
    }

    /** To a peer that we connect to, from an address that the system may choose. */
    static Addresses to(InetSocketAddress remote, Optional<InetSocketAddress> local) {
        return new Addresses(remote, local.orElseGet(() -> new InetSocketAddress(0)));
    }

    /** From an address that the system has chosen. */
    Addresses from(InetSocketAddress chosen) {
        return new Addresses(transport, chosen, proxyHeader);
    }

    /** With what a trusted proxy says of the peer behind it. */
    Addresses behind(ProxyHeader header) {
        return new Addresses(transport, own, Optional.of(header));
    }

    /** Returns where the peer is, behind a trusted proxy too. */
    InetSocketAddress remote() {
        return proxyHeader.isPresent() && proxyHeader.get().source().isPresent()
                ? proxyHeader.get().source().get()
                : transport;
    }

    /** Returns which address the peer has to do with, of ours or of a trusted proxy's. */
    InetSocketAddress local() {
        return proxyHeader.isPresent() && proxyHeader.get().destination().isPresent()
                ? proxyHeader.get().destination().get()
                : own;
    }
}
