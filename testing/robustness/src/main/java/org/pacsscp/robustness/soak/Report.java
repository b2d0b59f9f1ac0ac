package org.pacsscp.robustness.soak;

import java.util.Locale;
import java.util.StringJoiner;

/** Writes a soak's result as Markdown. */
final class Report {
    private static final int ROWS = 12;

    private final SoakResult result;
    private final StringJoiner lines = new StringJoiner("\n", "", "\n");

    private Report(SoakResult result) {
        this.result = result;
    }

    static String of(SoakResult result) {
        Report report = new Report(result);
        report.totals();
        report.latencies();
        report.overTime();
        return report.lines.toString();
    }

    private void totals() {
        double seconds = result.soak().duration().toMillis() / 1_000.0;
        line(
                "%d operations in %.0f s (%.0f a second) by %d honest peers at a time; %d of them failed.",
                result.operations(),
                seconds,
                result.operations() / seconds,
                result.soak().threads(),
                result.tape().failures().size());
        line("Faults: %s.", result.tape().faults());
        line(
                "Heap in use after a collection: slope %.1f KiB a minute; at rest %.2f MiB before, %.2f MiB after.",
                result.heapSlope(),
                result.before().heapMebibytes(),
                result.after().heapMebibytes());
        line(
                "At rest before and after: %d and %d descriptors, %d and %d threads, %d and %d sessions.",
                result.before().descriptors(),
                result.after().descriptors(),
                result.before().threads(),
                result.after().threads(),
                result.before().sessions(),
                result.after().sessions());
        result.tape().failures().forEach(failure -> line("- failed: %s", failure));
        line("");
    }

    private void latencies() {
        line("| operation | count | p50 ms | p90 ms | p99 ms | p99.9 ms |");
        line("|---|---|---|---|---|---|");
        for (Tape.Operation operation : Tape.Operation.values()) {
            Latencies latencies = result.tape().latencies(operation);
            line(
                    "| %s | %d | %.2f | %.2f | %.2f | %.2f |",
                    operation.name().toLowerCase(Locale.ROOT),
                    latencies.count(),
                    latencies.percentile(0.5) / 1e3,
                    latencies.percentile(0.9) / 1e3,
                    latencies.percentile(0.99) / 1e3,
                    latencies.percentile(0.999) / 1e3);
        }
        line("");
    }

    private void overTime() {
        line("| after s | operations/s | p50 ms | p99 ms | heap MiB | threads | descriptors |");
        line("|---|---|---|---|---|---|---|");
        int samples = result.samples().size();
        int step = Math.max(1, (samples + ROWS - 1) / ROWS);
        for (int i = step - 1; i < samples; i += step) {
            Sample sample = result.samples().get(i);
            line(
                    "| %.0f | %.0f | %.2f | %.2f | %.2f | %d | %d |",
                    sample.seconds(),
                    sample.perSecond(),
                    sample.medianMicros() / 1e3,
                    sample.p99Micros() / 1e3,
                    sample.vitals().heapMebibytes(),
                    sample.vitals().threads(),
                    sample.vitals().descriptors());
        }
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }
}
