package org.pacsscp.core.internal.io;

import java.io.EOFException;
import java.io.IOException;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Takes a TLS handshake as far as it goes without waiting. Owned by the loop; nobody else uses the transport meanwhile. */
final class HandshakeFlights {
    /** What the handshake waits for. */
    enum Progress {
        /** Nothing: it is done. */
        DONE,
        /** The channel to be readable. */
        READ,
        /** The channel to be writable. */
        WRITE,
        /** The engine's delegated tasks. */
        TASKS
    }

    private final TlsEngine engine;
    private final TlsTransport transport;
    private int firstByte = -1;

    HandshakeFlights(TlsTransport transport) {
        this.transport = transport;
        engine = transport.engine();
    }

    /** Must come before {@link #advance}: an engine that has not begun looks like one that is done. */
    void begin() throws SSLException {
        engine.beginHandshake();
    }

    /** Sends and receives what can be, up to what has to be waited for. */
    Progress advance() throws IOException {
        while (true) {
            switch (engine.handshakeStatus()) {
                case NEED_TASK -> {
                    return Progress.TASKS;
                }
                case NEED_WRAP -> {
                    if (!transport.flush()) {
                        return Progress.WRITE;
                    }
                    if (engine.handshakeStatus() == HandshakeStatus.NEED_WRAP) {
                        throw new SSLException("it cannot go on");
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!transport.flush()) {
                        return Progress.WRITE;
                    }
                    if (!unwrap()) {
                        return Progress.READ;
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    if (!transport.flush()) {
                        return Progress.WRITE;
                    }
                    transport.handshakeDone();
                    return Progress.DONE;
                }
            }
        }
    }

    /** Returns {@code false} if more bytes are needed. */
    private boolean unwrap() throws IOException {
        SSLEngineResult result = engine.unwrapNothing(transport.received());
        return switch (result.getStatus()) {
            case OK, BUFFER_OVERFLOW -> true;
            case CLOSED -> throw new SSLException("the peer sent a closure alert");
            case BUFFER_UNDERFLOW -> {
                int count = transport.fill();
                if (count < 0) {
                    throw new EOFException("the peer closed the connection");
                }
                if (count > 0 && firstByte < 0) {
                    firstByte = transport.received().get(0) & 0xFF;
                }
                yield count > 0;
            }
        };
    }

    /** Runs what has to be run before the handshake goes on; any thread, while the loop waits for that. */
    void runTasks() throws SSLException {
        engine.runTasks();
    }

    /** Returns the first byte that the peer has sent, 0 to 255; -1 if it has sent none. */
    int firstByte() {
        return firstByte;
    }
}
