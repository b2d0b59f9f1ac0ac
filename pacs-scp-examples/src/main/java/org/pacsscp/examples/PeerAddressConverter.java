package org.pacsscp.examples;

import org.pacsscp.examples.call.PeerAddress;

/** Makes {@code HOST:PORT}. */
final class PeerAddressConverter extends TextConverter<PeerAddress> {
    PeerAddressConverter() {
        super(PeerAddress::parse);
    }
}
