package org.pacsscp.testkit.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A connection on which anything can be said and PDUs are heard, from either side. Every wait has an end. Used by one thread;
 * {@link #close()} and {@link #reset()} by any.
 *
 * <pre>{@code
 * try (Connection connection = Connection.connect(Endpoint.plain("localhost", 11112), Duration.ofSeconds(10))) {
 *     connection.send(Pdus.associateRq("ANY", "ME", Items.applicationContext(), …));
 *     Heard answer = connection.hear(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Connection implements AutoCloseable {
    private final Sockets sockets;
    private final Lifetime lifetime;
    private final PduInput in;
    private final OutputStream out;

    private Connection(Sockets sockets, Lifetime lifetime) throws IOException {
        this.sockets = sockets;
        this.lifetime = lifetime;
        in = new PduInput(sockets, lifetime);
        out = sockets.upper().getOutputStream();
    }

    /**
     * Connects, with TLS if the endpoint wants it.
     *
     * @param endpoint where to
     * @param lifetime after which the connection is closed, whatever is under way
     * @return the open connection
     * @throws IOException if nobody listens there, or TLS fails
     */
    public static Connection connect(Endpoint endpoint, Duration lifetime) throws IOException {
        return connect(endpoint, lifetime, Optional.empty());
    }

    /**
     * Connects from an address of this machine.
     *
     * @param endpoint where to
     * @param lifetime after which the connection is closed, whatever is under way
     * @param from the local address; empty for any
     * @return the open connection
     * @throws IOException if nobody listens there, or TLS fails
     */
    public static Connection connect(Endpoint endpoint, Duration lifetime, Optional<? extends SocketAddress> from)
            throws IOException {
        Socket socket = new Socket();
        try {
            if (from.isPresent()) {
                socket.bind(from.get());
            }
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return connect(socket, endpoint, lifetime);
    }

    /**
     * Connects, and begins with some bytes, below TLS if there is TLS.
     *
     * @param endpoint where to
     * @param lifetime after which the connection is closed, whatever is under way
     * @param prelude such as a PROXY header; may be empty
     * @param holding whether all that is sent goes out together when something is heard, or sending ends
     * @return the open connection
     * @throws IOException if nobody listens there, or TLS fails
     */
    public static Connection connect(Endpoint endpoint, Duration lifetime, byte[] prelude, boolean holding)
            throws IOException {
        return connect(holding ? new HoldingSocket() : new Socket(), endpoint, lifetime, prelude);
    }

    /**
     * Connects a socket on which options are set already.
     *
     * @param socket not yet connected; closed if this fails
     * @param endpoint where to
     * @param lifetime after which the connection is closed, whatever is under way
     * @return the open connection
     * @throws IOException if nobody listens there, or TLS fails
     */
    public static Connection connect(Socket socket, Endpoint endpoint, Duration lifetime) throws IOException {
        return connect(socket, endpoint, lifetime, new byte[0]);
    }

    private static Connection connect(Socket socket, Endpoint endpoint, Duration lifetime, byte[] prelude)
            throws IOException {
        Lifetime end = new Lifetime(socket, lifetime);
        try {
            return new Connection(Sockets.connect(socket, endpoint, lifetime, prelude), end);
        } catch (IOException e) {
            end.cancel();
            socket.close();
            throw e;
        }
    }

    /**
     * Takes a connection that somebody else has opened; the TLS handshake, if there is one, is performed here.
     *
     * @param socket accepted; closed if this fails
     * @param tls what makes the server's side of TLS, empty for a plain connection
     * @return the open connection, which lives until it is closed
     * @throws IOException if TLS fails
     */
    public static Connection accepted(Socket socket, Optional<SSLContext> tls) throws IOException {
        try {
            return new Connection(Sockets.accept(socket, tls), Lifetime.unlimited());
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Returns where the other side is.
     *
     * @return its address
     */
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) sockets.tcp().getRemoteSocketAddress();
    }

    /**
     * Sends bytes, which need not be a PDU, in one write.
     *
     * @param bytes what is sent
     * @throws IOException if the connection takes no more
     */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /**
     * Sends a part of some bytes, in one write.
     *
     * @param bytes of these
     * @param offset where to begin
     * @param length how many
     * @throws IOException if the connection takes no more
     */
    public void send(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /**
     * Sends bytes under TLS, if there is TLS, as if there was none.
     *
     * @param bytes what is sent
     * @throws IOException if the connection takes no more
     */
    public void sendBelowTls(byte[] bytes) throws IOException {
        sockets.tcp().getOutputStream().write(bytes);
    }

    /**
     * Hears the next PDU, or why there is none.
     *
     * @param patience how long all of it may take
     * @return the PDU or the end
     */
    public Heard hear(Duration patience) {
        return in.hear(patience);
    }

    /**
     * Hears the next PDU; if it is the beginning of a command set, hears the rest of it too, and returns it as if it had come
     * in one P-DATA-TF.
     *
     * @param patience for each PDU
     * @return the PDU or the end
     */
    public Heard hearMessage(Duration patience) {
        Heard heard = hear(patience);
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        while (heard instanceof Pdu pdu && pdu.isCommand() && !pdu.isLastFragment()) {
            command.writeBytes(pdu.values().get(0).fragment());
            heard = hear(patience);
        }
        return heard instanceof Pdu pdu && command.size() > 0 ? pdu.after(command.toByteArray()) : heard;
    }

    /**
     * Hears bytes, which need not be a PDU.
     *
     * @param count how many
     * @param patience how long all of them may take
     * @return fewer than that if the stream ends before
     * @throws IOException if they do not come in time, or the connection is reset
     */
    public byte[] hearBytes(int count, Duration patience) throws IOException {
        return in.hearBytes(count, patience);
    }

    /**
     * Waits for the next byte, which stays to be heard.
     *
     * @param patience how long to wait
     * @return it, or -1 at the end of the stream
     * @throws SocketTimeoutException if nothing comes in that time
     * @throws IOException if the connection is reset
     */
    public int peek(Duration patience) throws IOException {
        return in.peek(patience);
    }

    /**
     * Tells whether something can be heard at once.
     *
     * @return whether bytes have come; {@code false} at the end of the stream too
     * @throws IOException if the connection is closed here
     */
    public boolean hasInput() throws IOException {
        return in.hasInput();
    }

    /**
     * Returns the length of the longest P-DATA-TF that was heard, which is to be compared with the maximum announced.
     *
     * @return bytes without the header; 0 if there was none
     */
    public int longestPData() {
        return in.longestPData();
    }

    /**
     * Closes the sending side, TLS and TCP: the other side reads the end of the stream.
     *
     * @throws IOException if the connection is closed already
     */
    public void endSending() throws IOException {
        sockets.endSending();
    }

    /**
     * Ends the connection with a reset.
     *
     * @throws IOException if it is closed already
     */
    public void reset() throws IOException {
        lifetime.cancel();
        sockets.tcp().setSoLinger(true, 0);
        sockets.tcp().close();
    }

    /** Closes the connection; under TLS without a word about it. */
    @Override
    public void close() throws IOException {
        lifetime.cancel();
        sockets.tcp().close();
    }
}
