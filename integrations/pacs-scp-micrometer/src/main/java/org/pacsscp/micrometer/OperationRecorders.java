package org.pacsscp.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Finds what counts the operations of one kind in a registry: sums of ours, unless the registry's own timer would know more than
 * they do. A timer of Micrometer asks for the time of day at each recording, for its maximum; on a virtual machine that takes
 * longer than all else. Any thread.
 */
final class OperationRecorders {
    static final String NAME = "pacsscp.operations";
    private static final String DESCRIPTION = "How long operations took, from the request to the final response";

    /**
     * Timers that keep a count, a sum and a maximum, and show what else they were told to keep in their snapshot. Others may send
     * each recording somewhere, or keep a distribution that cannot be seen.
     */
    private static final Set<String> PLAIN_TIMERS = Set.of(
            "io.micrometer.core.instrument.cumulative.CumulativeTimer",
            "io.micrometer.core.instrument.step.StepTimer",
            "io.micrometer.prometheus.PrometheusTimer",
            "io.micrometer.prometheusmetrics.PrometheusTimer");

    /** Shared by all that count in a registry with the same tags, as a timer of the registry would be. */
    private static final Map<MeterRegistry, Map<Tags, OperationSums>> SUMS = new WeakHashMap<>();

    private OperationRecorders() {}

    /** Returns where to give the nanoseconds of each operation with these tags; registers its meters, if they are not there yet. */
    static LongConsumer find(MeterRegistry registry, Tags tags) {
        synchronized (SUMS) {
            Map<Tags, OperationSums> ofRegistry = SUMS.computeIfAbsent(registry, any -> new HashMap<>());
            OperationSums known = ofRegistry.get(tags);
            if (known != null) {
                return known::record;
            }
            Timer timer =
                    Timer.builder(NAME).description(DESCRIPTION).tags(tags).register(registry);
            if (knowsMore(timer)) {
                return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
            }
            registry.remove(timer);
            OperationSums sums = new OperationSums();
            sums.register(NAME, DESCRIPTION, tags, registry);
            ofRegistry.put(tags, sums);
            return sums::record;
        }
    }

    /** What is wanted of a timer is decided by filters of the registry, which show in what they have made of it only. */
    private static boolean knowsMore(Timer timer) {
        if (!PLAIN_TIMERS.contains(timer.getClass().getName())) {
            return true;
        }
        HistogramSnapshot snapshot = timer.takeSnapshot();
        return snapshot.histogramCounts().length > 0 || snapshot.percentileValues().length > 0;
    }
}
