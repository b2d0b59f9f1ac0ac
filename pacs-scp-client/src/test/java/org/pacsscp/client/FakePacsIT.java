package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.client.StoreResult.Outcome;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DicomFile;
import org.pacsscp.dataset.Tag;
import org.pacsscp.dataset.Vr;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.junit.WithFakePacs;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Instance;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.pacs.RecordedAssociation;
import org.pacsscp.testkit.pacs.RecordedOperation;
import org.pacsscp.testkit.pacs.Reply;
import org.pacsscp.testkit.pacs.StoredInstance;

/** Every service over sockets, with a PACS that remembers, and fails on demand. */
@WithFakePacs(aeTitle = "ARCHIVE")
@ExtendWith(UncaughtExceptions.class)
class FakePacsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceClassUser scu = ServiceClassUser.of(Client.builder().aeTitle("TESTER"));
    private final InventedStudy study = Invention.ofSeed(5).study(2, Modality.CT, Modality.MR);

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        scu.close();
    }

    private static RemoteEntity archive(FakePacs pacs) {
        return RemoteEntity.of("ARCHIVE", "localhost", pacs.port());
    }

    @Test
    void echoes(FakePacs pacs) throws Exception {
        assertThat(scu.echo(archive(pacs))).isPositive();

        assertReleased(pacs);
    }

    @Test
    void callsAsTheEntityWants(FakePacs pacs) throws Exception {
        scu.echo(archive(pacs).callingAs("CT_1"));

        assertThat(pacs.takeOperation(PATIENCE).callingAeTitle()).isEqualTo("CT_1");
    }

    @Test
    void tellsWhyThereIsNoAssociation(FakePacs pacs) {
        pacs.inject(Fault.at(Place.ASSOCIATION, new Effect.Reject(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED)));

        assertThatThrownBy(() -> scu.echo(archive(pacs)))
                .isInstanceOf(AssociationException.class)
                .hasMessageContaining("ARCHIVE")
                .extracting(e -> ((AssociationException) e).rejectReason())
                .isEqualTo(Optional.of(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
    }

    @Test
    void triesAgainWhereThatIsAskedFor(FakePacs pacs) throws Exception {
        pacs.inject(Fault.at(Place.ASSOCIATION, new Effect.Reject(RejectReason.LOCAL_LIMIT_EXCEEDED))
                .times(2));

        scu.echo(
                archive(pacs),
                CallOptions.builder()
                        .retry(new RetryPolicy(3, Duration.ofMillis(1)))
                        .build());

        assertThat(pacs.associations()).hasSize(3);
    }

    @Test
    void tellsThatAnEchoWasAborted(FakePacs pacs) {
        pacs.inject(Fault.at(Place.RESPONSE, new Effect.Abort(AbortReason.SERVICE_USER)));

        assertThatThrownBy(() -> scu.echo(archive(pacs)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("before it answered C-ECHO")
                .extracting(e -> ((ServiceException) e).reason())
                .isEqualTo(ServiceException.Reason.ASSOCIATION_ENDED);
    }

    @Test
    void endsACallOutOfTime(FakePacs pacs) {
        pacs.inject(Fault.at(Place.RESPONSE, new Effect.Silence()));

        assertThatThrownBy(() -> scu.echo(
                        archive(pacs),
                        CallOptions.builder().timeout(Duration.ofMillis(50)).build()))
                .isInstanceOf(ServiceException.class)
                .extracting(e -> ((ServiceException) e).reason())
                .isEqualTo(ServiceException.Reason.TIMED_OUT);
    }

    @Test
    void tellsThatNobodyIsThere() throws IOException {
        int free = Ports.free();

        assertThatThrownBy(() -> scu.echo(RemoteEntity.of("NOBODY", "localhost", free)))
                .isInstanceOf(AssociationException.class)
                .extracting(e -> ((AssociationException) e).kind())
                .isEqualTo(AssociationException.Kind.CONNECT_FAILED);
    }

    @Test
    void storesFilesInTheirOwnEncodings(FakePacs pacs) throws Exception {
        List<Uid> syntaxes = List.of(
                TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
                TransferSyntax.RLE_LOSSLESS,
                TransferSyntax.JPEG_BASELINE_8_BIT);
        Invention invention = Invention.ofSeed(8);
        List<InstanceSource> sources = new ArrayList<>();
        List<byte[]> bytes = new ArrayList<>();
        for (Uid syntax : syntaxes) {
            DataSet image = invention.image(Modality.CT, syntax);
            bytes.add(DataSets.encode(image, syntax));
            sources.add(InstanceSource.file(file(image, syntax)));
        }

        StoreReport report = scu.store(archive(pacs), sources);

        assertThat(report.isComplete()).isTrue();
        assertThat(pacs.associations()).hasSize(1);
        List<StoredInstance> stored = pacs.takeStored(syntaxes.size(), PATIENCE);
        assertThat(stored).extracting(StoredInstance::transferSyntax).isEqualTo(syntaxes);
        for (int i = 0; i < bytes.size(); i++) {
            assertThat(stored.get(i).dataSetBytes()).isEqualTo(bytes.get(i));
        }
    }

    @Test
    void storesALargeFileWithoutHoldingIt(FakePacs pacs) throws Exception {
        byte[] pixels = new byte[24 << 20];
        DataSet image =
                Invention.ofSeed(9).image(Modality.CT).with(elements -> elements.bytes(Tag.PIXEL_DATA, Vr.OW, pixels));

        StoreReport report = scu.store(
                archive(pacs), List.of(InstanceSource.file(file(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))));

        assertThat(report.isComplete()).isTrue();
        assertThat(pacs.takeStored(PATIENCE).dataSet()).isEqualTo(image);
    }

    @Test
    void reportsWhatBecameOfEach(FakePacs pacs) throws Exception {
        pacs.onStore()
                .respond(
                        Reply.status(StorageStatus.OUT_OF_RESOURCES),
                        Reply.status(StorageStatus.COERCION_OF_DATA_ELEMENTS),
                        Reply.success());
        List<InstanceSource> sources = new ArrayList<>();
        study.instances().forEach(instance -> sources.add(InstanceSource.of(instance)));
        sources.add(InstanceSource.file(Files.writeString(directory.resolve("notes.txt"), "no instance")));

        StoreReport report = scu.store(archive(pacs), sources);

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(
                        Outcome.REFUSED,
                        Outcome.STORED_WITH_WARNING,
                        Outcome.STORED,
                        Outcome.STORED,
                        Outcome.UNREADABLE);
    }

    @Test
    void storesOverSeveralAssociations(FakePacs pacs) throws Exception {
        Invention invention = Invention.ofSeed(10);
        List<InstanceSource> sources = IntStream.range(0, 40)
                .mapToObj(i -> InstanceSource.of(invention.image(Modality.CT)))
                .toList();

        StoreReport report = scu.store(
                archive(pacs), sources, CallOptions.builder().associations(4).build());

        assertThat(report.isComplete()).isTrue();
        assertThat(pacs.takeStored(40, PATIENCE)).hasSize(40);
        assertReleased(pacs);
    }

    @Test
    void goesOnWhereAnAssociationIsLost(FakePacs pacs) throws Exception {
        pacs.inject(Fault.at(Place.REQUEST, new Effect.Reset())
                .on(CommandField.C_STORE_RQ)
                .after(1));
        List<InstanceSource> sources =
                study.instances().stream().map(InstanceSource::of).toList();

        StoreReport report = scu.store(archive(pacs), sources);

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.STORED, Outcome.UNANSWERED, Outcome.STORED, Outcome.STORED);
    }

    @Test
    void finds(FakePacs pacs) throws Exception {
        DataSet attributes = study.attributes();
        pacs.onFind().respondFrom(attributes);
        Identifier query = Identifier.studyRoot(QueryLevel.STUDY)
                .key(Tag.PATIENT_ID, study.patient().id())
                .returning(Tag.STUDY_DATE);

        try (Matches matches = scu.find(archive(pacs), query)) {
            List<DataSet> found = matches.toList();

            assertThat(found).hasSize(1);
            assertThat(found.get(0).uid(Tag.STUDY_INSTANCE_UID)).contains(study.uid());
            assertThat(matches.status()).contains(DimseStatus.SUCCESS);
        }
    }

    @Test
    void cancelsASearchThatIsClosed(FakePacs pacs) throws Exception {
        pacs.onFind().respond(Reply.matches(study.attributes()).untilCancelled());

        try (Matches matches = scu.find(archive(pacs), Identifier.studyRoot(QueryLevel.STUDY))) {
            assertThat(matches.next()).isPresent();
        }

        assertReleased(pacs);
    }

    @Test
    void searchesAWorklist(FakePacs pacs) throws Exception {
        DataSet step = DataSet.builder().text(Tag.MODALITY, "CT").build();
        DataSet entry = DataSet.builder()
                .text(Tag.PATIENT_ID, "INV-1")
                .sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step)
                .build();
        pacs.onFind().respondMatches(entry, entry);

        try (Matches matches = scu.find(
                        archive(pacs),
                        Identifier.worklist()
                                .keys(elements -> elements.sequence(Tag.SCHEDULED_PROCEDURE_STEP_SEQUENCE, step)));
                Stream<DataSet> stream = matches.stream()) {
            assertThat(stream).containsExactly(entry, entry);
        }
    }

    @Test
    void movesAndTellsOfTheProgress(FakePacs pacs) throws Exception {
        try (FakePacs destination = FakePacs.builder().aeTitle("WORKSTATION").start()) {
            pacs.destination("WORKSTATION", "localhost", destination.port());
            pacs.onMove()
                    .respond(Reply.instances(
                            study.instances().stream().map(Instance::of).toList()));
            List<SubOperations> counts = new ArrayList<>();
            ProgressListener listener = new ProgressListener() {
                @Override
                public void retrieving(Retrieving event) {
                    counts.add(event.subOperations());
                }
            };

            RetrieveReport report = scu.move(
                    archive(pacs),
                    Identifier.study(study.uid()),
                    "WORKSTATION",
                    CallOptions.builder().listener(listener).build());

            assertThat(report.isSuccess()).isTrue();
            assertThat(report.subOperations()).map(SubOperations::completed).contains(4);
            assertThat(counts).isNotEmpty();
            assertThat(destination.takeStored(4, PATIENCE)).hasSize(4);
        }
        RecordedOperation move = pacs.takeOperation(PATIENCE);
        assertThat(move.command().moveDestination()).contains(AeTitle.of("WORKSTATION"));
    }

    @Test
    void reportsWhatAMoveHasFailedWith(FakePacs pacs) throws Exception {
        pacs.onMove().respond(Reply.status(RetrieveStatus.MOVE_DESTINATION_UNKNOWN));

        RetrieveReport report = scu.move(archive(pacs), Identifier.study(study.uid()), "NOBODY");

        assertThat(report.status().code()).isEqualTo(RetrieveStatus.MOVE_DESTINATION_UNKNOWN.code());
        assertThat(report.subOperations()).isEmpty();
    }

    @Test
    void getsIntoADirectory(FakePacs pacs) throws Exception {
        List<DataSet> instances = study.instances();
        pacs.onGet()
                .respond(Reply.instances(instances.stream().map(Instance::of).toList()));

        RetrieveReport report = scu.get(archive(pacs), Identifier.study(study.uid()), ReceivedFiles.in(directory));

        assertThat(report.isSuccess()).isTrue();
        assertThat(report.subOperations()).map(SubOperations::completed).contains(4);
        for (DataSet instance : instances) {
            Path file = directory.resolve(instance.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
            assertThat(DicomFile.read(file).dataSet()).isEqualTo(instance);
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void getsFiveHundred(FakePacs pacs) throws Exception {
        Invention invention = Invention.ofSeed(11);
        List<Instance> instances = IntStream.range(0, 500)
                .mapToObj(i -> Instance.of(invention.image(Modality.CT)))
                .toList();
        pacs.onGet().respond(Reply.instances(instances));
        List<Uid> received = new ArrayList<>();

        RetrieveReport report = scu.get(archive(pacs), Identifier.study(study.uid()), action -> {
            received.add(action.command().affectedSopInstanceUid().orElseThrow());
            return DimseStatus.SUCCESS;
        });

        assertThat(report.isSuccess()).isTrue();
        assertThat(received).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void tellsThePeerWhatCannotBeKept(FakePacs pacs) throws Exception {
        pacs.onGet().respond(Reply.instances(Instance.of(study.instances().get(0))));

        RetrieveReport report =
                scu.get(archive(pacs), Identifier.study(study.uid()), ReceivedFiles.in(directory.resolve("absent")));

        assertThat(report.isSuccess()).isFalse();
        assertThat(report.subOperations()).map(SubOperations::failed).contains(1);
    }

    @Test
    void usesAnAssociationAgain(FakePacs pacs) throws Exception {
        try (ServiceClassUser reusing = ServiceClassUser.builder(Client.builder())
                .reuse(new AssociationReuse(1, Duration.ofMinutes(1), false))
                .build()) {
            for (int i = 0; i < 5; i++) {
                reusing.echo(archive(pacs));
            }
            assertThat(pacs.associations()).hasSize(1);
        }
        assertReleased(pacs);
    }

    private static void assertReleased(FakePacs pacs) {
        assertThat(pacs.awaitEnds(PATIENCE)).as("still open").isEmpty();
        assertThat(pacs.associations())
                .extracting(RecordedAssociation::end)
                .containsOnly(Optional.of(RecordedAssociation.End.RELEASED));
    }

    private Path file(DataSet image, Uid syntax) throws IOException {
        DicomFile file = DicomFile.of(image, syntax);
        Path path = directory.resolve(image.text(Tag.SOP_INSTANCE_UID).orElseThrow() + ".dcm");
        try (OutputStream out = Files.newOutputStream(path)) {
            file.meta().writeTo(out);
            out.write(DataSets.encode(image, syntax));
        }
        return path;
    }
}
