package org.pacsscp.testkit.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The socket of a connection, and the one of TLS above it if there is one.
 *
 * @param tcp the lower one
 * @param tls the upper one; empty for a plain connection
 */
record Sockets(Socket tcp, Optional<SSLSocket> tls) {
    /** Connects; performs the TLS handshake if the endpoint wants it. */
    static Sockets connect(Socket socket, Endpoint endpoint, Duration limit, byte[] prelude) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis(limit));
        socket.getOutputStream().write(prelude);
        if (endpoint.tls().isEmpty()) {
            return new Sockets(socket, Optional.empty());
        }
        socket.setSoTimeout(millis(limit));
        SSLSocket client = above(socket, endpoint.tls().get(), endpoint.host(), endpoint.port());
        client.startHandshake();
        return new Sockets(socket, Optional.of(client));
    }

    /** Takes a socket that was accepted; performs the server's side of the TLS handshake if there is a context. */
    static Sockets accept(Socket socket, Optional<SSLContext> context) throws IOException {
        socket.setTcpNoDelay(true);
        if (context.isEmpty()) {
            return new Sockets(socket, Optional.empty());
        }
        SSLSocket server = above(socket, context.get(), socket.getInetAddress().getHostAddress(), socket.getPort());
        server.setUseClientMode(false);
        server.startHandshake();
        return new Sockets(socket, Optional.of(server));
    }

    private static SSLSocket above(Socket socket, SSLContext context, String host, int port) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
    }

    /** The one that is written to and read from. */
    Socket upper() {
        return tls.isPresent() ? tls.get() : tcp;
    }

    /** Closes the sending side of both. */
    void endSending() throws IOException {
        if (tls.isPresent()) {
            tls.get().shutdownOutput();
        }
        tcp.shutdownOutput();
    }

    /** The unit of a socket's timeouts, of which zero would mean for ever. */
    static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
