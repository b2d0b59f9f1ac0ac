package org.pacsscp.core.internal.server;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationRequest.OpenAssociations;
import org.pacsscp.api.AssociationRequest.Proxy;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.tls.TlsSessions;
import org.pacsscp.core.internal.ul.RequestOrigin;

/** Where a request comes from: its connection, and what else is open. */
record Caller(Connection connection, Admission admission) implements RequestOrigin {
    @Override
    public InetSocketAddress remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public InetSocketAddress localAddress() {
        return connection.localAddress();
    }

    @Override
    public Optional<Proxy> proxy() {
        return connection.proxyHeader().map(header -> new Proxy(connection.transportAddress(), header.tlvs()));
    }

    @Override
    public Optional<TlsPeer> tls() {
        return connection.tlsSession().map(TlsSessions::peer);
    }

    @Override
    public OpenAssociations openAssociations(AeTitle callingAeTitle) {
        return admission.openAssociations(callingAeTitle, remoteAddress().getAddress());
    }
}
