package org.pacsscp.bench.scenario;

import java.util.Map;
import org.pacsscp.bench.measure.Metric;

/**
 * Lets a server work for as long as that makes it faster or larger: how long it takes to compile what is hot depends on the
 * machine, and memory that is touched for the first time costs time that it does not cost afterwards.
 */
final class WarmUp {
    static final int MOST_SLICES = 30;

    /** By which factor a slice must exceed the one before, to be worth another. */
    private static final Map<Metric, Double> STILL_GROWING =
            Map.of(Metric.OPERATIONS, 1.1, Metric.SERVER_RESIDENT, 1.01);

    /**
     * Some work, and what was measured of it.
     *
     * @param <E> what it may throw
     */
    @FunctionalInterface
    interface Slice<E extends Exception> {
        Map<Metric, Double> work() throws E;
    }

    private WarmUp() {}

    /** Works slice by slice; one that measures nothing, since it failed, is the last. */
    static <E extends Exception> void work(Slice<E> slice) throws E {
        Map<Metric, Double> before = Map.of();
        for (int i = 0; i < MOST_SLICES; i++) {
            Map<Metric, Double> latest = slice.work();
            if (!hasGrown(before, latest)) {
                return;
            }
            before = latest;
        }
    }

    private static boolean hasGrown(Map<Metric, Double> before, Map<Metric, Double> latest) {
        return STILL_GROWING.entrySet().stream().anyMatch(growth -> {
            Metric metric = growth.getKey();
            return latest.getOrDefault(metric, 0.0) > before.getOrDefault(metric, 0.0) * growth.getValue();
        });
    }
}
