package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What happens on a connection before the first byte of its handler's: the PROXY header of a trusted proxy, then the TLS
 * handshake. Owned by the loop; once that is done, any thread may ask.
 */
final class Arrival {
    private final Connection connection;
    private final SocketChannel channel;
    private final Intake intake;
    private final InetSocketAddress transportAddress;
    private final InetSocketAddress localAddress;
    private @Nullable ProxyPrelude prelude;
    private @Nullable ProxyHeader proxyHeader;
    private @Nullable TlsHandshake handshake;
    private @Nullable TlsTransport tls;

    Arrival(Connection connection, SocketChannel channel, Intake intake) throws IOException {
        this.connection = connection;
        this.channel = channel;
        this.intake = intake;
        transportAddress = (InetSocketAddress) channel.getRemoteAddress();
        localAddress = (InetSocketAddress) channel.getLocalAddress();
    }

    void begin() {
        if (intake.proxies().test(transportAddress.getAddress())) {
            prelude = new ProxyPrelude(connection, channel, intake);
        } else {
            admit();
        }
    }

    /** Where the peer connects from is known. */
    private void admit() {
        connection.admit(intake.handlers());
        if (intake.tls().isPresent() && !connection.isClosing()) {
            connection.guarded(() -> beginTls(intake.tls().get()));
        }
    }

    private void beginTls(TlsIntake tlsIntake) {
        TlsTransport begun = new TlsTransport(
                tlsIntake.engines().apply(remoteAddress()),
                channel,
                connection.loop().buffers(),
                connection::flushTransport);
        handshake = new TlsHandshake(this, connection, begun, tlsIntake);
        handshake.begin();
    }

    /** The TLS handshake is done. */
    void secured(TlsTransport established) {
        handshake = null;
        tls = established;
        connection.secured(established);
    }

    /** The channel is ready; tells whether that was for this to deal with. */
    boolean ready() {
        if (prelude != null) {
            advance(prelude);
            return true;
        }
        if (handshake != null) {
            handshake.advance();
            return true;
        }
        return false;
    }

    private void advance(ProxyPrelude present) {
        Optional<ProxyHeader> complete = present.advance();
        if (complete.isPresent()) {
            prelude = null;
            proxyHeader = complete.get();
            admit();
        }
    }

    /** Tells whether the handshake says what to wait for. */
    boolean isHandshaking() {
        return handshake != null;
    }

    /** The connection is closed. */
    void end() {
        if (prelude != null) {
            prelude.end();
        }
        if (handshake != null) {
            handshake.end();
        }
    }

    Optional<SSLSession> tlsSession() {
        return Optional.ofNullable(tls).map(TlsTransport::session);
    }

    Optional<ProxyHeader> proxyHeader() {
        return Optional.ofNullable(proxyHeader);
    }

    InetSocketAddress transportAddress() {
        return transportAddress;
    }

    InetSocketAddress remoteAddress() {
        ProxyHeader header = proxyHeader;
        return header == null ? transportAddress : header.source().orElse(transportAddress);
    }

    InetSocketAddress localAddress() {
        ProxyHeader header = proxyHeader;
        return header == null ? localAddress : header.destination().orElse(localAddress);
    }
}
