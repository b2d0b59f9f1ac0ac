package org.pacsscp.core.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationPolicy;
import org.pacsscp.api.CertificateMatch;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerBuilder;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.core.internal.support.CapturedLog;
import org.pacsscp.core.internal.support.Peers;
import org.pacsscp.core.internal.support.TestServer;
import org.pacsscp.core.internal.tls.Clients;
import org.pacsscp.core.internal.tls.Pki;
import org.pacsscp.testkit.script.ScriptedPeer;

/** Associations over TLS (PS3.15 B.12), with the JDK's sockets for peers. */
class TlsIT {
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private static Path directory;

    private static Pki pki;
    private static Pki.Issued authority;
    private static Pki.Issued first;
    private static Pki.Issued second;

    @RegisterExtension
    private final CapturedLog log = new CapturedLog();

    @BeforeAll
    static void make() throws IOException {
        pki = new Pki(directory);
        authority = pki.authority("ca");
        first = pki.issue(authority, "first", "RSA:2048");
        second = pki.issue(authority, "second", "EC:P-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void carriesAssociations(String protocol) throws Exception {
        try (Server server = tlsOnly(tls(ClientAuthentication.NONE)).build().start();
                ScriptedPeer peer = connect(server, Clients.trusting(authority), protocol)) {
            peer.associate();
            assertThat(server.sessions())
                    .singleElement()
                    .extracting(session -> session.tls().map(TlsPeer::protocol))
                    .isEqualTo(Optional.of(protocol));
            peer.send("<C-ECHO-RQ>").expect("<0000H>").release();
        }
    }

    @ParameterizedTest
    @CsvSource({"bound, true", "another, false", "missing, false"})
    void bindsAnAeTitleToACertificate(String certificate, boolean accepted) throws Exception {
        Clients clients = certificate.equals("missing")
                ? Clients.trusting(authority)
                : Clients.trusting(authority, pki, pki.issue(authority, certificate, "EC:P-256", certificate));
        AssociationPolicy policy =
                AssociationPolicy.certificates(Map.of("SCRIPTED_PEER", CertificateMatch.dnsName("bound")));
        try (Server server = tlsOnly(tls(ClientAuthentication.WANTED))
                        .policy(policy)
                        .build()
                        .start();
                ScriptedPeer peer = connect(server, clients, "TLSv1.3")) {
            peer.send("<A-ASSOCIATE-RQ>").expect(accepted ? "<A-ASSOCIATE-AC>" : "<RJ(1,1,3)>");
        }
    }

    @Test
    void usesNewFilesAndKeepsAssociations() throws Exception {
        Path key = pki.path("server.key");
        Path certificate = pki.path("server.crt");
        install(first, key, certificate);
        TlsConfig tls = TlsConfig.builder().key(key, certificate).build();
        try (Server server = tlsOnly(tls).build().start();
                ScriptedPeer before = connect(server, Clients.trusting(authority), "TLSv1.3")) {
            before.associate();
            install(second, key, certificate);

            server.reloadTls();

            try (ScriptedPeer after = connect(server, Clients.trusting(authority), "TLSv1.3")) {
                after.associate().send("<C-ECHO-RQ>").expect("<0000H>").release();
            }
            before.send("<C-ECHO-RQ>").expect("<0000H>").release();

            Files.writeString(certificate, "nothing");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(server::reloadTls)
                    .withMessageContaining("server.crt has no line");
            try (ScriptedPeer later = connect(server, Clients.trusting(authority), "TLSv1.3")) {
                later.associate().release();
            }
        }
    }

    @Test
    void listensWithAndWithoutTls() throws Exception {
        ServerBuilder both = TestServer.builder()
                .endpoints(Endpoint.plain(LOOPBACK), Endpoint.tls(LOOPBACK, tls(ClientAuthentication.NONE)));
        try (Server server = both.build()) {
            assertThat(server.endpoints()).isEmpty();
            server.reloadTls();
            server.start();
            assertThat(server.port())
                    .isEqualTo(server.endpoints().get(0).address().getPort());
            TestServer.assertEchoes(server);
            try (ScriptedPeer peer = connect(server, Clients.trusting(authority), "TLSv1.3")) {
                peer.associate().release();
            }
        }
        try (Server server = tlsOnly(tls(ClientAuthentication.NONE)).build().start()) {
            assertThat(server.endpoints()).singleElement().satisfies(endpoint -> {
                assertThat(endpoint.tls()).isPresent();
                assertThat(server.port())
                        .isEqualTo(endpoint.address().getPort())
                        .isPositive();
            });
        }
    }

    @Test
    void bindsNothingIfAFileCannotBeUsed() {
        TlsConfig tls =
                TlsConfig.builder().key(first.key(), second.certificate()).build();
        try (Server server = tlsOnly(tls).build()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(server::start)
                    .withMessageContaining("second.crt has no certificate of the private key in");
            assertThat(server.state()).isEqualTo(Server.State.STOPPED);
            assertThat(server.endpoints()).isEmpty();
        }
    }

    private static Endpoint tlsEndpoint(Server server) {
        return server.endpoints().stream()
                .filter(endpoint -> endpoint.tls().isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static ServerBuilder tlsOnly(TlsConfig tls) {
        return Server.builder().endpoints(Endpoint.tls(LOOPBACK, tls));
    }

    private static TlsConfig tls(ClientAuthentication authentication) {
        TlsConfig.Builder tls =
                TlsConfig.builder().key(first.key(), first.certificate()).clientAuthentication(authentication);
        return (authentication == ClientAuthentication.NONE ? tls : tls.trust(authority.certificate())).build();
    }

    private static ScriptedPeer connect(Server server, Clients clients, String protocol) throws IOException {
        return Peers.connect(clients.socket(protocol), tlsEndpoint(server).address());
    }

    private static void install(Pki.Issued issued, Path key, Path certificate) throws IOException {
        Files.copy(issued.key(), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(issued.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    }
}
