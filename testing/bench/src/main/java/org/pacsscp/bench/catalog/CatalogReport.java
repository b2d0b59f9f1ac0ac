package org.pacsscp.bench.catalog;

import java.util.Locale;
import java.util.Map;
import org.pacsscp.bench.measure.Histogram;
import org.pacsscp.bench.measure.Summary;
import org.pacsscp.bench.report.Circumstances;

/** What was measured, in Markdown. Owned by one thread. */
final class CatalogReport {
    private final StringBuilder text = new StringBuilder();
    private boolean ingestion;

    CatalogReport(Circumstances circumstances) {
        circumstances.facts().forEach((name, fact) -> line("- " + name + ": " + fact));
    }

    void queries(Map<Archive, Map<Question, Histogram>> latencies) {
        line("");
        line("| archive | studies | asked by | queries | p50 ms | p99 ms | longest ms |");
        line("|---|---:|---|---:|---:|---:|---:|");
        latencies.forEach((archive, questions) -> questions.forEach((question, histogram) -> line(
                "| %s | %,d | %s | %,d | %.2f | %.2f | %.1f |",
                archive.name(),
                archive.studies(),
                question.title(),
                histogram.count(),
                histogram.quantile(0.5) / 1e6,
                histogram.quantile(0.99) / 1e6,
                histogram.max() / 1e6)));
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
