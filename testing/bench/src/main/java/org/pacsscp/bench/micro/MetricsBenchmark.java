package org.pacsscp.bench.micro;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pacsscp.api.AssociationListener;
import org.pacsscp.api.ClientSession;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.io.loop.TimeSource;
import org.pacsscp.core.internal.report.Events;
import org.pacsscp.micrometer.PacsScpMetrics;

/** A C-ECHO as its listeners are told of it: its request and its answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetricsBenchmark {
    private static final long ELAPSED_NANOS = 50_000;

    /** Nobody listens; or one who does nothing does; or metrics over a registry with plain timers; or one with service level objectives. */
    @Param({"none", "idle", "metrics", "objectives"})
    private String listener = "none";

    private final ReceivedCommandSet command = Messages.received(Messages.echoContext());

    /** Of which nothing is asked. */
    private final ClientSession association = (ClientSession) Proxy.newProxyInstance(
            MetricsBenchmark.class.getClassLoader(),
            new Class<?>[] {ClientSession.class},
            (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private Events events = new Events(List.of(), TimeSource.SYSTEM);

    /** Makes who listens. */
    @Setup
    public void listen() {
        events = new Events(listeners(), TimeSource.SYSTEM);
    }

    private List<AssociationListener> listeners() {
        if (listener.equals("none")) {
            return List.of();
        }
        if (listener.equals("idle")) {
            return List.of(new AssociationListener() {});
        }
        MeterRegistry registry = new SimpleMeterRegistry();
        if (listener.equals("objectives")) {
            registry.config().meterFilter(new MeterFilter() {
                @Override
                public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                    return DistributionStatisticConfig.builder()
                            .serviceLevelObjectives(1e6, 1e9)
                            .build()
                            .merge(config);
                }
            });
        }
        PacsScpMetrics metrics = PacsScpMetrics.create();
        metrics.bindTo(registry);
        return List.of(metrics);
    }

    /** From the request to the answer. */
    @Benchmark
    public void requestAndAnswer() {
        events.requested(association, command);
        events.answered(association, command, DimseStatus.SUCCESS, ELAPSED_NANOS);
    }
}
