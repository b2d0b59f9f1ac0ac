package org.pacsscp.examples;

import org.pacsscp.api.Peer;

/** Makes callers: {@code AET}, {@code AET@HOST} or {@code AET@CIDR}. */
final class PeerConverter extends TextConverter<Peer> {
    PeerConverter() {
        super(Peer::parse);
    }
}
