package org.pacsscp.core.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.core.internal.tls.ClientSide;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;

/** What comes of a wish to connect with TLS. The servers are the JDK's own. */
@Timeout(120)
class ConnectorTlsIT {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @TempDir
    private static Path directory;

    private static Clients trusting;
    private static Clients strangers;

    /** Shows a certificate for "localhost" and trusts our authority. */
    private static Clients localhost;

    private Loopback loopback;

    @BeforeAll
    static void make() throws Exception {
        Pki pki = new Pki(directory);
        Pki.Issued authority = pki.authority("ca");
        trusting = Clients.trusting(authority);
        strangers = Clients.trusting(pki.authority("other"));
        localhost = Clients.trusting(authority, pki, pki.issue(authority, "server", "EC:P-256", "localhost"));
    }

    @BeforeEach
    void start() throws IOException {
        loopback = Loopback.start();
    }

    @AfterEach
    void stop() {
        loopback.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bytesGoToAndFro(String version) throws Exception {
        try (SSLServerSocket listener = listen(version)) {
            RecordingHandler handler = connect(listener, trusting, "localhost", true);
            try (SSLSocket peer = (SSLSocket) listener.accept()) {
                peer.startHandshake();
                assertThat(handler.event()).isEqualTo("connected");
                assertThat(handler.connection().tlsSession())
                        .hasValueSatisfying(
                                session -> assertThat(session.getProtocol()).isEqualTo(version));
                assertThat(((ExtendedSSLSession) peer.getSession()).getRequestedServerNames())
                        .isEqualTo(List.of(new SNIHostName("localhost")));
                loopback.onLoop(() -> handler.connection().write(bytes("request")));
                assertThat(peer.getInputStream().readNBytes(7)).asString().isEqualTo("request");
                peer.getOutputStream().write(bytes("answer").array());
                awaitReceived(handler, "answer");
            }
            assertThat(handler.event()).isEqualTo("end of stream");
            assertThat(handler.event()).isEqualTo("closed");
        }
    }

    /** In the segments of its last flight, or behind them. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bytesOfThePeerMayComeFirst(String version) throws Exception {
        try (SSLServerSocket listener = listen(version)) {
            RecordingHandler handler = connect(listener, trusting, "localhost", true);
            try (SSLSocket peer = (SSLSocket) listener.accept()) {
                peer.getOutputStream().write(bytes("early").array());
                assertThat(handler.event()).isEqualTo("connected");
                awaitReceived(handler, "early");
            }
            assertThat(handler.event()).isEqualTo("end of stream");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "trusting,  127.0.0.1,        true,  127.0.0.1",
        "trusting,  pacs.example.org, true,  pacs.example.org",
        "strangers, localhost,        true,  certification path",
        "strangers, localhost,        false, certification path"
    })
    void aPeerMayNotBeTheOneThatIsTrusted(String who, String host, boolean verifyHostName, String why)
            throws Exception {
        try (SSLServerSocket listener = listen("TLSv1.3")) {
            RecordingHandler handler =
                    connect(listener, who.equals("trusting") ? trusting : strangers, host, verifyHostName);
            try (SSLSocket peer = (SSLSocket) listener.accept()) {
                CompletableFuture<Void> shaking = Loopback.worker(peer::startHandshake);
                assertFails(handler, ConnectFailedException.Step.TLS, why);
                assertThat(shaking.handle((done, fault) -> fault).get(30, TimeUnit.SECONDS))
                        .as("what the peer makes of it")
                        .isNotNull();
            }
        }
    }

    @Test
    void theNameMayBeLeftUnverified() throws Exception {
        try (SSLServerSocket listener = listen("TLSv1.3")) {
            RecordingHandler handler = connect(listener, trusting, "127.0.0.1", false);
            try (SSLSocket peer = (SSLSocket) listener.accept()) {
                peer.startHandshake();
                assertThat(handler.event()).isEqualTo("connected");
            }
        }
    }

    /** HTTP, and an A-ABORT. */
    @ParameterizedTest
    @CsvSource({
        "485454502f312e31, 'the peer speaks no TLS, its first byte is 48H'",
        "07000000000400000000, 'the peer speaks DICOM without TLS: connect without TLS, or to a port with it'"
    })
    void aPeerMaySpeakNoTls(String said, String why) throws Exception {
        try (ServerSocket listener = plain()) {
            RecordingHandler handler = connect(listener, trusting, "localhost", true);
            try (Socket peer = listener.accept()) {
                peer.getOutputStream().write(HexFormat.of().parseHex(said));
                assertFails(handler, ConnectFailedException.Step.TLS, why);
            }
        }
    }

    @Test
    void aPeerMayCloseInTheHandshake() throws Exception {
        try (ServerSocket listener = plain()) {
            RecordingHandler handler = connect(listener, trusting, "localhost", true);
            listener.accept().close();

            assertFails(handler, ConnectFailedException.Step.TLS, "no TLS with 127.0.0.1 port ");
        }
    }

    @Test
    void aPeerMaySayNothing() throws Exception {
        try (ServerSocket listener = plain()) {
            RecordingHandler handler = connect(listener, trusting, "localhost", true);
            try (Socket peer = listener.accept()) {
                // The client's hello has come: from then on the deadline is that of the handshake.
                assertThat(peer.getInputStream().read()).isEqualTo(0x16);
                loopback.advance(HANDSHAKE.minus(MOMENT));
                assertThat(handler.hasNoEvent()).isTrue();

                loopback.advance(MOMENT);
                assertFails(
                        handler,
                        ConnectFailedException.Step.TLS_TIMED_OUT,
                        "it was not done within PT10S (Timeouts.tlsHandshake)");
            }
        }
    }

    @Test
    void aPeerMayWantACertificateThatWeDoNotHave() throws Exception {
        try (SSLServerSocket listener = listen("TLSv1.2")) {
            listener.setNeedClientAuth(true);
            RecordingHandler handler = connect(listener, trusting, "localhost", true);
            try (SSLSocket peer = (SSLSocket) listener.accept()) {
                CompletableFuture<Void> shaking = Loopback.worker(peer::startHandshake);
                assertFails(handler, ConnectFailedException.Step.TLS, "no TLS with 127.0.0.1 port ");
                assertThat(shaking.handle((done, fault) -> fault).get(30, TimeUnit.SECONDS))
                        .isNotNull();
            }
        }
    }

    @Test
    void whatFailsLeavesNothingBehind() throws Exception {
        try (ServerSocket listener = plain()) {
            assertBroken(listener);
            long before = OpenFiles.count();
            for (int i = 0; i < 50; i++) {
                assertBroken(listener);
            }
            OpenFiles.assertAtMost(before);
        }
    }

    private void assertBroken(ServerSocket listener) throws Exception {
        RecordingHandler handler = connect(listener, trusting, "localhost", true);
        try (Socket peer = listener.accept()) {
            peer.getOutputStream().write(bytes("HTTP/1.1").array());
            assertFails(handler, ConnectFailedException.Step.TLS, "speaks no TLS");
        }
    }

    private RecordingHandler connect(ServerSocket listener, Clients clients, String host, boolean verifyHostName)
            throws Exception {
        InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
        TlsSettings tls = new TlsSettings(
                peer -> ClientSide.newEngine(clients.context(), host, peer.getPort(), verifyHostName),
                HANDSHAKE.toNanos(),
                Runnable::run);
        return Outbound.to(address).with(tls).connect(loopback.user());
    }

    private static void assertFails(RecordingHandler handler, ConnectFailedException.Step step, String message)
            throws InterruptedException {
        assertThat(handler.event()).isEqualTo("failed");
        assertThat(handler.event()).isEqualTo("closed");
        assertThat(handler.failure()).isInstanceOfSatisfying(ConnectFailedException.class, failure -> {
            assertThat(failure.step()).isEqualTo(step);
            assertThat(failure).hasMessageContaining(message);
        });
    }

    private static SSLServerSocket listen(String version) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                localhost.context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(new String[] {version});
        return socket;
    }

    private static ServerSocket plain() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static void awaitReceived(RecordingHandler handler, String text) {
        await().untilAsserted(() -> assertThat(new String(handler.received(), StandardCharsets.US_ASCII))
                .isEqualTo(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
