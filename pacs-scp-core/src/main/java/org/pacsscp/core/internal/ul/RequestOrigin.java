package org.pacsscp.core.internal.ul;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest.OpenAssociations;
import org.pacsscp.api.AssociationRequest.Proxy;
import org.pacsscp.api.TlsPeer;

/** What is known of a request besides what it says. */
public interface RequestOrigin {
    /** Where the peer connects from. */
    InetSocketAddress remoteAddress();

    /** Which address it connected to. */
    InetSocketAddress localAddress();

    /** The trusted proxy that the connection came through, if one did. */
    Optional<Proxy> proxy();

    /** What the TLS handshake told about the peer; empty on a plain connection. */
    Optional<TlsPeer> tls();

    /** How many associations are open now, in all and from the same caller. */
    OpenAssociations openAssociations(AeTitle callingAeTitle);
}
