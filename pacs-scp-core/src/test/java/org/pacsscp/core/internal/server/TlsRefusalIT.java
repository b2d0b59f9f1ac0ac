package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.core.internal.io.FakeTime;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.support.Witness;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Handshakes that come to nothing: one line says why, and who was silent makes none. */
class TlsRefusalIT {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    /** The header of a record of 512 bytes, of which 6 follow. */
    private static final String BEGUN = "16 0301 0200 01 0001FC 0303";

    @TempDir
    private static Path directory;

    private static Pki pki;
    private static Pki.Issued authority;
    private static Pki.Issued own;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    private final Witness witness = new Witness();
    private final FakeTime time = new FakeTime();
    private Server server;

    @BeforeAll
    static void make() throws IOException {
        pki = new Pki(directory);
        authority = pki.authority("ca");
        own = pki.issue(authority, "own", "EC:P-256");
    }

    @BeforeEach
    void start() throws IOException {
        TlsConfig tls = TlsConfig.builder()
                .key(own.key(), own.certificate())
                .trust(authority.certificate())
                .clientAuthentication(ClientAuthentication.NEEDED)
                .build();
        server = Servers.start(
                TestServer.builder()
                        .loops(1)
                        .listener(witness)
                        .endpoints(Endpoint.plain(LOOPBACK), Endpoint.tls(LOOPBACK, tls))
                        .toConfig(),
                time);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            DICOM           | <A-ASSOCIATE-RQ>                  | the peer speaks DICOM without TLS
            HTTP            | 'GET / HTTP/1.1' 0D0A 0D0A        | the peer speaks no TLS, its first byte is 47H
            half a hello    | 16 0301 0006 01 000002 0303       | TLS handshake failed
            """)
    void saysWhatThePeerSpoke(String what, String sent, String reason) throws Exception {
        try (ScriptedPeer peer = connect(new Socket())) {
            peer.send(sent).hearEverything();
        }
        assertRefused(reason);
    }

    @Test
    void saysThatAPeerWithTlsIsOnThePlainPort() throws Exception {
        try (Socket socket = Clients.trusting(authority).socket("TLSv1.3")) {
            assertThat(failureOf(socket, server.endpoints().get(0).address())).isInstanceOf(SSLException.class);
        }
        assertRefused("PDU type at offset 0 is 16H, allowed: 01H to 07H; a peer with TLS begins so");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            missing         | TLSv1.3 | Empty client certificate chain
            missing         | TLSv1.2 | Empty client certificate chain
            expired         | TLSv1.3 | PKIX path
            foreign         | TLSv1.2 | PKIX path
            """)
    void saysWhatIsWrongWithAClientCertificate(String certificate, String protocol, String reason) throws Exception {
        try (Socket socket = clients(certificate).socket(protocol)) {
            assertThat(failureOf(socket, server.endpoints().get(1).address())).isInstanceOf(IOException.class);
        }
        // Newer JDKs name the alert in between.
        assertRefused("TLS handshake failed: ", reason);
    }

    private static Clients clients(String certificate) throws Exception {
        return switch (certificate) {
            case "expired" -> Clients.trusting(authority, pki, pki.issue(authority, "expired", "EC:P-256", -1));
            case "foreign" ->
                Clients.trusting(authority, pki, pki.issue(pki.authority("other"), "foreign", "EC:P-256"));
            default -> Clients.trusting(authority);
        };
    }

    @Test
    void saysThatThePeerLeft() throws Exception {
        try (ScriptedPeer peer = connect(new Socket())) {
            peer.send(BEGUN).finish();
        }
        assertRefused("TLS handshake failed: the peer closed the connection");
    }

    @Test
    void saysThatItTookTooLong() throws Exception {
        try (ScriptedPeer peer = connect(new Socket())) {
            peer.send(BEGUN);
            elapse(HANDSHAKE.minus(MOMENT));
            peer.expectNothingYet();
            elapse(MOMENT);
            peer.expectEnd();
        }
        assertRefused("TLS handshake failed: it was not done within PT10S (Timeouts.tlsHandshake)");
    }

    /** A load balancer that looks whether the port is open, or a peer that has forgotten us. */
    @Test
    void saysNothingOfAPeerThatDidNot() throws Exception {
        try (ScriptedPeer left = connect(new Socket());
                ScriptedPeer reset = connect(new Socket());
                ScriptedPeer silent = connect(new Socket())) {
            left.finish();
            reset.reset();
            elapse(HANDSHAKE);
            silent.expectEnd();
        }
        TestServer.echo(server);
        assertThat(log.text()).doesNotContain("WARN");
    }

    private void elapse(Duration duration) throws IOException {
        TestServer.echo(server);
        time.advance(duration);
        TestServer.echo(server);
    }

    private void assertRefused(String... reason) throws InterruptedException {
        assertThat(witness.refused()).contains(reason);
        TestServer.patiently()
                .untilAsserted(() -> assertThat(log.text().lines())
                        .filteredOn(line -> line.contains("WARN"))
                        .singleElement()
                        .asString()
                        .contains("connection from 127.0.0.1:", " ended without an association: ")
                        .contains(reason));
    }

    /** Connects and speaks until the server has refused; in TLS 1.3 a client is done before its certificate is seen. */
    private static IOException failureOf(Socket socket, InetSocketAddress address) {
        try (ScriptedPeer peer = Peers.connect(socket, address)) {
            peer.send("<A-ASSOCIATE-RQ>").expectEnd();
            throw new AssertionError("the connection ended in good order");
        } catch (IOException e) {
            return e;
        }
    }

    private ScriptedPeer connect(Socket socket) throws IOException {
        return Peers.connect(socket, server.endpoints().get(1).address());
    }
}
