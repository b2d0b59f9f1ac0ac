package org.pacsscp.bench.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.candidate.RunningServer;
import org.pacsscp.bench.load.Load;
import org.pacsscp.bench.load.LoadResult;
import org.pacsscp.bench.measure.Histogram;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.ProcessUsage;

/** Measures one point with one server once. */
final class Measurement {
    private Measurement() {}

    /**
     * What came of it; a failure keeps its description.
     *
     * @param values what was measured
     * @param failure the first thing that went wrong
     */
    record Outcome(Map<Metric, Double> values, Optional<String> failure) {
        Outcome {
            values = Map.copyOf(values);
        }
    }

    static Outcome of(Point point, RunningServer server, Duration duration) throws IOException {
        Load idle = new Load(server.target());
        Load active = new Load(server.target());
        Map<Metric, Double> values;
        try (idle;
                active) {
            idle.open(point.idle());
            point.work().open(active);
            Optional<ProcessUsage> before = server.usage();
            LoadResult result = point.work().perform(active, duration);
            values = values(result, before, server.usage());
        }
        Quiet.await(server);
        return new Outcome(values, active.firstFailure().or(idle::firstFailure));
    }

    private static Map<Metric, Double> values(
            LoadResult result, Optional<ProcessUsage> before, Optional<ProcessUsage> after) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        put(values, Metric.OPERATIONS, result.operations() / result.seconds());
        if (result.bytesEach() > 0) {
            double bytes = (double) result.operations() * result.bytesEach();
            put(values, Metric.THROUGHPUT, bytes / result.seconds());
        }
        Histogram latency = result.latency();
        put(values, Metric.LATENCY_MEDIAN, (double) latency.quantile(0.5));
        put(values, Metric.LATENCY_P99, (double) latency.quantile(0.99));
        put(values, Metric.LATENCY_P999, (double) latency.quantile(0.999));
        put(values, Metric.LATENCY_MAX, (double) latency.max());
        put(values, Metric.GENERATOR_BUSY, result.generatorBusy());
        values.putAll(ProcessUsage.perOperation(before, after, result.operations()));
        return values;
    }

    private static void put(Map<Metric, Double> values, Metric metric, double value) {
        values.put(metric, metric.shown(value));
    }
}
