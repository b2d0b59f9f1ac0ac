package org.pacsscp.bench.measure;

/** What is measured. */
public enum Metric {
    OPERATIONS("operations/s", 1),
    THROUGHPUT("MiB/s", 1.0 / (1 << 20)),
    LATENCY_MEDIAN("p50 µs", 1e-3),
    LATENCY_P99("p99 µs", 1e-3),
    LATENCY_P999("p99.9 µs", 1e-3),
    LATENCY_MAX("max µs", 1e-3),
    SERVER_CPU("server CPU µs/operation", 1e6),
    SERVER_RESIDENT("resident MiB", 1.0 / (1 << 20)),
    RESIDENT_PER_ASSOCIATION("resident KiB/association", 1.0 / (1 << 10)),
    READY("ready after ms", 1e3),
    ELAPSED("ms", 1e3),
    GENERATOR_BUSY("generator busy", 1),
    TIME("µs/operation", 1e6),
    ALLOCATED("bytes allocated/operation", 1),
    WARM_UPS("sent before it counts", 1);

    private final String label;
    private final double factor;

    Metric(String label, double factor) {
        this.label = label;
        this.factor = factor;
    }

    /** The name with the unit in which it is shown. */
    public String label() {
        return label;
    }

    /** Converts to the unit in which it is shown, from seconds, bytes, or nanoseconds of latency. */
    public double shown(double value) {
        return value * factor;
    }
}
