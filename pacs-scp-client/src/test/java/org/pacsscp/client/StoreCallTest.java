package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.CommandTag;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.StorageStatus;
import org.pacsscp.client.StoreResult.Outcome;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;

/** What becomes of instances when peers take, refuse, fall silent or go. */
class StoreCallTest {
    private static final RemoteEntity ARCHIVE = RemoteEntity.of("ARCHIVE", "archive.invalid", 104);
    private static final ReceivedResponse SUCCESS = FakeResponse.of(DimseStatus.SUCCESS);

    private final List<Invocation> requests = new ArrayList<>();
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void keepsTheOrderAndTellsOfEach() throws Exception {
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(
                proposal,
                request -> List.of(
                        requests(request) % 2 == 0
                                ? FakeResponse.of(StorageStatus.COERCION_OF_DATA_ELEMENTS)
                                : FakeResponse.of(StorageStatus.OUT_OF_RESOURCES))));
        List<InstanceSource> sources = new ArrayList<>(sources(4));
        sources.add(1, InstanceSource.file(Path.of("absent.dcm")));
        List<Integer> finished = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void sent(Sent event) {
                finished.add(event.finished());
                assertThat(event.total()).isEqualTo(5);
            }
        };

        StoreReport report =
                store(client, sources, CallOptions.builder().listener(listener).build());

        assertThat(report.results()).extracting(StoreResult::source).isEqualTo(sources);
        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(
                        Outcome.REFUSED,
                        Outcome.UNREADABLE,
                        Outcome.STORED_WITH_WARNING,
                        Outcome.REFUSED,
                        Outcome.STORED_WITH_WARNING);
        assertThat(report.results().get(0).explanation()).isEqualTo("ARCHIVE at archive.invalid:104 answered A700H");
        assertThat(report.results().get(0).status()).contains(StorageStatus.OUT_OF_RESOURCES);
        assertThat(report.stored()).hasSize(2);
        assertThat(report.failed()).hasSize(3);
        assertThat(report.isComplete()).isFalse();
        assertThat(finished).containsExactly(1, 2, 3, 4, 5);
        assertThat(client.opened()).hasSize(1);
        assertThat(client.opened().get(0).end()).map(AssociationEnd::kind).contains(AssociationEnd.Kind.RELEASED_BY_US);
    }

    @Test
    void opensNothingWhereThereIsNothingToSend() throws Exception {
        FakeClient client = new FakeClient(proposal -> {
            throw new AssertionError("nothing is to be sent");
        });

        assertThat(store(client, List.of(InstanceSource.file(Path.of("absent.dcm"))), CallOptions.defaults())
                        .results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.UNREADABLE);
        assertThat(store(client, List.of(), CallOptions.defaults()).isComplete())
                .isTrue();
    }

    @Test
    void saysThatThereIsNoAssociation() {
        FakeClient client = new FakeClient(proposal -> {
            throw new AssociationException(AssociationException.Kind.CONNECT_FAILED, "nobody is there");
        });

        assertThatThrownBy(() -> store(client, sources(2), CallOptions.defaults()))
                .isInstanceOf(AssociationException.class)
                .hasMessage("nobody is there");
    }

    @Test
    void saysOfEachInstanceThatThePeerTakesNone() throws Exception {
        FakeClient client = new FakeClient(proposal -> {
            throw AssociationException.noPresentationContext(List.of(), "all are refused");
        });

        StoreReport report = store(client, sources(2), CallOptions.defaults());

        assertThat(report.results())
                .extracting(StoreResult::outcome, StoreResult::explanation)
                .containsOnly(tuple(Outcome.NOT_ACCEPTED, "all are refused"))
                .hasSize(2);
    }

    @Test
    void convertsWhatThePeerDoesNotTakeAsItIs() throws Exception {
        DataSet image = Invention.ofSeed(3).image(Modality.CT);
        FakeClient client = new FakeClient(proposal -> new FakeAssociation(
                proposal,
                (sopClass, syntax) -> syntax.equals(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
                request -> List.of(SUCCESS)));

        StoreReport report = store(
                client,
                List.of(InstanceSource.of(image), source(0, TransferSyntax.JPEG_2000_LOSSLESS)),
                CallOptions.defaults());

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.STORED, Outcome.NOT_ACCEPTED);
        assertThat(report.results().get(1).explanation())
                .isEqualTo("ARCHIVE at archive.invalid:104 takes CT Image Storage only in Implicit VR Little Endian;"
                        + " this one is in JPEG 2000 Image Compression (Lossless Only)");
        FakeAssociation.Sent sent = client.opened().get(0).sent().get(0);
        assertThat(sent.invocation().transferSyntax()).contains(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        assertThat(DataSets.decode(sent.dataSet(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .isEqualTo(image);
    }

    @Test
    void goesOnOverAnotherAssociationWhereOneHasEnded() throws Exception {
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(
                proposal, request -> requests(request) == 2 ? List.of() : List.of(SUCCESS)));

        StoreReport report = store(client, sources(4), CallOptions.defaults());

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.STORED, Outcome.UNANSWERED, Outcome.STORED, Outcome.STORED);
        assertThat(report.results().get(1).explanation())
                .contains("ARCHIVE at archive.invalid:104", "C-STORE", "the script has no further response");
        assertThat(client.opened()).hasSize(2);
    }

    @Test
    void givesUpAPeerThatAnswersNothingTwice() throws Exception {
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of()));

        StoreReport report = store(client, sources(5), CallOptions.defaults());

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(
                        Outcome.UNANSWERED, Outcome.UNANSWERED, Outcome.NOT_SENT, Outcome.NOT_SENT, Outcome.NOT_SENT);
        assertThat(client.opened()).hasSize(2);
    }

    @Test
    void sendsAgainWhatWasNotAnsweredWhereThatIsAskedFor() throws Exception {
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(
                proposal, request -> requests(request) == 2 ? List.of() : List.of(SUCCESS)));
        CallOptions options =
                CallOptions.builder().retry(new RetryPolicy(2, Duration.ZERO)).build();

        StoreReport report = store(client, sources(3), options);

        assertThat(report.isComplete()).isTrue();
        assertThat(requests).hasSize(4);
        assertThat(requests.get(1).elements().values().get(CommandTag.AFFECTED_SOP_INSTANCE_UID))
                .isEqualTo(requests.get(2).elements().values().get(CommandTag.AFFECTED_SOP_INSTANCE_UID));
    }

    @Test
    void doesNotSendAgainWhatThePeerHasRefused() throws Exception {
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(
                proposal, request -> List.of(FakeResponse.of(StorageStatus.OUT_OF_RESOURCES))));
        CallOptions options =
                CallOptions.builder().retry(new RetryPolicy(3, Duration.ZERO)).build();

        store(client, sources(1), options);

        assertThat(client.opened().get(0).sent()).hasSize(1);
    }

    @Test
    void takesAFileThatBreaksForItsOwnFault() throws Exception {
        FakeClient client =
                new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of(SUCCESS)));
        InstanceSource broken =
                InstanceSource.of(SopClass.CT_IMAGE_STORAGE, Uid.of("2.25.5"), TransferSyntax.RLE_LOSSLESS, out -> {
                    throw new IOException("the disk has gone");
                });

        StoreReport report =
                store(client, List.of(broken, source(1, TransferSyntax.RLE_LOSSLESS)), CallOptions.defaults());

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.UNREADABLE, Outcome.STORED);
        assertThat(report.results().get(0).explanation()).contains("the disk has gone");
        assertThat(client.opened()).hasSize(2);
    }

    @Test
    void sendsOverSeveralAssociationsAtOnce() throws Exception {
        FakeClient client =
                new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of(SUCCESS)));

        StoreReport report = store(
                client, sources(100), CallOptions.builder().associations(4).build());

        assertThat(report.isComplete()).isTrue();
        assertThat(report.stored())
                .extracting(ReferencedInstance::sopInstance)
                .containsExactlyElementsOf(IntStream.range(0, 100)
                        .mapToObj(StoreCallTest::instance)
                        .toList());
        assertThat(written).hasValue(100);
        assertThat(client.opened())
                .hasSizeLessThanOrEqualTo(4)
                .allSatisfy(association -> assertThat(association.end()).isPresent());
    }

    @Test
    void endsWithWhatAListenerThrows() {
        FakeClient client =
                new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of(SUCCESS)));
        ProgressListener listener = new ProgressListener() {
            @Override
            public void sent(Sent event) {
                throw new IllegalStateException("enough");
            }
        };

        assertThatThrownBy(() -> store(
                        client,
                        sources(10),
                        CallOptions.builder().associations(3).listener(listener).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(client.opened())
                .allSatisfy(association -> assertThat(association.end()).isPresent());
    }

    @Test
    void doesNotBeginWhatWasCancelled() throws Exception {
        Cancellation cancellation = new Cancellation();
        FakeClient client = new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> {
            if (requests(request) == 2) {
                cancellation.cancel();
            }
            return List.of(SUCCESS);
        }));

        StoreReport report = store(
                client,
                sources(4),
                CallOptions.builder().cancellation(cancellation).build());

        assertThat(report.results())
                .extracting(StoreResult::outcome)
                .containsExactly(Outcome.STORED, Outcome.STORED, Outcome.NOT_SENT, Outcome.NOT_SENT);
        assertThat(report.results().get(3).explanation()).contains("cancelled");
    }

    @Test
    void saysWhoseMoveItServes() throws Exception {
        FakeClient client =
                new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of(SUCCESS)));
        CallOptions options = CallOptions.builder()
                .moveOriginator(new CallOptions.MoveOriginator(AeTitle.of("WORKSTATION"), 7))
                .priority(Priority.LOW)
                .build();

        store(client, sources(1), options);

        assertThat(client.opened().get(0).sent().get(0).invocation().elements().values())
                .containsEntry(CommandTag.MOVE_ORIGINATOR_MESSAGE_ID, new byte[] {7, 0})
                .containsEntry(CommandTag.PRIORITY, new byte[] {2, 0})
                .containsKey(CommandTag.MOVE_ORIGINATOR_APPLICATION_ENTITY_TITLE);
    }

    @Test
    void proposesToTheEntityAsItWants() throws Exception {
        FakeClient client =
                new FakeClient(proposal -> FakeAssociation.acceptingAll(proposal, request -> List.of(SUCCESS)));

        new StoreCall(
                        new Associations(client, Optional.empty()),
                        ARCHIVE.callingAs("CT_1").plain().certifiedAs("pacs.example.org"),
                        List.copyOf(sources(1)),
                        CallOptions.defaults(),
                        new CallLimit(CallOptions.defaults()))
                .run();

        AssociationProposal proposal = client.proposals().get(0);
        assertThat(proposal.callingAeTitle()).contains(AeTitle.of("CT_1"));
        assertThat(proposal.withoutTls()).isTrue();
        assertThat(proposal.serverName()).contains("pacs.example.org");
        assertThat(proposal).hasToString("ARCHIVE at archive.invalid:104");
    }

    /** Remembers a request; returns which it is, from 1. */
    private synchronized int requests(Invocation request) {
        requests.add(request);
        return requests.size();
    }

    private static StoreReport store(FakeClient client, List<? extends InstanceSource> sources, CallOptions options)
            throws IOException, InterruptedException {
        try (CallLimit limit = new CallLimit(options)) {
            return new StoreCall(
                            new Associations(client, Optional.empty()), ARCHIVE, List.copyOf(sources), options, limit)
                    .run();
        }
    }

    private List<InstanceSource> sources(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> source(i, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
                .toList();
    }

    private InstanceSource source(int i, Uid syntax) {
        return InstanceSource.of(SopClass.CT_IMAGE_STORAGE, instance(i), syntax, out -> written.incrementAndGet());
    }

    private static Uid instance(int i) {
        return Uid.of("2.25.1" + i);
    }
}
