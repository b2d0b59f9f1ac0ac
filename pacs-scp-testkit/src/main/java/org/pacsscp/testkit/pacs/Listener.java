package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.pacsscp.testkit.pacs.RecordedAssociation.End;
import org.pacsscp.testkit.wire.Connection;

/** Accepts connections and serves each on a thread of its own. Any thread. */
final class Listener {
    private static final int BACKLOG = 200;

    /** How long a thread may need to notice that its connection is closed. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** RFC 8446 section 6.2: a record with the fatal alert handshake_failure. */
    private static final byte[] HANDSHAKE_FAILURE = {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28};

    private static final byte[] NO_TLS = {'n', 'o', ' ', 't', 'l', 's', '\r', '\n'};

    private final ServerSocket listening;
    private final Settings settings;
    private final FaultPlan faults;
    private final Optional<SSLContext> tls;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<Thread, Socket> served = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final Thread acceptor;

    private Listener(ServerSocket listening, Settings settings, FaultPlan faults, Optional<SSLContext> tls) {
        this.listening = listening;
        this.settings = settings;
        this.faults = faults;
        this.tls = tls;
        acceptor = thread(this::accept, "acceptor");
    }

    static Listener start(Settings settings, FaultPlan faults, Optional<SSLContext> tls) throws IOException {
        ServerSocket socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Listener listener = new Listener(socket, settings, faults, tls);
        listener.acceptor.start();
        return listener;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    private Thread thread(Runnable task, String role) {
        Thread thread = new Thread(task, "pacs-scp-testkit-" + listening.getLocalPort() + "-" + role);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, e) -> failed(e));
        return thread;
    }

    private void accept() {
        while (closing.getCount() > 0) {
            try {
                Socket socket = listening.accept();
                served.keySet().removeIf(thread -> !thread.isAlive());
                Thread thread = thread(() -> serve(socket), "association-" + threads.incrementAndGet());
                served.put(thread, socket);
                thread.start();
            } catch (IOException e) {
                if (closing.getCount() > 0) {
                    settings.journal().unexpected("accepting a connection failed: " + e);
                    return;
                }
            }
        }
    }

    private void serve(Socket socket) {
        int index = settings.journal().connected((InetSocketAddress) socket.getRemoteSocketAddress());
        try (socket) {
            serve(socket, index);
        } catch (EndedException e) {
            ended(index, e.end());
        } catch (IOException e) {
            ended(index, End.LOST);
        } catch (Throwable e) {
            failed(e);
            ended(index, End.CLOSED);
        }
    }

    /** Nobody would see a thread die: the test fails of it. */
    private void failed(Throwable e) {
        settings.journal().unexpected("the fake PACS itself failed: " + e);
    }

    private void serve(Socket socket, int index) throws IOException, EndedException {
        beforeTls(socket);
        try (Connection connection = Connection.accepted(socket, tls)) {
            Outgoing outgoing = new Outgoing(Line.of(connection), faults, closing);
            End end = new FakeAssociation(settings, connection, outgoing, index).serve();
            ended(index, end);
            if (end == End.RELEASED || end == End.REJECTED || end == End.ABORTED) {
                linger(connection);
            }
        }
    }

    /** What is lost while the fake PACS is being closed was closed by it. */
    private void ended(int index, End end) {
        settings.journal().ended(index, end == End.LOST && closing.getCount() == 0 ? End.CLOSED : end);
    }

    /** Waits for the requestor to close, as the acceptor must (PS3.8 9.2.2); a reset would overtake the last PDU. */
    private static void linger(Connection connection) throws IOException {
        connection.endSending();
        connection.hear(Duration.ofSeconds(1));
    }

    private void beforeTls(Socket socket) throws IOException, EndedException {
        perform(faults.take(Place.CONNECTION, Optional.empty()), socket);
        if (tls.isPresent()) {
            perform(faults.take(Place.TLS_HANDSHAKE, Optional.empty()), socket);
        }
    }

    private void perform(Optional<Effect> effect, Socket socket) throws IOException, EndedException {
        if (effect.isEmpty()) {
            return;
        }
        if (effect.get() instanceof Effect.TlsAlert) {
            sayAndEnd(socket, HANDSHAKE_FAILURE);
        } else if (effect.get() instanceof Effect.Garbage) {
            sayAndEnd(socket, NO_TLS);
        } else {
            Connection plain = Connection.accepted(socket, Optional.empty());
            new Outgoing(Line.of(plain), faults, closing).send(effect, List.of());
        }
    }

    private static void sayAndEnd(Socket socket, byte[] last) throws IOException, EndedException {
        socket.getInputStream().read();
        socket.getOutputStream().write(last);
        socket.shutdownOutput();
        socket.setSoTimeout(1000);
        while (socket.getInputStream().read() >= 0) {
            // The requestor's flight must be read, or a reset would overtake the alert.
        }
        throw new EndedException(End.CLOSED);
    }

    /** Closes all connections, and waits until no thread is left. */
    void close() {
        closing.countDown();
        close(listening);
        join(acceptor);
        served.values().forEach(Listener::close);
        served.keySet().forEach(Listener::join);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("closing " + closeable + " failed", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError(thread.getName() + " has not ended within " + PATIENCE.toSeconds() + " s");
        }
    }
}
