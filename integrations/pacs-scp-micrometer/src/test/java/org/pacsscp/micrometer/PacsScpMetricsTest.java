package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationEnd;
import org.pacsscp.api.AssociationEvent;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.Limits;
import org.pacsscp.api.RejectReason;
import org.pacsscp.api.Server;
import org.pacsscp.api.ServerConfig;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.status.StorageStatus;

class PacsScpMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final PacsScpMetrics metrics = bound(PacsScpMetrics.create());

    private PacsScpMetrics bound(PacsScpMetrics made) {
        made.bindTo(registry);
        return made;
    }

    private double open(String side) {
        return registry.get("pacsscp.associations.open")
                .tag("side", side)
                .gauge()
                .value();
    }

    @Test
    void countsAssociationsOfEitherSide() {
        Association first = Invented.ofPeer(1, "CT_1");
        metrics.opened(new AssociationEvent.Opened(first));
        metrics.opened(new AssociationEvent.Opened(Invented.ofPeer(2, "CT_1")));
        metrics.opened(new AssociationEvent.Opened(Invented.ofOurs(3)));
        metrics.ended(Invented.ended(first, AssociationEnd.Kind.TIMED_OUT));
        metrics.ended(Invented.ended(first, AssociationEnd.Kind.TIMED_OUT));

        assertThat(open("server")).isEqualTo(1);
        assertThat(open("client")).isEqualTo(1);
        assertThat(registry.get("pacsscp.associations.opened")
                        .tag("side", "server")
                        .counter()
                        .count())
                .isEqualTo(2);
        Timer ended = registry.get("pacsscp.associations.duration")
                .tags("side", "server", "end", "timed-out")
                .timer();
        assertThat(ended.count()).isEqualTo(1);
        assertThat(ended.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void addsUpBytesOfOpenAndEndedAssociations() {
        Association ending = Invented.ofPeer(1, "CT_1");
        Association staying = Invented.ofPeer(2, "CT_1");
        metrics.opened(new AssociationEvent.Opened(ending));
        metrics.opened(new AssociationEvent.Opened(staying));
        Invented.went(ending, 100, 10);
        Invented.went(staying, 1_000, 1);
        assertThat(bytes("pacsscp.received", "server")).isEqualTo(1_100);
        metrics.ended(Invented.ended(ending, AssociationEnd.Kind.RELEASED_BY_PEER));
        Invented.went(staying, 2_000, 2);
        assertThat(bytes("pacsscp.received", "server")).isEqualTo(2_100);
        assertThat(bytes("pacsscp.sent", "server")).isEqualTo(12);
        assertThat(bytes("pacsscp.sent", "client")).isZero();
    }

    private double bytes(String name, String side) {
        return registry.get(name).tag("side", side).functionCounter().count();
    }

    @Test
    void timesOperationsByCommandServiceAndStatus() {
        Association association = Invented.ofPeer(1, "CT_1");
        metrics.answered(Invented.echoed(association, Duration.ofMillis(2)));
        metrics.answered(Invented.echoed(association, Duration.ofMillis(3)));
        metrics.answered(new AssociationEvent.Answered(
                association,
                Invented.request(CommandField.C_STORE_RQ, SopClass.CT_IMAGE_STORAGE),
                StorageStatus.OUT_OF_RESOURCES,
                Duration.ofSeconds(1)));

        FunctionTimer echoes = registry.get("pacsscp.operations")
                .tags("role", "performer", "command", "C-ECHO", "service", "verification", "status", "success")
                .functionTimer();
        assertThat(echoes.count()).isEqualTo(2);
        assertThat(echoes.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
        assertThat(registry.get("pacsscp.operations.max")
                        .tag("command", "C-ECHO")
                        .timeGauge()
                        .value(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
        assertThat(registry.get("pacsscp.operations")
                        .tags("role", "performer", "command", "C-STORE", "service", "storage", "status", "failure")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void timesWhatWeAskWithAnAnswerAndWithout() {
        Invocation find = Invocation.of(SopClass.MODALITY_WORKLIST_INFORMATION_MODEL_FIND, CommandField.C_FIND_RQ);
        for (Optional<DimseStatus> status : List.of(Optional.of(DimseStatus.CANCEL), Optional.<DimseStatus>empty())) {
            metrics.completed(
                    new AssociationEvent.Completed(Invented.ofOurs(1), 7, find, status, Duration.ofMillis(1)));
        }
        assertThat(registry.find("pacsscp.operations")
                        .tags("role", "invoker", "command", "C-FIND", "service", "worklist")
                        .functionTimers())
                .extracting(timer -> timer.getId().getTag("status"))
                .containsExactlyInAnyOrder("cancel", "none");
    }

    @Test
    void countsWhatDidNotComeToAnAssociation() {
        metrics.rejected(rejected("CT_9", RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED));
        metrics.refused(new AssociationEvent.Refused(Invented.PEER, "no DICOM"));
        metrics.failed(new AssociationEvent.Failed(
                AssociationProposal.to("pacs.example.org", 11112)
                        .calledAeTitle("THEIRS")
                        .context(SopClass.VERIFICATION)
                        .build(),
                new AssociationException(AssociationException.Kind.CONNECT_TIMED_OUT, "late")));

        assertThat(registry.get("pacsscp.associations.rejected")
                        .tag("reason", "calling-ae-title-not-recognized")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("pacsscp.connections.refused").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("pacsscp.associations.failed")
                        .tag("reason", "connect-timed-out")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static AssociationEvent.Rejected rejected(String calling, RejectReason reason) {
        return new AssociationEvent.Rejected(Invented.PEER, calling, "MY_PACS", reason, "who is that");
    }

    @Test
    void hasTheMetersOfWhatHasNotHappenedYet() {
        assertThat(registry.get("pacsscp.associations.rejected").counters()).hasSize(RejectReason.values().length);
        assertThat(registry.get("pacsscp.associations.duration").timers())
                .hasSize(2 * AssociationEnd.Kind.values().length);
    }

    @Test
    void addsUpTheFiguresOfServersThatItWatches() {
        Server one = server(new Server.Load(1, 10, 2, 3, 40), true);
        Server full = server(new Server.Load(100, 1_000, 200, 300, 4_000), false);
        metrics.watch(one).watch(full).watch(one);

        assertThat(gauge("pacsscp.connections.pending")).isEqualTo(101);
        assertThat(gauge("pacsscp.connections.pending.memory")).isEqualTo(1_010);
        assertThat(gauge("pacsscp.operations.active")).isEqualTo(202);
        assertThat(gauge("pacsscp.operations.waiting")).isEqualTo(303);
        assertThat(gauge("pacsscp.data.memory")).isEqualTo(4_040);
        assertThat(gauge("pacsscp.servers.ready")).isEqualTo(1);
        assertThat(gauge("pacsscp.associations.limit")).isEqualTo(14);
        assertThat(registry.get("pacsscp.connections.accepted")
                        .functionCounter()
                        .count())
                .isEqualTo(10);
    }

    private static Server server(Server.Load load, boolean ready) {
        Server server = mock(Server.class);
        ServerConfig config = Server.builder()
                .limits(Limits.builder().maxAssociations(7).build())
                .toConfig();
        when(server.load()).thenReturn(load);
        when(server.ready()).thenReturn(ready);
        when(server.config()).thenReturn(config);
        when(server.statistics()).thenReturn(new Server.Statistics(5, 0, 0, 0, 0, 0));
        return server;
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    /** A peer may say any title, so only those that were named are told apart. */
    @Test
    void tellsCallersApartWhoAreKnownIfThatIsAskedFor() {
        MeterRegistry apart = new SimpleMeterRegistry();
        PacsScpMetrics asked =
                PacsScpMetrics.builder().callingAeTitles("CT_1", "MR_2").build();
        asked.bindTo(apart);
        for (String calling : new String[] {"CT_1", "MR_2", "CT_1", "STRANGER", "ANOTHER"}) {
            Association association = Invented.ofPeer(1, calling);
            asked.opened(new AssociationEvent.Opened(association));
            asked.answered(Invented.echoed(association, Duration.ofMillis(1)));
            asked.rejected(rejected(calling, RejectReason.TEMPORARY_CONGESTION));
        }
        assertThat(apart.get("pacsscp.operations").functionTimers())
                .extracting(timer -> timer.getId().getTag("calling") + " " + timer.count())
                .containsExactlyInAnyOrder("CT_1 2.0", "MR_2 1.0", "other 2.0");
        assertThat(apart.get("pacsscp.associations.rejected")
                        .tags("reason", "temporary-congestion", "calling", "other")
                        .counter()
                        .count())
                .isEqualTo(2);
        metrics.opened(new AssociationEvent.Opened(Invented.ofPeer(1, "CT_1")));
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getTag("calling")).isNull());
    }

    @Test
    void wantsAeTitles() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PacsScpMetrics.builder().callingAeTitles("too long to be an AE title"));
    }

    /** Prometheus refuses a second meter of a name with other keys. */
    @Test
    void hasTheSameKeysForEachName() {
        metrics.answered(Invented.echoed(Invented.ofPeer(1, "CT_1"), Duration.ofMillis(2)));
        registry.getMeters().stream()
                .map(Meter::getId)
                .collect(Collectors.groupingBy(
                        Meter.Id::getName,
                        Collectors.mapping(
                                id -> id.getTags().stream().map(Tag::getKey).toList(), Collectors.toSet())))
                .forEach((name, keys) -> assertThat(keys).as(name).hasSize(1));
    }

    @Test
    void addsTagsToEverything() {
        MeterRegistry tagged = new SimpleMeterRegistry();
        PacsScpMetrics ofOne =
                PacsScpMetrics.builder().tags(Tags.of("server", "gate")).build();
        ofOne.bindTo(tagged);
        ofOne.answered(Invented.echoed(Invented.ofPeer(1, "CT_1"), Duration.ofMillis(2)));
        assertThat(tagged.getMeters())
                .hasSizeGreaterThan(20)
                .allSatisfy(meter -> assertThat(meter.getId().getTag("server")).isEqualTo("gate"));
    }

    @Test
    void countsInSeveralRegistries() {
        MeterRegistry second = new SimpleMeterRegistry();
        metrics.bindTo(second);
        metrics.refused(new AssociationEvent.Refused(Invented.PEER, "no DICOM"));
        assertThat(second.get("pacsscp.connections.refused").counter().count()).isEqualTo(1);
        assertThat(registry.get("pacsscp.connections.refused").counter().count())
                .isEqualTo(1);
    }
}
