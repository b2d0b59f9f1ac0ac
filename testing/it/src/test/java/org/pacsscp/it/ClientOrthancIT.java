package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.Endpoint;
import org.pacsscp.api.Server;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Uid;
import org.pacsscp.client.CommitmentReport;
import org.pacsscp.client.CommitmentReports;
import org.pacsscp.client.CommitmentTransaction;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.ReceivedFiles;
import org.pacsscp.client.ReferencedInstance;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.tls.TlsIdentity;

/** The client asks Orthanc for every service, plain and with TLS. */
class ClientOrthancIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DESTINATION = "DESTINATION";
    private static final TlsIdentity LOCALHOST = TlsIdentity.forHost("localhost");
    private static final TlsIdentity OTHER_HOST = TlsIdentity.forHost("pacs.example.org");
    private static final TlsIdentity CLIENT = TlsIdentity.selfSigned();
    private static final Uid NOT_STORED = Uid.of("1.2.826.0.1.3680043.8.498.1");

    private final InventedStudy study = Invention.ofSeed(23).study(2, Modality.CT, Modality.MR);
    private final CommitmentReports reports = new CommitmentReports();

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void need() {
        Orthanc.program();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesEverything(boolean tls) throws Exception {
        Orthanc.Configuration configuration = new Orthanc.Configuration();
        ClientBuilder client = Client.builder().aeTitle("TESTER");
        if (tls) {
            key(CLIENT, "client");
            configuration.tls(
                    key(LOCALHOST, "orthanc"), certificate(LOCALHOST, "orthanc"), certificate(CLIENT, "client"));
            client.tls(tls("orthanc"));
        }
        try (FakePacs destination = FakePacs.builder().aeTitle(DESTINATION).start();
                Orthanc orthanc = Orthanc.start(directory, configuration.knows(DESTINATION, destination.port()));
                ServiceClassUser scu = ServiceClassUser.of(client)) {
            RemoteEntity archive = RemoteEntity.of(Orthanc.AE_TITLE, "localhost", orthanc.port());
            assertThat(scu.echo(archive)).isPositive();
            assertStores(scu, archive);
            assertFinds(scu, archive);
            assertGets(scu, archive);
            assertMoves(scu, archive, destination);
        }
    }

    private void assertStores(ServiceClassUser scu, RemoteEntity archive) throws Exception {
        StoreReport report = scu.store(
                archive, study.instances().stream().map(InstanceSource::of).toList());

        assertThat(report.isComplete()).as("%s", report.results()).isTrue();
    }

    private void assertFinds(ServiceClassUser scu, RemoteEntity archive) throws Exception {
        try (Matches matches = scu.find(
                archive,
                Identifier.studyRoot(QueryLevel.SERIES)
                        .key(Tag.STUDY_INSTANCE_UID, study.uid().value())
                        .returning(Tag.MODALITY))) {
            assertThat(matches.toList())
                    .extracting(match -> match.text(Tag.MODALITY).orElse(""))
                    .containsExactlyInAnyOrder("CT", "MR");
        }
    }

    private void assertMoves(ServiceClassUser scu, RemoteEntity archive, FakePacs destination) throws Exception {
        RetrieveReport report = scu.move(archive, Identifier.study(study.uid()), DESTINATION);

        assertThat(report.isSuccess()).as("%s", report).isTrue();
        assertThat(report.subOperations()).map(SubOperations::completed).contains(4);
        assertThat(destination.takeStored(4, PATIENCE)).hasSize(4);
    }

    private void assertGets(ServiceClassUser scu, RemoteEntity archive) throws Exception {
        Path received = Files.createDirectories(directory.resolve("received"));

        RetrieveReport report = scu.get(archive, Identifier.study(study.uid()), ReceivedFiles.in(received));

        assertThat(report.isSuccess()).as("%s", report).isTrue();
        for (DataSet instance : study.instances()) {
            Path file = received.resolve(instance.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
            assertThat(DicomFile.read(file).dataSet().text(Tag.SERIES_INSTANCE_UID))
                    .isEqualTo(instance.text(Tag.SERIES_INSTANCE_UID));
        }
        try (Stream<Path> files = Files.list(received)) {
            assertThat(files).hasSize(4);
        }
    }

    /** PS3.4 J.3.3: Orthanc reports over an association that it opens with our server. */
    @Test
    void commitsOnANewAssociation() throws Exception {
        try (Server server = Server.builder()
                        .aeTitle("TESTER")
                        .endpoints(Endpoint.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                        .handler(reports)
                        .build()
                        .start();
                Orthanc orthanc = Orthanc.start(directory, new Orthanc.Configuration().knows("TESTER", server.port()));
                ServiceClassUser scu = ServiceClassUser.builder(
                                Client.builder().aeTitle("TESTER").sharing(server))
                        .commitmentReports(reports)
                        .build()) {
            RemoteEntity archive = RemoteEntity.of(Orthanc.AE_TITLE, "localhost", orthanc.port());
            StoreReport stored = scu.store(
                    archive, study.instances().stream().map(InstanceSource::of).toList());

            try (CommitmentTransaction transaction = scu.commit(archive, stored.stored())) {
                CommitmentReport report = transaction.await(PATIENCE);
                assertThat(report.isComplete()).isTrue();
                assertThat(report.committed()).containsExactlyInAnyOrderElementsOf(stored.stored());
            }
            ReferencedInstance absent = new ReferencedInstance(SopClass.CT_IMAGE_STORAGE, NOT_STORED);
            try (CommitmentTransaction transaction = scu.commit(archive, List.of(absent))) {
                CommitmentReport report = transaction.await(PATIENCE);
                assertThat(report.isComplete()).isFalse();
                assertThat(report.committed()).isEmpty();
            }
        }
    }

    @Test
    void isTrustedUnderItsOwnNameOnlyAndTrustsUsOnlyWithACertificate() throws Exception {
        key(CLIENT, "client");
        Orthanc.Configuration configuration = new Orthanc.Configuration()
                .tls(key(OTHER_HOST, "orthanc"), certificate(OTHER_HOST, "orthanc"), certificate(CLIENT, "client"));
        try (Orthanc orthanc = Orthanc.start(directory, configuration)) {
            RemoteEntity archive = RemoteEntity.of(Orthanc.AE_TITLE, "localhost", orthanc.port());
            assertNoTls(tls("orthanc"), archive);
            assertNoTls(
                    ClientTls.builder().trust(directory.resolve("orthanc.crt")).build(),
                    archive.certifiedAs("pacs.example.org"));
            assertNoTls(tls("client"), archive.certifiedAs("pacs.example.org"));
            try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().tls(tls("orthanc")))) {
                assertThat(scu.echo(archive.certifiedAs("pacs.example.org"))).isPositive();
            }
        }
    }

    /** With TLS 1.3 a client's handshake is over before the server has looked at its certificate. */
    private static void assertNoTls(ClientTls tls, RemoteEntity archive) {
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder().tls(tls))) {
            assertThatThrownBy(() -> scu.echo(archive))
                    .isInstanceOf(AssociationException.class)
                    .hasMessageContaining("ORTHANC at localhost")
                    .extracting(e -> ((AssociationException) e).kind())
                    .isIn(AssociationException.Kind.TLS_FAILED, AssociationException.Kind.CONNECTION_LOST);
        }
    }

    /** Shows our certificate, and trusts that of a file. */
    private ClientTls tls(String trusted) {
        return ClientTls.builder()
                .trust(directory.resolve(trusted + ".crt"))
                .key(directory.resolve("client.key"), directory.resolve("client.crt"))
                .build();
    }

    private Path key(TlsIdentity identity, String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".key"), identity.privateKeyPem());
    }

    private Path certificate(TlsIdentity identity, String name) throws IOException {
        return Files.writeString(directory.resolve(name + ".crt"), identity.certificatePem());
    }
}
