package org.pacsscp.robustness.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * A connection to an acceptor, on which anything can be said. Every wait has an end: nothing lives longer than it was told
 * to when it was connected. Used by one thread.
 */
public final class Peer implements AutoCloseable {
    /** The longest PDU that is taken; a longer one is a {@link Ending#FRAGMENT}. */
    private static final int MAX_LENGTH = 16 * 1024 * 1024;

    /** How a record of TLS begins that has an alert. No PDU has this type. */
    private static final int TLS_ALERT = 0x15;

    private static final int TLS_MAJOR_VERSION = 3;

    private final Socket socket;
    private final Optional<SSLSocket> tls;
    private final Lifetime lifetime;
    private final InputStream in;
    private final OutputStream out;
    private int longestPData;

    private Peer(Socket socket, Optional<SSLSocket> tls, Lifetime lifetime) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.lifetime = lifetime;
        Socket upper = tls.isPresent() ? tls.get() : socket;
        in = upper.getInputStream();
        out = upper.getOutputStream();
    }

    /**
     * Connects, with TLS if the endpoint wants it.
     *
     * @param lifetime after which the connection is closed, whatever is under way
     */
    public static Peer connect(Endpoint endpoint, Duration lifetime) throws IOException {
        return connect(endpoint, lifetime, Optional.empty());
    }

    /** Connects from an address of this machine. */
    public static Peer connect(Endpoint endpoint, Duration lifetime, Optional<SocketAddress> from) throws IOException {
        Socket socket = new Socket();
        Lifetime end = new Lifetime(socket, lifetime);
        try {
            if (from.isPresent()) {
                socket.bind(from.get());
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), millis(lifetime));
            Optional<SSLSocket> tls = Optional.empty();
            if (endpoint.tls().isPresent()) {
                socket.setSoTimeout(millis(lifetime));
                SSLSocket upper = (SSLSocket) endpoint.tls()
                        .get()
                        .getSocketFactory()
                        .createSocket(socket, endpoint.host(), endpoint.port(), true);
                upper.startHandshake();
                tls = Optional.of(upper);
            }
            return new Peer(socket, tls, end);
        } catch (IOException e) {
            end.cancel();
            socket.close();
            throw e;
        }
    }

    /** Sends bytes, which need not be a PDU. */
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends bytes under TLS, if there is TLS, as if there was none. */
    public void sendBelowTls(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Hears the next PDU, or why there is none; waits so long for all of it. */
    public Heard hear(Duration patience) {
        int read = 0;
        try {
            long deadline = System.nanoTime() + lifetime.atMost(patience).toNanos();
            byte[] header = new byte[Pdus.HEADER_LENGTH];
            read = fill(header, deadline);
            if (read == 0) {
                return Ending.CLOSE;
            }
            if (tls.isEmpty() && header[0] == TLS_ALERT && header[1] == TLS_MAJOR_VERSION) {
                return Ending.ALERT;
            }
            int length = ByteBuffer.wrap(header).getInt(2);
            if (read < header.length || length < 0 || length > MAX_LENGTH) {
                return Ending.FRAGMENT;
            }
            byte[] body = new byte[length];
            if (fill(body, deadline) < length) {
                return Ending.FRAGMENT;
            }
            if (header[0] == Pdus.P_DATA_TF) {
                longestPData = Math.max(longestPData, length);
            }
            return new Pdu(header[0] & 0xFF, body);
        } catch (SocketTimeoutException e) {
            return read == 0 ? Ending.SILENCE : Ending.FRAGMENT;
        } catch (EOFException e) {
            return read == 0 ? Ending.CLOSE : Ending.FRAGMENT;
        } catch (SSLException e) {
            return lostUnderTls(e);
        } catch (IOException e) {
            return lost();
        }
    }

    /**
     * Hears the next PDU; if it is the beginning of a command set, hears the rest of it too, and returns it as if it had
     * come in one P-DATA-TF.
     *
     * @param patience for each PDU
     */
    public Heard hearMessage(Duration patience) {
        Heard heard = hear(patience);
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        while (heard instanceof Pdu pdu && pdu.isCommand() && !pdu.isLastFragment()) {
            command.writeBytes(pdu.fragment());
            heard = hear(patience);
        }
        return heard instanceof Pdu pdu && command.size() > 0 ? pdu.after(command.toByteArray()) : heard;
    }

    /** Returns the length of the longest P-DATA-TF that was heard, which is to be compared with the maximum announced. */
    public int longestPData() {
        return longestPData;
    }

    private Heard lostUnderTls(SSLException e) {
        return e.getCause() instanceof SocketException ? lost() : Ending.ALERT;
    }

    private Heard lost() {
        return lifetime.isOver() ? Ending.SILENCE : Ending.RESET;
    }

    /** Reads until the array is full or the stream ends; returns how much was read. */
    private int fill(byte[] bytes, long deadline) throws IOException {
        int filled = 0;
        while (filled < bytes.length) {
            timeout(deadline);
            int count = in.read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                return filled;
            }
            filled += count;
        }
        return filled;
    }

    private void timeout(long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the time for a PDU is over");
        }
        socket.setSoTimeout(millis(Duration.ofNanos(left)));
    }

    /** Closes the sending side, TLS and TCP: the acceptor reads the end of the stream. */
    public void endSending() throws IOException {
        if (tls.isPresent()) {
            tls.get().shutdownOutput();
        }
        socket.shutdownOutput();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        lifetime.cancel();
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes the connection; under TLS without a word about it. */
    @Override
    public void close() throws IOException {
        lifetime.cancel();
        socket.close();
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, duration.toMillis()));
    }
}
