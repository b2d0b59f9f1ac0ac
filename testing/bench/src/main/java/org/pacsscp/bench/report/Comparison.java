package org.pacsscp.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Summary;

/** Sums up observations of one scenario, and compares what was measured in the same round. */
final class Comparison {
    private final List<Observation> observations;
    private final Optional<String> reference;

    private Comparison(List<Observation> observations, Optional<String> reference) {
        this.observations = observations;
        this.reference = reference;
    }

    /** With the first one that took part; {@code references} in order of preference. */
    static Comparison withFirst(List<Observation> observations, List<String> references) {
        return new Comparison(observations, present(observations, references).findFirst());
    }

    /** With each one that took part. */
    static List<Comparison> withEach(List<Observation> observations, List<String> references) {
        return present(observations, references)
                .map(name -> new Comparison(observations, Optional.of(name)))
                .toList();
    }

    private static Stream<String> present(List<Observation> observations, List<String> references) {
        return references.stream()
                .filter(name -> observations.stream()
                        .anyMatch(observation -> observation.candidate().equals(name)));
    }

    /** The candidate that others are compared with, if it took part. */
    Optional<String> reference() {
        return reference;
    }

    /** All rounds of a candidate at a point; empty if there was none. */
    Optional<Summary> summary(String point, String candidate, Metric metric) {
        return summary(byRound(point, candidate, metric).values());
    }

    /** The ratios, round by round, to the reference; empty for the reference itself. */
    Optional<Summary> besideReference(String point, String candidate, Metric metric) {
        return reference
                .filter(name -> !name.equals(candidate))
                .flatMap(name -> ratios(byRound(point, candidate, metric), byRound(point, name, metric)));
    }

    /** The ratios, round by round, to the same candidate at another point; empty for that point itself. */
    Optional<Summary> besidePoint(String base, String point, String candidate, Metric metric) {
        return base.equals(point)
                ? Optional.empty()
                : ratios(byRound(point, candidate, metric), byRound(base, candidate, metric));
    }

    private static Optional<Summary> ratios(Map<Integer, Double> values, Map<Integer, Double> bases) {
        List<Double> ratios = new ArrayList<>();
        values.forEach((round, value) -> {
            double base = bases.getOrDefault(round, 0.0);
            if (base != 0) {
                ratios.add(value / base);
            }
        });
        return summary(ratios);
    }

    private static Optional<Summary> summary(Collection<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Summary.of(values));
    }

    private Map<Integer, Double> byRound(String point, String candidate, Metric metric) {
        Map<Integer, Double> values = new TreeMap<>();
        for (Observation observation : observations) {
            if (observation.point().equals(point)
                    && observation.candidate().equals(candidate)
                    && observation.values().containsKey(metric)) {
                values.put(observation.round(), observation.values().get(metric));
            }
        }
        return values;
    }
}
