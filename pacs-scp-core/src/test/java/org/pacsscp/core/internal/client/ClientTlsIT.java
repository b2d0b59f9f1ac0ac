package org.pacsscp.core.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.testkit.script.ScriptedAcceptor;
import org.pacsscp.testkit.script.Segmentation;
import org.pacsscp.testkit.tls.TlsIdentity;

/** Whom a client trusts, and what becomes of a connection to others (PS3.15 B.12). */
class ClientTlsIT {
    private static final TlsIdentity LOCALHOST = TlsIdentity.forHost("localhost");
    private static final TlsIdentity OTHER_HOST = TlsIdentity.forHost("pacs.example.org");
    private static final TlsIdentity CLIENT = TlsIdentity.selfSigned();

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void opensAssociationsWithATrustedServer() throws Exception {
        try (Server server = server(LOCALHOST, ClientAuthentication.NONE);
                Client client = client(trusting(LOCALHOST).build());
                RequestedAssociation association =
                        client.open(to("localhost", server).build())) {
            Requests.echo(association);
            TlsPeer peer = association.tls().orElseThrow();
            assertThat(peer.certificates()).containsExactly(LOCALHOST.certificate());
            assertThat(peer.protocol()).isEqualTo("TLSv1.3");
            assertThat(peer.serverName()).contains("localhost");
            assertThat(server.sessions().get(0).tls().flatMap(TlsPeer::serverName))
                    .contains("localhost");
        }
    }

    @Test
    void showsItsCertificateToAServerThatAsks() throws Exception {
        try (Server server = server(LOCALHOST, ClientAuthentication.NEEDED);
                Client client = client(trusting(LOCALHOST)
                        .key(key(CLIENT, "client"), certificate(CLIENT, "client"))
                        .build());
                RequestedAssociation association =
                        client.open(to("localhost", server).build())) {
            Requests.echo(association);
            assertThat(server.sessions().get(0).tls().map(TlsPeer::certificates))
                    .hasValueSatisfying(shown -> assertThat(shown).containsExactly(CLIENT.certificate()));
        }
    }

    @Test
    void isTurnedAwayWithoutACertificate() throws Exception {
        try (Server server = server(LOCALHOST, ClientAuthentication.NEEDED);
                Client client = client(trusting(LOCALHOST).build())) {
            // With TLS 1.3 the client's handshake is over before the server has looked at its certificate.
            assertThat(openFails(client, to("localhost", server)).kind()).isIn(Kind.TLS_FAILED, Kind.CONNECTION_LOST);
        }
    }

    @Test
    void doesNotTrustAnotherCertificate() throws Exception {
        try (Server server = server(LOCALHOST, ClientAuthentication.NONE);
                Client client = client(trusting(OTHER_HOST).build())) {
            AssociationException e = openFails(client, to("localhost", server));
            assertThat(e.kind()).isEqualTo(Kind.TLS_FAILED);
            assertThat(e).hasMessageContaining("PACS_SCP at localhost:" + server.port());
        }
    }

    /** RFC 9525: the name that was connected to, or the one that was said. */
    @ParameterizedTest
    @CsvSource({
        "localhost, '', true, false",
        "localhost, pacs.example.org, true, true",
        "127.0.0.1, pacs.example.org, true, true",
        "localhost, '', false, true",
        "localhost, other.example.org, true, false"
    })
    void wantsTheNameOfTheHost(String host, String serverName, boolean verify, boolean trusted) throws Exception {
        try (Server server = server(OTHER_HOST, ClientAuthentication.NONE);
                Client client =
                        client(trusting(OTHER_HOST).verifyHostName(verify).build())) {
            AssociationProposal.Builder proposal = to(host, server);
            if (!serverName.isEmpty()) {
                proposal.serverName(serverName);
            }
            if (trusted) {
                try (RequestedAssociation association = client.open(proposal.build())) {
                    Requests.echo(association);
                }
            } else {
                assertThat(openFails(client, proposal).kind()).isEqualTo(Kind.TLS_FAILED);
            }
            assertThat(log.text().contains("verifyHostName")).isEqualTo(!verify);
        }
    }

