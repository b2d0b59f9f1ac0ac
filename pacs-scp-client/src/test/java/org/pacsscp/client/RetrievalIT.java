package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SubOperations;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testing.process.Ports;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.pacs.Reply;
import org.pacsscp.testkit.pacs.StoredInstance;

/** C-MOVE to a third party and C-GET to us, to their end and cancelled, from an archive on our server and from a fake one. */
@ExtendWith(UncaughtExceptions.class)
class RetrievalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 500;
    private static final int FEW = 3;
    private static final String WORKSTATION = "WORKSTATION";
    private static final Identifier STUDY = Identifier.study(Uid.of("1.2.3"));

    private enum Kind {
        MOVE,
        GET
    }

    private final BlockingQueue<AssociationEnd.Kind> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<Uid> received = new LinkedBlockingQueue<>();
    private final ServiceClassUser scu = scu(Timeouts.defaults());

    private ServiceClassUser scu(Timeouts timeouts) {
        return ServiceClassUser.of(
                Client.builder().aeTitle("TESTER").loops(1).timeouts(timeouts).listener(new AssociationListener() {
                    @Override
                    public void ended(AssociationEvent.Ended event) {
                        ends.add(event.end().kind());
                    }
                }));
    }

    @AfterEach
    void close() {
        scu.close();
    }

    @Test
    void getsManyOnOurAssociation() throws Exception {
        List<DataSet> images = images(MANY);
        try (OwnArchive archive = new OwnArchive(images)) {
            BlockingQueue<SubOperations> progress = new LinkedBlockingQueue<>();

            RetrieveReport report = retrieve(Kind.GET, scu, archive.remote(), options(progress::add));

            assertThat(report.isSuccess()).isTrue();
            assertThat(report.subOperations()).contains(new SubOperations(0, MANY, 0, 0));
            assertThat(progress)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, MANY)
                            .mapToObj(done -> new SubOperations(MANY - done, done, 0, 0))
                            .toList());
            assertThat(received)
                    .containsExactlyElementsOf(images.stream()
                            .map(image -> image.uid(Tag.SOP_INSTANCE_UID).orElseThrow())
                            .toList());
            assertEnd(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    @Test
    void movesToAThirdParty() throws Exception {
        List<DataSet> images = images(FEW);
        try (OwnArchive archive = new OwnArchive(images);
                FakePacs workstation = FakePacs.builder().aeTitle(WORKSTATION).start()) {
            archive.knows(WORKSTATION, workstation.port());

            RetrieveReport report = retrieve(Kind.MOVE, scu, archive.remote(), CallOptions.defaults());

            assertThat(report.isSuccess()).isTrue();
            assertThat(report.subOperations()).contains(new SubOperations(0, FEW, 0, 0));
            List<StoredInstance> stored = workstation.takeStored(FEW, PATIENCE);
            assertThat(stored).extracting(StoredInstance::dataSet).containsExactlyElementsOf(images);
            assertThat(stored).allSatisfy(instance -> {
                assertThat(instance.operation().callingAeTitle()).isEqualTo(OwnArchive.AE_TITLE);
                // PS3.7 9.1.1.1.6: who has asked for the move.
                assertThat(instance.operation().command().moveOriginatorAeTitle())
                        .hasValueSatisfying(title -> assertThat(title.value()).isEqualTo("TESTER"));
            });
            assertEnd(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    @Test
    void reportsThatTheThirdPartyCannotBeReached() throws Exception {
        try (OwnArchive archive = new OwnArchive(images(FEW))) {
            archive.knows(WORKSTATION, Ports.free());

            RetrieveReport report = retrieve(Kind.MOVE, scu, archive.remote(), CallOptions.defaults());

            assertThat(report.status()).isEqualTo(RetrieveStatus.UNABLE_TO_PERFORM_SUB_OPERATIONS);
            assertThat(report.subOperations()).contains(new SubOperations(0, 0, FEW, 0));
        }
    }

    /** The final response says FE00H, and how many sub-operations had been done (PS3.4 C.4.2.1.6 and C.4.3.1.3). */
    @ParameterizedTest
    @EnumSource
    void isCancelledInTheMiddle(Kind kind) throws Exception {
        try (OwnArchive archive = new OwnArchive(images(MANY));
                FakePacs workstation = FakePacs.builder().aeTitle(WORKSTATION).start()) {
            archive.knows(WORKSTATION, workstation.port());
            archive.pauseAfter(FEW);
            Cancellation cancellation = new Cancellation();
            ProgressListener listener = listener(counts -> {
                if (counts.completed() == FEW) {
                    cancellation.cancel();
                }
            });

            RetrieveReport report = retrieve(
                    kind,
                    scu,
                    archive.remote(),
                    CallOptions.builder()
                            .listener(listener)
                            .cancellation(cancellation)
                            .build());

            assertThat(report.isCancelled()).isTrue();
            assertThat(report.status()).isEqualTo(DimseStatus.CANCEL);
            assertThat(report.subOperations()).contains(new SubOperations(MANY - FEW, FEW, 0, 0));
            assertThat(kind == Kind.GET ? received.size() : workstation.stored().size())
                    .isEqualTo(FEW);
            assertEnd(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    /** A peer that says nothing until it is done can be cancelled, too. */
    @ParameterizedTest
    @EnumSource
    void isCancelledWithoutAWordBefore(Kind kind) throws Exception {
        try (FakePacs pacs = FakePacs.start()) {
            (kind == Kind.MOVE ? pacs.onMove() : pacs.onGet())
                    .respond(Reply.success().untilCancelled());

            RetrieveReport report = retrieve(kind, scu, remote(pacs), cancelledOnceHeard(pacs));

            assertThat(report.isCancelled()).isTrue();
            assertThat(report.subOperations()).isEmpty();
            assertEnd(AssociationEnd.Kind.RELEASED_BY_US);
        }
    }

    /** Who does not answer a C-CANCEL either loses the association. */
    @ParameterizedTest
    @EnumSource
    void isAbortedIfThePeerDoesNotStop(Kind kind) throws Exception {
        try (FakePacs pacs = FakePacs.start();
                ServiceClassUser hasty =
                        scu(Timeouts.builder().release(Duration.ofMillis(50)).build())) {
            (kind == Kind.MOVE ? pacs.onMove() : pacs.onGet())
                    .respond(Reply.success().untilCancelled());
            pacs.inject(Fault.at(Place.RESPONSE, new Effect.Silence()));

            ServiceException e = catchThrowableOfType(
                    ServiceException.class, () -> retrieve(kind, hasty, remote(pacs), cancelledOnceHeard(pacs)));

            assertThat(e.reason()).isEqualTo(ServiceException.Reason.CANCELLED);
            assertThat(e).hasMessageContaining("C-" + kind);
            assertEnd(AssociationEnd.Kind.ABORTED_BY_US);
        }
    }

    private RetrieveReport retrieve(Kind kind, ServiceClassUser by, RemoteEntity archive, CallOptions options)
            throws IOException, InterruptedException {
        return switch (kind) {
            case MOVE -> by.move(archive, STUDY, WORKSTATION, options);
            case GET ->
                by.get(
                        archive,
                        STUDY,
                        StorageContexts.usual(),
                        action -> {
                            received.add(
                                    action.command().affectedSopInstanceUid().orElseThrow());
                            return DimseStatus.SUCCESS;
                        },
                        options);
        };
    }

    /** Ends the call as soon as the peer has its request. */
    private static CallOptions cancelledOnceHeard(FakePacs pacs) {
        Cancellation cancellation = new Cancellation();
        new Thread(() -> {
                    pacs.takeOperation(PATIENCE);
                    cancellation.cancel();
                })
                .start();
        return CallOptions.builder().cancellation(cancellation).build();
    }

    private void assertEnd(AssociationEnd.Kind kind) throws InterruptedException {
        assertThat(ends.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(kind);
    }

    private static CallOptions options(Consumer<SubOperations> progress) {
        return CallOptions.builder().listener(listener(progress)).build();
    }

    private static ProgressListener listener(Consumer<SubOperations> progress) {
        return new ProgressListener() {
            @Override
            public void retrieving(Retrieving event) {
                progress.accept(event.subOperations());
            }
        };
    }

    private static List<DataSet> images(int count) {
        Invention invention = Invention.ofSeed(19);
        return IntStream.range(0, count)
                .mapToObj(i -> invention.image(Modality.CT))
                .toList();
    }

    private static RemoteEntity remote(FakePacs pacs) {
        return RemoteEntity.of("ARCHIVE", "localhost", pacs.port());
    }
}
