package org.pacsscp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Timeouts;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.client.StoreResult.Outcome;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.testkit.data.InventedStudy;
import org.pacsscp.testkit.data.Invention;
import org.pacsscp.testkit.data.Modality;
import org.pacsscp.testkit.junit.UncaughtExceptions;
import org.pacsscp.testkit.pacs.Effect;
import org.pacsscp.testkit.pacs.FakePacs;
import org.pacsscp.testkit.pacs.Fault;
import org.pacsscp.testkit.pacs.Instance;
import org.pacsscp.testkit.pacs.Place;
import org.pacsscp.testkit.pacs.Reply;

/**
 * Each service, with each thing that may go wrong at each place of its association: what the caller gets is a result, or an
 * exception that names the peer; no association is left, and the next call is answered. Most of them wait, so they wait together.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(UncaughtExceptions.class)
class FaultyPeersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofMillis(150);
    private static final InventedStudy STUDY = Invention.ofSeed(31).study(2, Modality.CT);

    private static final List<Effect> EFFECTS = List.of(
            new Effect.Delay(Duration.ofMillis(5)),
            new Effect.Stall(),
            new Effect.Silence(),
            new Effect.Close(),
            new Effect.Reset(),
            new Effect.CutAfter(9),
            new Effect.Drip(16, Duration.ofMillis(1)),
            new Effect.Garbage(),
            new Effect.Abort(AbortReason.SERVICE_USER),
            new Effect.Reject(RejectReason.LOCAL_LIMIT_EXCEEDED),
            new Effect.Status(RetrieveStatus.UNABLE_TO_PROCESS),
            new Effect.WrongMessageId());

    private enum Service {
        ECHO(EnumSet.noneOf(Place.class)),
        STORE(EnumSet.noneOf(Place.class)),
        FIND(EnumSet.of(Place.PENDING_RESPONSE)),
        MOVE(EnumSet.of(Place.PENDING_RESPONSE, Place.SUB_OPERATION)),
        GET(EnumSet.of(Place.PENDING_RESPONSE, Place.SUB_OPERATION));

        private final boolean hasPendingResponses;
        private final boolean hasSubOperations;

        Service(Set<Place> more) {
            hasPendingResponses = more.contains(Place.PENDING_RESPONSE);
            hasSubOperations = more.contains(Place.SUB_OPERATION);
        }

        boolean meets(Place place, Effect effect) {
            return effect.places().contains(place)
                    && comesTo(place)
                    // What is cut there is a data set.
                    && !(this == ECHO && place == Place.REQUEST && effect instanceof Effect.CutAfter);
        }

        private boolean comesTo(Place place) {
            return switch (place) {
                case TLS_HANDSHAKE -> false;
                case PENDING_RESPONSE -> hasPendingResponses;
                case SUB_OPERATION -> hasSubOperations;
                case CONNECTION, ASSOCIATION, REQUEST, RESPONSE, RELEASE -> true;
            };
        }

        /** Returns whether all is well. */
        boolean call(ServiceClassUser scu, RemoteEntity archive) throws IOException, InterruptedException {
            return switch (this) {
                case ECHO -> !scu.echo(archive).isNegative();
                case STORE -> {
                    List<StoreResult> results = scu.store(
                                    archive,
                                    STUDY.instances().stream()
                                            .map(InstanceSource::of)
                                            .toList())
                            .results();
                    assertThat(results).hasSize(2);
                    yield results.stream().allMatch(result -> result.outcome() == Outcome.STORED);
                }
                case FIND -> {
                    try (Matches matches = scu.find(archive, Identifier.studyRoot(QueryLevel.STUDY))) {
                        yield matches.toList().size() == 2;
                    }
                }
                case MOVE ->
                    scu.move(archive, Identifier.study(STUDY.uid()), "WORKSTATION")
                            .isSuccess();
                case GET ->
                    scu.get(archive, Identifier.study(STUDY.uid()), action -> {
                                DataSet.read(action.dataSet());
                                return DimseStatus.SUCCESS;
                            })
                            .isSuccess();
            };
        }
    }

    static Stream<Arguments> faults() {
        List<Arguments> faults = new ArrayList<>();
        for (Service service : Service.values()) {
            for (Place place : Place.values()) {
                EFFECTS.stream()
                        .filter(effect -> service.meets(place, effect))
                        .forEach(effect -> faults.add(Arguments.of(service, place, effect)));
            }
        }
        return faults.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("faults")
    void endsEveryCall(Service service, Place place, Effect effect) throws Exception {
        try (FakePacs workstation = FakePacs.builder()
                        .aeTitle("WORKSTATION")
                        .ignoringUnexpected()
                        .start();
                FakePacs pacs = archive(workstation);
                ServiceClassUser scu =
                        ServiceClassUser.of(Client.builder().loops(1).timeouts(timeouts(place, effect)));
                ServiceClassUser next = ServiceClassUser.of(Client.builder().loops(1))) {
            RemoteEntity archive = RemoteEntity.of("ARCHIVE", "localhost", pacs.port());
            pacs.inject(Fault.at(place, effect));

            boolean well;
            try {
                well = service.call(scu, archive);
            } catch (AssociationException | ServiceException e) {
                assertThat(e).hasMessageContaining("ARCHIVE at localhost:" + pacs.port());
                well = false;
            }

            // The call does not wait for its release, whose fault happens when the peer hears of it.
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(pacs.faultsLeft())
                            .as("faults that did not happen")
                            .isEmpty());
            // What has been answered stays so, however the association ends.
            if (place == Place.RELEASE || effect instanceof Effect.Delay) {
                assertThat(well).isTrue();
            }
            if (effect instanceof Effect.Status || effect instanceof Effect.WrongMessageId) {
                assertThat(well).isFalse();
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(scu.client().associations()).isEmpty());
            assertThat(next.echo(archive)).isPositive();
        }
    }

    private static FakePacs archive(FakePacs workstation) throws IOException {
        FakePacs pacs = FakePacs.builder().aeTitle("ARCHIVE").start();
        pacs.destination("WORKSTATION", "localhost", workstation.port());
        Reply instances =
                Reply.instances(STUDY.instances().stream().map(Instance::of).toList());
        pacs.onFind().respond(Reply.matches(STUDY.attributes(), STUDY.attributes()));
        pacs.onMove().respond(instances);
        pacs.onGet().respond(instances);
        return pacs;
    }

    /** Only who falls silent meets a short deadline, and only that which is for it: a busy machine would meet the others. */
    private static Timeouts timeouts(Place place, Effect effect) {
        Timeouts.Builder timeouts = Timeouts.builder().artim(DEADLINE);
        if (effect instanceof Effect.Stall || effect instanceof Effect.Silence) {
            timeouts.release(DEADLINE);
            if (place == Place.CONNECTION || place == Place.ASSOCIATION) {
                timeouts.accept(DEADLINE);
            } else if (place != Place.RELEASE) {
                timeouts.response(DEADLINE);
            }
        }
        return timeouts.build();
    }
}
