package org.pacsscp.testkit.script;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.pacsscp.testkit.wire.Connection;

/**
 * Listens on a free port of the loopback address, for a {@link ScriptedPeer} in the role of the acceptor.
 *
 * <p>If the requestor is another process, or runs on another thread, {@link #accept} is all that is needed:
 *
 * <pre>{@code
 * try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen()) {
 *     Process echoscu = new ProcessBuilder("echoscu", "localhost", "" + acceptor.port()).start();
 *     try (ScriptedPeer peer = acceptor.accept(Segmentation.AS_WRITTEN)) {
 *         peer.expectPdu("RQ");
 *         peer.send("<RJ(2,3,1)>");
 *     }
 * }
 * }</pre>
 *
 * <p>If it blocks the thread of the test, {@link #play} takes the connection on another one.
 *
 * @since 0.1.0
 */
public final class ScriptedAcceptor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket listening;
    private final Optional<SSLContext> tls;

    /**
     * What an acceptor says and expects on one connection.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Dialogue {
        /**
         * Holds the dialogue; the connection is closed afterwards.
         *
         * @param peer the acceptor's side of it
         * @throws Exception if the connection breaks
         */
        void hold(ScriptedPeer peer) throws Exception;
    }

    private ScriptedAcceptor(ServerSocket listening, Optional<SSLContext> tls) {
        this.listening = listening;
        this.tls = tls;
    }

    /**
     * Listens.
     *
     * @return the acceptor
     * @throws IOException if there is no free port
     */
    public static ScriptedAcceptor listen() throws IOException {
        return listen(Optional.empty());
    }

    /**
     * Listens, with TLS.
     *
     * @param tls the server's side of it; empty for plain connections
     * @return the acceptor
     * @throws IOException if there is no free port
     */
    public static ScriptedAcceptor listen(Optional<SSLContext> tls) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new ScriptedAcceptor(socket, tls);
    }

    /**
     * Returns where it listens.
     *
     * @return the address
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /**
     * Returns the port.
     *
     * @return 1 to 65535
     */
    public int port() {
        return listening.getLocalPort();
    }

    /**
     * Takes the next connection, on this thread.
     *
     * @param segmentation how to cut what is sent
     * @return the peer
     * @throws IOException if TLS fails
     * @throws AssertionError if nobody comes within 30 s
     */
    public ScriptedPeer accept(Segmentation segmentation) throws IOException {
        try {
            return new ScriptedPeer(Connection.accepted(listening.accept(), tls), segmentation);
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "nobody has connected to port " + port() + " within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    /** A dialogue under way on a thread of its own. */
    public static final class Play {
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private Play() {}

        /**
         * Waits for the end of the dialogue.
         *
         * @throws AssertionError if it was not held as it is written
         * @throws InterruptedException if this thread is interrupted
         */
        public void verify() throws InterruptedException {
            try {
                end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new AssertionError("the scripted acceptor failed: " + e.getMessage(), e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError(
                        "the scripted acceptor has not ended within " + PATIENCE.toSeconds() + " s", e);
            }
        }
    }

    /**
     * Takes the next connection on a thread of its own, which ends with the dialogue.
     *
     * @param segmentation how to cut what is sent
     * @param dialogue what is said and expected
     * @return to be verified
     */
    public Play play(Segmentation segmentation, Dialogue dialogue) {
        Play play = new Play();
        Thread thread = new Thread(() -> play(play, segmentation, dialogue), "pacs-scp-testkit-scripted-" + port());
        thread.setDaemon(true);
        thread.start();
        return play;
    }

    private void play(Play play, Segmentation segmentation, Dialogue dialogue) {
        try (ScriptedPeer peer = accept(segmentation)) {
            dialogue.hold(peer);
            play.end.complete(null);
        } catch (Throwable e) {
            play.end.completeExceptionally(e);
        }
    }

    /** Listens no more; connections that were taken stay. */
    @Override
    public void close() throws IOException {
        listening.close();
    }
}
