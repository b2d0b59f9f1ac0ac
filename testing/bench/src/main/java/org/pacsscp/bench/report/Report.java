package org.pacsscp.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.pacsscp.bench.measure.Description;
import org.pacsscp.bench.measure.Observation;
import org.pacsscp.bench.measure.Results;

/**
 * What is told about a run.
 *
 * @param circumstances where and how it ran
 * @param results what it came to
 * @param references the candidates that others are compared with, in order of preference
 */
public record Report(Circumstances circumstances, Results results, List<String> references) {
    public Report {
        references = List.copyOf(references);
    }

    /** For a terminal. */
    public String text() {
        return write(new TextReport());
    }

    /** For a document. */
    public String markdown() {
        return write(new MarkdownReport());
    }

    private String write(Format format) {
        StringBuilder out = new StringBuilder();
        out.append(format.heading(1, "pacs-scp benchmarks"));
        out.append(format.list(circumstances.lines()));
        for (Description scenario : results.scenarios()) {
            List<Observation> observations = results.observations(scenario);
            if (!observations.isEmpty()) {
                out.append(format.heading(2, scenario.title() + " (" + scenario.name() + ")"));
                out.append(format.table(ScenarioTable.of(scenario, observations, references)));
            }
        }
        append(out, format, "Left out", results.notes());
        append(out, format, "Failures", results.failures());
        return out.toString();
    }

    private static void append(StringBuilder out, Format format, String heading, List<String> entries) {
        if (!entries.isEmpty()) {
            out.append(format.heading(2, heading)).append(format.list(new ArrayList<>(entries)));
        }
    }
}
