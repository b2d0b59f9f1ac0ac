package org.pacsscp.audit;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** A connection to a receiver of syslog, which says nothing but that it is gone. */
final class SyslogConnection implements AutoCloseable {
    private static final int NO_WAIT_MILLIS = 1;

    private final SSLSocket socket;
    private final Socket plain;
    private boolean proven;

    SyslogConnection(SSLSocket socket, Socket plain) throws IOException {
        this.socket = socket;
        this.plain = plain;
        socket.setSoTimeout(NO_WAIT_MILLIS);
    }

    /**
     * Sends a message. Looks before whether the receiver is still there, since a socket takes what nobody will read; and the first time
     * afterwards, too, since with TLS 1.3 a server refuses our certificate only then.
     */
    void send(byte[] message) throws IOException {
        requirePeer();
        socket.getOutputStream().write(SyslogMessage.frame(message));
        socket.getOutputStream().flush();
        if (!proven) {
            requirePeer();
            proven = true;
        }
    }

    private void requirePeer() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // RFC 5425 has no answers: whatever is said means nothing.
            }
            throw new EOFException("the receiver has closed the connection");
        } catch (SocketTimeoutException e) {
            // It is there and says nothing, as it should.
        }
    }

    /** Ends it at once, also under a thread that sends to a receiver that does not read: close() would wait for that one. */
    void abort() throws IOException {
        plain.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
