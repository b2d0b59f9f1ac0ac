package org.pacsscp.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which meters operations have, in registries of all kinds. */
class OperationRecordersTest {
    private static final String NAME = "pacsscp.operations";
    private static final Tags TAGS = Tags.of("command", "C-ECHO");

    private static MeterRegistry asking(MeterRegistry registry, DistributionStatisticConfig wanted) {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(NAME) ? wanted.merge(config) : config;
            }
        });
        return registry;
    }

    private static PrometheusMeterRegistry prometheus() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    static Stream<MeterRegistry> plain() {
        // Which makes no histogram of its own accord, whatever is asked for.
        MeterRegistry unable = asking(
                new SimpleMeterRegistry(),
                DistributionStatisticConfig.builder().percentilesHistogram(true).build());
        return Stream.of(new SimpleMeterRegistry(), prometheus(), unable);
    }

    @ParameterizedTest
    @MethodSource("plain")
    void sumsWhereTheTimerOfTheRegistryKnowsNoMore(MeterRegistry registry) {
        OperationRecorders.find(registry, TAGS).accept(1_000_000);
        OperationRecorders.find(registry, TAGS).accept(2_000_000);

        assertThat(registry.find(NAME).timer()).isNull();
        FunctionTimer sums = registry.get(NAME).tags(TAGS).functionTimer();
        assertThat(sums.count()).isEqualTo(2);
        assertThat(sums.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
        assertThat(registry.get(NAME + ".max").timeGauge().value(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
    }

    @Test
    void sumsInARegistryOfSteps() {
        MockClock clock = new MockClock();
        MeterRegistry registry = new SimpleMeterRegistry(
                key -> key.equals("simple.mode") ? "STEP" : key.equals("simple.step") ? "10s" : null, clock);
        OperationRecorders.find(registry, TAGS).accept(1_000_000);
        clock.add(Duration.ofSeconds(10));

        assertThat(registry.get(NAME).functionTimer().count()).isEqualTo(1);
    }

    static Stream<MeterRegistry> wantingMore() {
        DistributionStatisticConfig histogram =
                DistributionStatisticConfig.builder().percentilesHistogram(true).build();
        DistributionStatisticConfig percentiles =
                DistributionStatisticConfig.builder().percentiles(0.5, 0.99).build();
        DistributionStatisticConfig objectives = DistributionStatisticConfig.builder()
                .serviceLevelObjectives(1e6, 1e9)
                .build();
        return Stream.of(
                asking(prometheus(), histogram),
                asking(prometheus(), percentiles),
                asking(prometheus(), objectives),
                asking(new SimpleMeterRegistry(), percentiles),
                asking(new SimpleMeterRegistry(), objectives));
    }

    @ParameterizedTest
    @MethodSource("wantingMore")
    void usesTheTimerOfARegistryThatKeepsADistribution(MeterRegistry registry) {
        OperationRecorders.find(registry, TAGS).accept(1_000_000);
        OperationRecorders.find(registry, TAGS).accept(2_000_000);

        Timer timer = registry.get(NAME).tags(TAGS).timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.max(TimeUnit.MILLISECONDS)).isEqualTo(2);
        assertThat(registry.find(NAME + ".max").meter()).as("the timer has one").isNull();
    }

    @Test
    void hasCountSumAndMaximumForPrometheus() {
        PrometheusMeterRegistry registry = prometheus();
        OperationRecorders.find(registry, TAGS).accept(250_000_000);

        assertThat(registry.scrape().lines())
                .contains(
                        "pacsscp_operations_seconds_count{command=\"C-ECHO\"} 1",
                        "pacsscp_operations_seconds_sum{command=\"C-ECHO\"} 0.25",
                        "pacsscp_operations_max_seconds{command=\"C-ECHO\"} 0.25");
    }

    @Test
    void hasAHistogramForPrometheusIfThatIsAskedFor() {
        PrometheusMeterRegistry registry = prometheus();
        asking(
                registry,
                DistributionStatisticConfig.builder().percentilesHistogram(true).build());
        OperationRecorders.find(registry, TAGS).accept(1_000_000);

        assertThat(registry.scrape()).contains("pacsscp_operations_seconds_bucket{command=\"C-ECHO\",le=\"+Inf\"} 1");
    }

    /** Registries may be added to it later, whatever they want. */
    @Test
    void usesTheTimerOfAComposite() {
        CompositeMeterRegistry registry = new CompositeMeterRegistry();
        var recorder = OperationRecorders.find(registry, TAGS);
        registry.add(new SimpleMeterRegistry());
        recorder.accept(1_000_000);

        assertThat(registry.get(NAME).timer().count()).isEqualTo(1);
    }

    @Test
    void respectsWhoWantsNone() {
        MeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("pacsscp"));
        OperationRecorders.find(registry, TAGS).accept(1_000_000);

        assertThat(registry.getMeters()).isEmpty();
    }

    /** As meters that are registered twice are. */
    @Test
    void addsUpWhatSeveralCountInARegistry() {
        MeterRegistry registry = new SimpleMeterRegistry();
        for (int i = 0; i < 2; i++) {
            PacsScpMetrics metrics = PacsScpMetrics.create();
            metrics.bindTo(registry);
            metrics.answered(Invented.echoed(Invented.ofPeer(i, "CT_1"), Duration.ofMillis(1)));
        }

        assertThat(registry.get(NAME).functionTimer().count()).isEqualTo(2);
    }
}
