package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.Deadline;

/**
 * How a connection comes about that we make: TCP and a PROXY header within the deadline of connecting, then TLS within its own.
 * Owned by the loop.
 */
final class Connecting implements Establishment {
    private final Connection connection;
    private final OutboundSettings settings;
    private final SocketChannel channel;
    private final Deadline deadline;
    private @Nullable ByteBuffer proxyHeader;
    private @Nullable TlsHandshake handshake;

    Connecting(Connection connection, OutboundSettings settings) {
        this.connection = connection;
        this.settings = settings;
        channel = connection.channel().socket();
        deadline = connection.deadline(this::deadlinePassed);
    }

    @Override
    public void begin() {
        if (settings.localAddress().isPresent()
                && !isBound(settings.localAddress().get())) {
            return;
        }
        deadline.set(settings.connectTimeoutNanos());
        try {
            if (channel.connect(settings.remoteAddress())) {
                reached();
            } else {
                connection.channel().interest(SelectionKey.OP_CONNECT);
            }
        } catch (IOException | UnsupportedAddressTypeException e) {
            unreachable(e);
        }
    }

    private boolean isBound(InetSocketAddress local) {
        try {
            channel.bind(local);
            return true;
        } catch (IOException | UnsupportedAddressTypeException e) {
            fail(new ConnectFailedException(
                    ConnectFailedException.Step.LOCAL_ADDRESS,
                    "cannot connect from " + described(local) + ": " + reason(e)
                            + "; give an address of one of this machine's network interfaces, and a port that is free",
                    e));
            return false;
        }
    }

    @Override
    public void advance() {
        if (handshake != null) {
            handshake.advance();
            return;
        }
        try {
            if (proxyHeader != null) {
                sendProxyHeader(proxyHeader);
            } else if (channel.finishConnect()) {
                reached();
            }
        } catch (IOException e) {
            unreachable(e);
        }
    }

    /** The TCP connection is there. */
    private void reached() throws IOException {
        connection.addresses(connection.addresses().from((InetSocketAddress) channel.getLocalAddress()));
        if (settings.proxyHeader().isPresent()) {
            ByteBuffer header = ProxyHeaderWriter.encode(settings.proxyHeader().get());
            proxyHeader = header;
            sendProxyHeader(header);
        } else {
            secure();
        }
    }

    private void sendProxyHeader(ByteBuffer header) throws IOException {
        channel.write(header);
        if (header.hasRemaining()) {
            connection.channel().interest(SelectionKey.OP_WRITE);
        } else {
            secure();
        }
    }

    private void secure() {
        deadline.clear();
        if (settings.tls().isPresent()) {
            handshake = new TlsHandshake(this, connection, settings.tls().get());
            handshake.begin();
        } else {
            connection.established();
            connection.connected();
        }
    }

    @Override
    public void secured(TlsTransport transport) {
        connection.established(transport);
        connection.connected();
        connection.input().readBuffered();
    }

    @Override
    public void notSecured(TlsHandshakeException failure) {
        fail(new ConnectFailedException(
                failure.timedOut() ? ConnectFailedException.Step.TLS_TIMED_OUT : ConnectFailedException.Step.TLS,
                "no TLS with " + described(settings.remoteAddress()) + ": " + failure.getMessage(),
                failure));
    }

    /** There is no TCP connection, for this reason. */
    void unreachable(Exception cause) {
        fail(new ConnectFailedException(
                ConnectFailedException.Step.TCP,
                cannotConnect() + reason(cause) + "; check address and port, and that something listens there",
                cause));
    }

    private void deadlinePassed() {
        fail(new ConnectFailedException(
                ConnectFailedException.Step.TCP_TIMED_OUT,
                cannotConnect() + "nothing has answered within " + Duration.ofNanos(settings.connectTimeoutNanos())
                        + " (Timeouts.connect); check the address, and that no firewall is in the way",
                null));
    }

    private static String reason(Exception cause) {
        return cause instanceof UnsupportedAddressTypeException
                ? "this process has no addresses of that kind (java.net.preferIPv4Stack)"
                : String.valueOf(cause.getMessage());
    }

    private String cannotConnect() {
        return "cannot connect to " + described(settings.remoteAddress()) + ": ";
    }

    private static String described(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " port " + address.getPort();
    }

    private void fail(ConnectFailedException failure) {
        connection.fail(failure);
    }

    @Override
    public void shed(String why) {
        // It is in nobody's way: it has no place in a waiting room.
    }

    @Override
    public void end() {
        deadline.clear();
        if (handshake != null) {
            handshake.end();
        }
    }
}
