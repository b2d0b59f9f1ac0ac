package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.IoLoop;
import org.pacsscp.core.internal.io.loop.LoopUser;

/** How a channel that came to an address becomes a connection: the PROXY header of a trusted proxy, then TLS. Owned by the loop. */
final class Accepting implements Establishment {
    private final Connection connection;
    private final InboundSettings settings;
    private @Nullable ProxyPrelude prelude;
    private @Nullable TlsHandshake handshake;

    private Accepting(Connection connection, InboundSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /**
     * Makes a connection of a channel that came to an address of a user's; on the loop's thread. It has a handler once it is known
     * who the peer is.
     *
     * @throws IOException if the channel is broken already, or the user has left
     */
    static void accept(IoLoop loop, LoopUser user, SocketChannel socket, InboundSettings settings) throws IOException {
        if (user.hasLeft()) {
            throw new IOException("whose address it came to has closed");
        }
        Connection connection = new Connection(
                loop,
                user,
                new ConnectionChannel(socket),
                new Addresses(
                        (InetSocketAddress) socket.getRemoteAddress(), (InetSocketAddress) socket.getLocalAddress()),
                settings.waitingRoom(),
                settings.writeTimeoutNanos());
        connection.begin(new Accepting(connection, settings), SelectionKey.OP_READ);
    }

    @Override
    public void begin() {
        if (settings.proxies().test(connection.transportAddress().getAddress())) {
            connection.occupancy().beginForProxy();
            prelude = new ProxyPrelude(connection, settings);
        } else {
            admit();
        }
    }

    /** Where the peer connects from is known: from now on there is a handler. */
    private void admit() {
        connection.beginHandling(settings.handlers());
        connection.connected();
        if (settings.tls().isPresent() && !connection.isClosing()) {
            handshake = new TlsHandshake(this, connection, settings.tls().get());
            handshake.begin();
        } else {
            connection.established();
        }
    }

    @Override
    public void advance() {
        if (handshake != null) {
            handshake.advance();
        } else if (prelude != null) {
            Optional<ProxyHeader> complete = prelude.advance();
            complete.ifPresent(this::readOn);
        }
    }

    private void readOn(ProxyHeader header) {
        prelude = null;
        connection.addresses(connection.addresses().behind(header));
        // The handler takes a place again, among those of the address that is known now.
        connection.occupancy().end();
        admit();
    }

    @Override
    public void secured(TlsTransport transport) {
        connection.established(transport);
        connection.input().readBuffered();
    }

    /** A peer that never spoke has done nothing wrong. */
    @Override
    public void notSecured(TlsHandshakeException failure) {
        connection.fail(!failure.peerHasSpoken() && failure.getCause() instanceof IOException cause ? cause : failure);
    }

    @Override
    public void shed(String why) {
        settings.proxyRefusals().accept(connection.transportAddress(), why);
    }

    @Override
    public void end() {
        if (prelude != null) {
            prelude.end();
        }
        if (handshake != null) {
            handshake.end();
        }
    }
}
