package org.pacsscp.examples;

import org.pacsscp.api.Peer;

/** Makes blocks of addresses: {@code HOST} or {@code CIDR}. */
final class NetworkConverter extends TextConverter<Peer.Network> {
    NetworkConverter() {
        super(Peer.Network::parse);
    }
}
