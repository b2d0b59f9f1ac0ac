package org.pacsscp.core.internal.io;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * An {@link SSLEngine} that fails with an {@link SSLException}, whatever it throws: a peer can send what makes one of the JDK's
 * throw a {@link ClassCastException}, and that is no fault of ours. Used as {@link TlsTransport} says.
 */
final class TlsEngine {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;

    TlsEngine(SSLEngine engine) {
        this.engine = engine;
    }

    private static SSLException failed(RuntimeException e) {
        return new SSLException("the TLS engine failed: " + e, e);
    }

    SSLSession session() {
        return engine.getSession();
    }

    void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    HandshakeStatus handshakeStatus() {
        return engine.getHandshakeStatus();
    }

    SSLEngineResult wrap(ByteBuffer[] src, ByteBuffer out) throws SSLException {
        try {
            return engine.wrap(src, out);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** Wraps what the engine itself has to say. */
    SSLEngineResult wrapNothing(ByteBuffer out) throws SSLException {
        try {
            return engine.wrap(NOTHING.duplicate(), out);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    SSLEngineResult unwrap(ByteBuffer in, ByteBuffer[] dst) throws SSLException {
        try {
            return engine.unwrap(in, dst);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** Unwraps what is for the engine itself. */
    SSLEngineResult unwrapNothing(ByteBuffer in) throws SSLException {
        try {
            return engine.unwrap(in, NOTHING.duplicate());
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** Runs what has to be run before the engine goes on; any thread, while no other uses the engine. */
    void runTasks() throws SSLException {
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    void closeOutbound() {
        engine.closeOutbound();
    }
}
