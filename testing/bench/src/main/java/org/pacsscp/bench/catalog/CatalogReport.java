package org.pacsscp.bench.catalog;

import java.util.List;
import java.util.Locale;
import org.pacsscp.bench.measure.Summary;
import org.pacsscp.bench.report.Circumstances;

/** What was measured, in Markdown. Owned by one thread. */
final class CatalogReport {
    private final StringBuilder text = new StringBuilder();
    private boolean ingestion;

    CatalogReport(Circumstances circumstances) {
        circumstances.facts().forEach((name, fact) -> line("- " + name + ": " + fact));
    }

    void queries(List<QueryRounds.Asked> all) {
        line("");
        line("| archive | studies | asked by | queries | p50 ms | p99 ms | longest ms |");
        line("|---|---:|---|---:|---:|---:|---:|");
        for (QueryRounds.Asked asked : all) {
            asked.latencies()
                    .forEach((question, latencies) -> line(
                            "| %s | %,d | %s | %,d | %.2f | %.2f | %.1f |",
                            asked.archive().name(),
                            asked.archive().studies(),
                            question.title(),
                            latencies.count(),
                            latencies.quantile(0.5) / 1e6,
                            latencies.quantile(0.99) / 1e6,
                            latencies.max() / 1e6));
        }
    }

    void ingestion(Archive full, IngestionRounds.Result result) {
        if (!ingestion) {
            ingestion = true;
            line("");
            line("| C-STORE into | studies | images/s | images/s beside, empty | ratio within a round |");
            line("|---|---:|---:|---:|---:|");
        }
        line(
                "| %s | %,d | %s | %s | %.2f (%.2f – %.2f) |",
                full.name(),
                full.studies(),
                spread(result.full()),
                spread(result.empty()),
                result.ratio().median(),
                result.ratio().min(),
                result.ratio().max());
    }

    private static String spread(Summary summary) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f – %,.0f)", summary.median(), summary.min(), summary.max());
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    /** Returns all of it. */
    String text() {
        return text.toString();
    }
}
