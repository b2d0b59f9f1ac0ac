package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientBuilder;
import org.pacsscp.api.ClientTls;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SubOperations;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.client.StoreResult;
import org.pacsscp.client.StoreResult.Outcome;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.ListeningProgram;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.tls.TlsIdentity;

/** The client asks a server in JavaScript, npm's {@code dcmjs-dimse}, plain and with TLS. */
class ClientDcmjsDimseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AE_TITLE = "DCMJS";
    private static final String DESTINATION = "DESTINATION";

    private final InventedStudy study = Invention.ofSeed(29).study(3, Modality.CT);
    private @Nullable ListeningProgram server;

    @TempDir
    private Path directory = Path.of("");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        DcmjsDimse.install();
    }

    @AfterEach
    void stop() {
        Optional.ofNullable(server).ifPresent(ListeningProgram::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesTheClient(boolean tls) throws Exception {
        ClientBuilder builder = Client.builder().aeTitle("TESTER");
        try (FakePacs destination = FakePacs.builder().aeTitle(DESTINATION).start();
                ServiceClassUser scu = ServiceClassUser.of(tls ? builder.tls(tls()) : builder)) {
            RemoteEntity archive = start(destination.port(), tls);
            assertThat(scu.echo(archive)).isPositive();

            StoreReport stored = scu.store(
                    archive, study.instances().stream().map(InstanceSource::of).toList());
            assertThat(stored.isComplete()).as("%s", stored.results()).isTrue();

            try (Matches matches = scu.find(
                    archive,
                    Identifier.studyRoot(QueryLevel.STUDY)
                            .key(Tag.PATIENT_ID, study.patient().id()))) {
                assertThat(matches.toList())
                        .extracting(match -> match.uid(Tag.STUDY_INSTANCE_UID))
                        .containsExactly(Optional.of(study.uid()));
            }

            RetrieveReport moved = scu.move(archive, Identifier.study(study.uid()), DESTINATION);
            assertThat(moved.isSuccess()).as("%s", moved).isTrue();
            assertThat(moved.subOperations()).map(SubOperations::completed).contains(3);
            assertThat(destination.takeStored(3, PATIENCE)).hasSize(3);
        }
    }

    @Test
    void storesManyAndSaysWhatIsNotTaken() throws Exception {
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder())) {
            RemoteEntity archive = start(1, false);
            Invention invention = Invention.ofSeed(30);
            List<InstanceSource> images = IntStream.range(0, 50)
                    .mapToObj(i -> InstanceSource.of(invention.image(i == 7 ? Modality.MR : Modality.CT)))
                    .toList();

            List<StoreResult> results = scu.store(archive, images).results();

            assertThat(results.get(7).outcome()).isEqualTo(Outcome.NOT_ACCEPTED);
            assertThat(results)
                    .filteredOn(result -> result.outcome() == Outcome.STORED)
                    .hasSize(49);
        }
    }

    @Test
    void rejectsWhomItDoesNotKnow() throws Exception {
        RemoteEntity archive = start(1, false);
        try (ServiceClassUser scu = ServiceClassUser.of(Client.builder())) {
            assertThatThrownBy(() -> scu.echo(RemoteEntity.of("SOMEONE", archive.host(), archive.port())))
                    .isInstanceOf(AssociationException.class)
                    .extracting(e -> ((AssociationException) e).rejectReason())
                    .isEqualTo(Optional.of(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
        }
    }

    private ClientTls tls() throws IOException {
        TlsIdentity own = TlsIdentity.forHost("localhost");
        TlsIdentity client = TlsIdentity.selfSigned();
        Files.writeString(directory.resolve("server.key"), own.privateKeyPem());
        Files.writeString(directory.resolve("client.key"), client.privateKeyPem());
        return ClientTls.builder()
                .trust(Files.writeString(directory.resolve("server.crt"), own.certificatePem()))
                .key(
                        directory.resolve("client.key"),
                        Files.writeString(directory.resolve("client.crt"), client.certificatePem()))
                .build();
    }

    private RemoteEntity start(int destination, boolean tls) throws IOException {
        List<String> secured = tls
                ? List.of(
                        directory.resolve("server.key").toString(),
                        directory.resolve("server.crt").toString(),
                        directory.resolve("client.crt").toString())
                : List.of();
        ListeningProgram started = DcmjsDimse.start("server.js", Integer.toString(destination), secured);
        server = started;
        return RemoteEntity.of(AE_TITLE, "localhost", started.port());
    }
}
