package org.pacsscp.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Summary;

/** Makes a table of a scenario's observations: a row for each point and candidate. */
final class ScenarioTable {
    private static final String NOTHING = "–";

    /** Too much for a table that shall fit a page. */
    private static final Set<Metric> IN_JSON_ONLY = Set.of(Metric.LATENCY_P999, Metric.LATENCY_MAX);

    private final Description scenario;
    private final List<Observation> observations;
    private final Comparison comparison;

    /** One for each column of ratios to another candidate. */
    private final List<Comparison> comparisons;

    private final Set<Metric> others = new LinkedHashSet<>();

    private ScenarioTable(Description scenario, List<Observation> observations, List<String> references) {
        this.scenario = scenario;
        this.observations = observations;
        comparison = Comparison.withFirst(observations, references);
        comparisons = scenario.references().isEmpty()
                ? List.of(comparison)
                : Comparison.withEach(observations, scenario.references());
        Stream.of(Metric.values())
                .filter(metric -> metric != scenario.primary() && !IN_JSON_ONLY.contains(metric))
                .filter(metric -> observations.stream()
                        .anyMatch(observation -> observation.values().containsKey(metric)))
                .forEach(others::add);
    }

    /** {@code references} are the candidates that others are compared with; the first that took part is taken. */
    static Table of(Description scenario, List<Observation> observations, List<String> references) {
        return new ScenarioTable(scenario, observations, references).table();
    }

    private Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (String point : distinct(observations.stream().map(Observation::point))) {
            Stream<String> candidates = observations.stream()
                    .filter(observation -> observation.point().equals(point))
                    .map(Observation::candidate);
            distinct(candidates).forEach(candidate -> rows.add(row(point, candidate)));
        }
        return new Table(columns(), 2, rows);
    }

    private static List<String> distinct(Stream<String> names) {
        return names.distinct().toList();
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(
                scenario.points(),
                scenario.candidates(),
                scenario.primary().label(),
                scenario.spread().label()));
        comparisons.forEach(other -> columns.add("beside " + other.reference().orElse("the floor")));
        scenario.base().ifPresent(base -> columns.add(base.metric().label() + ", beside that of " + base.point()));
        others.forEach(metric -> columns.add(metric.label()));
        return columns;
    }

    private List<String> row(String point, String candidate) {
        Optional<Summary> primary = comparison.summary(point, candidate, scenario.primary());
        List<String> cells = new ArrayList<>(List.of(point, candidate));
        cells.add(primary.map(summary -> Numbers.text(summary.median())).orElse(NOTHING));
        cells.add(primary.map(summary -> Numbers.spread(scenario.spread(), summary))
                .orElse(NOTHING));
        comparisons.forEach(other -> cells.add(ratio(other.besideReference(point, candidate, scenario.primary()))));
        scenario.base()
                .ifPresent(base ->
                        cells.add(ratio(comparison.besidePoint(base.point(), point, candidate, base.metric()))));
        others.forEach(metric -> cells.add(comparison
                .summary(point, candidate, metric)
                .map(summary -> Numbers.text(summary.median()))
                .orElse(NOTHING)));
        return cells;
    }

    private String ratio(Optional<Summary> ratios) {
        return ratios.map(summary -> Numbers.ratio(scenario.spread(), summary)).orElse(NOTHING);
    }
}
