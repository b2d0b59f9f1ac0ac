package org.pacsscp.robustness.soak;

import java.util.List;

/**
 * What a soak has shown.
 *
 * @param soak what was run
 * @param tape what the load noted
 * @param samples in the order of time
 * @param before at rest, after the acceptor was warm
 * @param after at rest, after all
 */
record SoakResult(Soak soak, Tape tape, List<Sample> samples, Vitals before, Vitals after) {
    SoakResult {
        samples = List.copyOf(samples);
    }

    long operations() {
        long operations = 0;
        for (Tape.Operation operation : Tape.Operation.values()) {
            operations += tape.latencies(operation).count();
        }
        return operations;
    }

    /** Returns by how much the heap in use grows, in KiB a minute: the slope of the line with the least squares. */
    double heapSlope() {
        double meanTime =
                samples.stream().mapToDouble(Sample::seconds).average().orElse(0);
        double meanHeap = samples.stream()
                .mapToDouble(sample -> sample.vitals().heapBytes())
                .average()
                .orElse(0);
        double covariance = 0;
        double variance = 0;
        for (Sample sample : samples) {
            double time = sample.seconds() - meanTime;
            covariance += time * (sample.vitals().heapBytes() - meanHeap);
            variance += time * time;
        }
        return variance == 0 ? 0 : covariance / variance * 60 / 1024;
    }
}
