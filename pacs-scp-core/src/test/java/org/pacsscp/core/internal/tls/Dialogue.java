package org.pacsscp.core.internal.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A client and a server that talk in memory: a handshake, then a word each way. */
final class Dialogue {
    private static final int ENOUGH_ROUNDS = 100;

    private final Side client;
    private final Side server;

    private Dialogue(SSLEngine clientEngine, SSLEngine serverEngine) {
        client = new Side(clientEngine, "client says hello");
        server = new Side(serverEngine, "server says hello");
    }

    /** One end of the dialogue, with the bytes that are on their way to it. */
    private static final class Side {
        private final SSLEngine engine;
        private final ByteBuffer word;
        private final ByteBuffer arriving = ByteBuffer.allocate(1 << 17).flip();
        private final StringBuilder heard = new StringBuilder();
        private @Nullable SSLException fault;

        Side(SSLEngine engine, String word) {
            this.engine = engine;
            this.word = ByteBuffer.wrap(word.getBytes(StandardCharsets.US_ASCII));
        }

        void step(Side peer) {
            try {
                runTasks();
                unwrap();
                runTasks();
                wrap(peer);
            } catch (SSLException e) {
                fault = fault == null ? e : fault;
                wrapAlert(peer);
            }
        }

        private void unwrap() throws SSLException {
            ByteBuffer plain = ByteBuffer.allocate(1 << 15);
            while (arriving.hasRemaining() && engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) {
                SSLEngineResult result = engine.unwrap(arriving, plain);
                runTasks();
                if (result.bytesConsumed() == 0 && result.getStatus() != SSLEngineResult.Status.OK) {
                    break;
                }
            }
            heard.append(StandardCharsets.US_ASCII.decode(plain.flip()));
        }

        private void wrap(Side peer) throws SSLException {
            boolean shaken = engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
            ByteBuffer out = ByteBuffer.allocate(1 << 15);
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP || (shaken && word.hasRemaining())) {
                SSLEngineResult result = engine.wrap(shaken ? word : ByteBuffer.allocate(0), out);
                runTasks();
                if (result.getStatus() != SSLEngineResult.Status.OK) {
                    break;
                }
            }
            peer.receive(out.flip());
        }

        private void wrapAlert(Side peer) {
            ByteBuffer out = ByteBuffer.allocate(1 << 15);
            try {
                engine.wrap(ByteBuffer.allocate(0), out);
            } catch (SSLException e) {
                // There is no alert to send.
            }
            peer.receive(out.flip());
        }

        private void receive(ByteBuffer bytes) {
            arriving.compact().put(bytes).flip();
        }

        private void runTasks() {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
        }
    }

    static Dialogue between(SSLEngine client, SSLEngine server) throws SSLException {
        Dialogue dialogue = new Dialogue(client, server);
        client.beginHandshake();
        for (int round = 0; round < ENOUGH_ROUNDS && !dialogue.succeeded(); round++) {
            dialogue.client.step(dialogue.server);
            dialogue.server.step(dialogue.client);
        }
        return dialogue;
    }

    /** Tells whether each side has heard the other's word. */
    boolean succeeded() {
        return server.heard.toString().equals("client says hello")
                && client.heard.toString().equals("server says hello");
    }

    /** Returns why the server gave up; empty if it did not. */
    Optional<String> serverFault() {
        return Optional.ofNullable(server.fault).map(Throwable::toString);
    }

    /** Returns whether any application data reached the server. */
    boolean serverHeardAnything() {
        return server.heard.length() > 0;
    }
}
