package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationException.Kind;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientAuthentication;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Response;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TlsConfig;
import org.pacsscp.api.TlsPeer;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.tls.TlsIdentity;

/** Calls over TLS (PS3.15 B.12), to our own server that wants certificates and to a fake PACS of the JDK's TLS. */
@ExtendWith(UncaughtExceptions.class)
class SecuredIT {
    private static final TlsIdentity LOCALHOST = TlsIdentity.forHost("localhost");
    private static final TlsIdentity OTHER_HOST = TlsIdentity.forHost("pacs.example.org");
    private static final TlsIdentity CLIENT = TlsIdentity.selfSigned();

    @TempDir
    private Path directory = Path.of("");

    /** Who has stored, by the certificate. */
    private final BlockingQueue<List<X509Certificate>> senders = new LinkedBlockingQueue<>();

    private Path trusted = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("client.key"), CLIENT.privateKeyPem());
        Files.writeString(directory.resolve("client.crt"), CLIENT.certificatePem());
        trusted = Files.writeString(directory.resolve("localhost.crt"), LOCALHOST.certificatePem());
    }

    @AfterEach
    void nobodyElseHasStored() {
        assertThat(senders).isEmpty();
    }

    @Test
    void storesOverSeveralAssociationsAndShowsItsCertificate() throws Exception {
        List<InstanceSource> images = images(20);
        try (Server server = server(LOCALHOST);
                ServiceClassUser scu = scu(withOurCertificate())) {
            assertThat(scu.echo(remote(server))).isPositive();

            StoreReport report = scu.store(
                    remote(server),
                    images,
                    CallOptions.builder().associations(3).build());

            assertThat(report.isComplete()).isTrue();
            for (int i = 0; i < images.size(); i++) {
                assertThat(senders.poll(30, TimeUnit.SECONDS)).containsExactly(CLIENT.certificate());
            }
        }
    }

    /** With TLS 1.3 a client's handshake is over before the server has looked at its certificate. */
    @Test
    void isTurnedAwayWithoutACertificate() throws Exception {
        try (Server server = server(LOCALHOST);
                ServiceClassUser scu = scu(ClientTls.builder().trust(trusted).build())) {
            assertFails(scu, remote(server), Kind.TLS_FAILED, Kind.CONNECTION_LOST);
        }
    }

    @Test
    void doesNotTrustWhomItDoesNotKnow() throws Exception {
        try (Server server = server(LOCALHOST);
                ServiceClassUser scu = scu(ClientTls.builder()
                        .trust(directory.resolve("client.crt"))
                        .build())) {
            assertFails(scu, remote(server), Kind.TLS_FAILED);
            // The machine's own authorities do not know it, either.
            try (ServiceClassUser usual = scu(ClientTls.builder().build())) {
                assertFails(usual, remote(server), Kind.TLS_FAILED);
            }
        }
    }

    @Test
    void trustsACertificateUnderItsNameOnly() throws Exception {
        trusted = Files.writeString(directory.resolve("other.crt"), OTHER_HOST.certificatePem());
        try (Server server = server(OTHER_HOST);
                ServiceClassUser scu = scu(withOurCertificate())) {
            assertFails(scu, remote(server), Kind.TLS_FAILED);

            assertThat(scu.echo(remote(server).certifiedAs("pacs.example.org"))).isPositive();
        }
    }

    @Test
    void speaksWithoutTlsWhereTheEntityHasNone() throws Exception {
        try (FakePacs pacs = FakePacs.start();
                ServiceClassUser scu = scu(withOurCertificate())) {
            RemoteEntity entity = RemoteEntity.of("ARCHIVE", "localhost", pacs.port());
            assertFails(scu, entity, Kind.TLS_FAILED);

            assertThat(scu.echo(entity.plain())).isPositive();
        }
    }

    @Test
    void asksAFakePacs() throws Exception {
        try (FakePacs known = FakePacs.builder().tls(LOCALHOST).start();
                FakePacs other = FakePacs.builder().tls(OTHER_HOST).start();
                ServiceClassUser scu = scu(ClientTls.builder().trust(trusted).build())) {
            assertThat(scu.store(RemoteEntity.of("ARCHIVE", "localhost", known.port()), images(3))
                            .isComplete())
                    .isTrue();
            assertFails(scu, RemoteEntity.of("ARCHIVE", "localhost", other.port()), Kind.TLS_FAILED);
        }
    }

    private static void assertFails(ServiceClassUser scu, RemoteEntity remote, Kind... kinds) {
        assertThatThrownBy(() -> scu.echo(remote))
                .isInstanceOf(AssociationException.class)
                .hasMessageContaining("ARCHIVE at localhost:" + remote.port())
                .extracting(e -> ((AssociationException) e).kind())
                .isIn((Object[]) kinds);
    }

    private ClientTls withOurCertificate() {
        return ClientTls.builder()
                .trust(trusted)
                .key(directory.resolve("client.key"), directory.resolve("client.crt"))
                .build();
    }

    private static ServiceClassUser scu(ClientTls tls) {
        return ServiceClassUser.of(Client.builder().loops(1).tls(tls));
    }

    private static RemoteEntity remote(Server server) {
        return RemoteEntity.of("ARCHIVE", "localhost", server.port());
    }

    private Server server(TlsIdentity identity) throws IOException {
        TlsConfig tls = TlsConfig.builder()
                .key(
                        Files.writeString(directory.resolve("server.key"), identity.privateKeyPem()),
                        Files.writeString(directory.resolve("server.crt"), identity.certificatePem()))
                .clientAuthentication(ClientAuthentication.NEEDED)
                .trust(directory.resolve("client.crt"))
                .build();
        return Server.builder()
                .aeTitle("ARCHIVE")
                .endpoints(Endpoint.tls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), tls))
                .handler(ActionHandler.of(
                        ServiceCapability.performer(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                                .anyTransferSyntax(),
                        this::store))
                .build()
                .start();
    }

    private Response store(Action action) throws IOException {
        action.dataSet().transferTo(OutputStream.nullOutputStream());
        senders.add(action.association().tls().map(TlsPeer::certificates).orElse(List.of()));
        return DimseStatus.SUCCESS;
    }

    private static List<InstanceSource> images(int count) {
        Invention invention = Invention.ofSeed(15);
        return IntStream.range(0, count)
                .mapToObj(i -> InstanceSource.of(invention.image(Modality.CT)))
                .toList();
    }
}
