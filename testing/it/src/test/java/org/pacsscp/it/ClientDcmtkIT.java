package org.pacsscp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.client.Identifier;
import org.pacsscp.client.InstanceSource;
import org.pacsscp.client.Matches;
import org.pacsscp.client.QueryLevel;
import org.pacsscp.client.ReceivedFiles;
import org.pacsscp.client.RemoteEntity;
import org.pacsscp.client.RetrieveReport;
import org.pacsscp.client.ServiceClassUser;
import org.pacsscp.client.StoreReport;
import org.pacsscp.client.StoreResult;
import org.pacsscp.client.StoreResult.Outcome;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.pacs.FakePacs;

/** The client asks DCMTK's servers: {@code storescp} and its faults, {@code dcmqrscp}, {@code wlmscpfs}. */
class ClientDcmtkIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServiceClassUser scu = ServiceClassUser.of(Client.builder().aeTitle("TESTER"));
    private final InventedStudy study = Invention.ofSeed(21).study(2, Modality.CT, Modality.MR);

    @TempDir
    private Path directory = Path.of("");

    private Path received = Path.of("");
    private @Nullable DcmtkServers servers;

    @BeforeEach
    void makeDirectories() throws IOException {
        received = Files.createDirectories(directory.resolve("received"));
        servers = new DcmtkServers(directory);
    }

    @AfterEach
    void stop() {
        scu.close();
        servers().close();
    }

    @ParameterizedTest
    @CsvSource({
        "+xe, 1.2.840.10008.1.2.1",
        "+xb, 1.2.840.10008.1.2.1",
        "+xi, 1.2.840.10008.1.2",
        "+xa, 1.2.840.10008.1.2.1"
    })
    void storesInWhatStorescpTakes(String option, String storedIn) throws Exception {
        RemoteEntity storescp = storescp(option);
        DataSet image = study.instances().get(0);

        StoreReport report = scu.store(
                storescp, List.of(InstanceSource.file(file(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))));

        assertThat(report.results()).extracting(StoreResult::outcome).containsExactly(Outcome.STORED);
        DicomFile stored = DicomFile.read(Dcmtk.files(received).get(0));
        assertThat(stored.dataSet()).isEqualTo(image);
        assertThat(stored.transferSyntax()).isEqualTo(Uid.of(storedIn));
    }

    @Test
    void storesEveryEncodingWithWhoTakesAll() throws Exception {
        RemoteEntity storescp = storescp("+xa");
        Invention invention = Invention.ofSeed(3);
        List<InstanceSource> sources = new ArrayList<>();
        for (Uid syntax : List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
            sources.add(InstanceSource.file(file(invention.image(Modality.CT), syntax)));
        }

        StoreReport report = scu.store(storescp, sources);

        assertThat(report.isComplete()).isTrue();
        assertThat(Dcmtk.files(received)).hasSize(3);
    }

    @Test
    void tellsThatStorescpRefuses() throws Exception {
        RemoteEntity storescp = storescp("--refuse");

        assertThatThrownBy(() -> scu.store(
                        storescp, List.of(InstanceSource.of(study.instances().get(0)))))
                .isInstanceOf(AssociationException.class)
                .hasMessageContaining(DcmtkServers.AE_TITLE);
    }

    @ParameterizedTest
    @CsvSource({"--abort-after", "--abort-during"})
    void tellsThatStorescpAborts(String option) throws Exception {
        RemoteEntity storescp = storescp(option);
        List<InstanceSource> sources =
                study.instances().stream().map(InstanceSource::of).toList();

        StoreReport report = scu.store(storescp, sources);

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.UNANSWERED, Outcome.UNANSWERED, Outcome.NOT_SENT, Outcome.NOT_SENT);
    }

    @Test
    void findsMovesAndGetsOfDcmqrscp() throws Exception {
        try (FakePacs destination = FakePacs.builder().aeTitle("DESTINATION").start()) {
            RemoteEntity archive = dcmqrscp(destination.port());
            assertThat(scu.store(
                                    archive,
                                    study.instances().stream()
                                            .map(InstanceSource::of)
                                            .toList())
                            .isComplete())
                    .isTrue();

            try (Matches matches = scu.find(
                    archive,
                    Identifier.studyRoot(QueryLevel.SERIES)
                            .key(Tag.STUDY_INSTANCE_UID, study.uid().value())
                            .returning(Tag.MODALITY))) {
                assertThat(matches.toList())
                        .extracting(match -> match.text(Tag.MODALITY).orElse(""))
                        .containsExactlyInAnyOrder("CT", "MR");
            }

            RetrieveReport moved = scu.move(archive, Identifier.study(study.uid()), "DESTINATION");
            assertThat(moved.isSuccess()).as("%s", moved).isTrue();
            assertThat(moved.subOperations()).map(SubOperations::completed).contains(4);
            assertThat(destination.takeStored(4, PATIENCE)).hasSize(4);

            RetrieveReport got = scu.get(archive, Identifier.study(study.uid()), ReceivedFiles.in(received));
            assertThat(got.isSuccess()).as("%s", got).isTrue();
            assertThat(Dcmtk.files(received)).hasSize(4);
        }
    }

    @Test
    void searchesTheWorklistOfWlmscpfs() throws Exception {
        RemoteEntity worklist = wlmscpfs();
        Identifier today = Identifier.worklist()
                .returning(Tag.PATIENT_NAME)
                .key(Tag.PATIENT_ID, "INV-1")
                .keys(elements -> elements.sequence(
                        Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE,
                        DataSet.builder()
                                .text(Tag.MODALITY, "CT")
                                .empty(Tag.SCHEDULED_STATION_AE_TITLE)
                                .build()));

        try (Matches matches = scu.find(worklist, today)) {
            List<DataSet> found = matches.toList();

            assertThat(found).hasSize(1);
            assertThat(found.get(0).text(Tag.PATIENT_ID)).contains("INV-1");
        }
    }

    private RemoteEntity storescp(String option) throws IOException, InterruptedException {
        return remote(servers().storescp(received, option));
    }

    private RemoteEntity dcmqrscp(int destination) throws IOException, InterruptedException {
        return remote(servers().dcmqrscp(destination));
    }

    private RemoteEntity wlmscpfs() throws IOException, InterruptedException {
        return remote(servers().wlmscpfs(WorklistEntry.of(study.uid())));
    }

    private DcmtkServers servers() {
        return Objects.requireNonNull(servers, "made before each test");
    }

    private static RemoteEntity remote(int port) {
        return RemoteEntity.of(DcmtkServers.AE_TITLE, "localhost", port);
    }

    private Path file(DataSet image, Uid syntax) throws IOException {
        Path path = directory.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
        DicomFile.of(image, syntax).write(path);
        return path;
    }
}