    @Test
    void doesNotTrustAnExpiredCertificate() throws Exception {
        TlsIdentity expired = TlsIdentity.expired();
        try (ScriptedAcceptor acceptor = ScriptedAcceptor.listen(Optional.of(expired.context()));
                Client client = client(trusting(expired).verifyHostName(false).build())) {
            acceptor.play(Segmentation.AS_WRITTEN, peer -> peer.hearEverything());
            assertThat(openFails(client, to("localhost", acceptor.port())).kind())
                    .isEqualTo(Kind.TLS_FAILED);
        }
    }

    @Test
    void findsThatTheServerHasNoTls() throws Exception {
        try (Server server = TestServer.builder().build().start();
                Client client = client(trusting(LOCALHOST).build())) {
            assertThat(openFails(client, to("localhost", server)).kind()).isEqualTo(Kind.TLS_FAILED);
        }
    }

    @Test
    void doesWithoutTlsOnlyIfItIsTold() throws Exception {
        try (Server server = TestServer.builder().build().start();
                Client client = client(trusting(LOCALHOST).build());
                RequestedAssociation association =
                        client.open(to("localhost", server).withoutTls(true).build())) {
            Requests.echo(association);
            assertThat(association.tls()).isEmpty();
        }
    }

    @Test
    void findsThatTheServerHasTls() throws Exception {
        try (Server server = server(LOCALHOST, ClientAuthentication.NONE);
                Client client = Client.builder().loops(1).build()) {
            assertThat(openFails(client, to("localhost", server)).kind())
                    .isIn(Kind.PROTOCOL_ERROR, Kind.CONNECTION_LOST);
        }
    }

    @Test
    void doesNotWaitLongForAHandshake() throws Exception {
        try (ScriptedAcceptor silent = ScriptedAcceptor.listen();
                Client client = Client.builder()
                        .loops(1)
                        .tls(trusting(LOCALHOST).build())
                        .timeouts(Timeouts.builder()
                                .tlsHandshake(Duration.ofMillis(100))
                                .build())
                        .build()) {
            AssociationException e = openFails(client, to("localhost", silent.port()));
            assertThat(e.kind()).isEqualTo(Kind.TLS_TIMED_OUT);
            assertThat(e).hasMessageContaining("Timeouts.tlsHandshake");
        }
    }

    @Test
    void saysWhichFileCannotBeUsed() throws Exception {
        Path missing = directory.resolve("missing.crt");
        try (Server server = server(LOCALHOST, ClientAuthentication.NONE);
                Client client = client(ClientTls.builder().trust(missing).build())) {
            assertThat(catchThrowableOfType(IOException.class, client::reloadTls))
                    .hasMessageContaining("missing.crt");
            AssociationException e = openFails(client, to("localhost", server));
            assertThat(e.kind()).isEqualTo(Kind.TLS_FAILED);
            assertThat(e).hasMessageContaining("missing.crt");
        }
    }

    private static AssociationException openFails(Client client, AssociationProposal.Builder proposal) {
        return catchThrowableOfType(AssociationException.class, () -> client.open(proposal.build()));
    }

    private static Client client(ClientTls tls) {
        return Client.builder().loops(1).tls(tls).build();
    }

    private ClientTls.Builder trusting(TlsIdentity server) throws IOException {
        return ClientTls.builder().trust(certificate(server, "trusted"));
    }

    private Server server(TlsIdentity identity, ClientAuthentication authentication) throws IOException {
        TlsConfig.Builder tls = TlsConfig.builder().key(key(identity, "server"), certificate(identity, "server"));
        if (authentication != ClientAuthentication.NONE) {
            tls.clientAuthentication(authentication).trust(certificate(CLIENT, "known-client"));
        }
        return TestServer.builder()
                .endpoints(Endpoint.tls(TestServer.LOOPBACK, tls.build()))
                .build()
                .start();
    }

    private Path key(TlsIdentity identity, String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".key"), identity.privateKeyPem());
    }

    private Path certificate(TlsIdentity identity, String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".crt"), identity.certificatePem());
    }

    private static AssociationProposal.Builder to(String host, Server server) {
        return to(host, server.port());
    }

    private static AssociationProposal.Builder to(String host, int port) {
        return AssociationProposal.to(host, port).calledAeTitle("PACS_SCP").context(SopClass.VERIFICATION);
    }
}
