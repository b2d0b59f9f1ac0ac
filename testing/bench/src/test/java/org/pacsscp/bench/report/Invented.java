package org.pacsscp.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Description.Base;
import org.pacsscp.bench.measure.Metric;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/** Results that nobody measured. */
final class Invented {
    static final Description SCENARIO = new Description(
            "scaling",
            "Echo <by> number",
            "associations",
            Metric.OPERATIONS,
            Optional.of(new Base("50", Metric.SERVER_CPU)));

    private Invented() {}

    /** Two servers at two points in three rounds: the second has the floor's speed in one round, half of it in others. */
    static Results results() {
        Results results = new Results();
        results.begin(SCENARIO);
        for (int round = 1; round <= 3; round++) {
            double floor = 1000.0 * round;
            add(results, "50", "floor", round, floor, 10);
            add(results, "50", "pacs-scp", round, round == 2 ? floor : floor / 2, 20);
            add(results, "500", "floor", round, floor, 10);
            add(results, "500", "pacs-scp", round, floor / 4, 30);
        }
        return results;
    }

    private static void add(Results results, String point, String candidate, int round, double operations, double cpu) {
        Map<Metric, Double> values = Map.of(Metric.OPERATIONS, operations, Metric.SERVER_CPU, cpu);
        results.add(new Observation(SCENARIO.name(), point, candidate, round, values));
    }

    static Report report(Results results) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processors", "2, \"invented\"");
        return new Report(new Circumstances(facts), results, List.of("mine", "floor"));
    }
}
