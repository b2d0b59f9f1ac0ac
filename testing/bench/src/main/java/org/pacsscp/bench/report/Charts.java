package org.pacsscp.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/** The charts of the README. */
public final class Charts {
    private Charts() {}

    /** Throughput over the number of associations; empty if that was not measured. */
    public static Optional<String> throughput(Results results, String scenario) {
        return lines(results, scenario, Metric.OPERATIONS)
                .map(lines -> new LineChart(
                                "C-ECHO without pause", "associations", Metric.OPERATIONS.label(), true, lines)
                        .svg());
    }

    /** Memory over the number of idle associations; empty if that was not measured. */
    public static Optional<String> memory(Results results, String scenario) {
        return lines(results, scenario, Metric.SERVER_RESIDENT)
                .map(lines -> new LineChart(
                                "Memory of the server's process",
                                "idle associations",
                                Metric.SERVER_RESIDENT.label(),
                                false,
                                lines)
                        .svg());
    }

    /** Medians, with the names of the points as numbers. */
    private static Optional<List<LineChart.Line>> lines(Results results, String scenario, Metric metric) {
        Optional<Description> description = results.scenarios().stream()
                .filter(candidate -> candidate.name().equals(scenario))
                .findFirst();
        List<Observation> observations = description.map(results::observations).orElse(List.of());
        Comparison comparison = Comparison.withFirst(observations, List.of());
        List<LineChart.Line> lines = new ArrayList<>();
        for (String candidate :
                observations.stream().map(Observation::candidate).distinct().toList()) {
            List<LineChart.Point> points = observations.stream()
                    .map(Observation::point)
                    .distinct()
                    .flatMap(point -> comparison.summary(point, candidate, metric).stream()
                            .map(summary -> new LineChart.Point(Double.parseDouble(point), summary.median())))
                    .toList();
            if (!points.isEmpty()) {
                lines.add(new LineChart.Line(candidate, points));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }
}
