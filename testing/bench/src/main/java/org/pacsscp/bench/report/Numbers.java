package org.pacsscp.bench.report;

import java.util.Locale;
import org.pacsscp.bench.measure.Spread;
import org.pacsscp.bench.measure.Summary;

/** How numbers are shown: with three digits that count, and thousands apart. */
final class Numbers {
    private Numbers() {}

    static String text(double value) {
        double magnitude = Math.abs(value);
        String format = magnitude >= 100 ? "%,.0f" : magnitude >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    static String spread(Spread spread, Summary summary) {
        return text(spread.lower(summary)) + " – " + text(spread.upper(summary));
    }

    static String ratio(Spread spread, Summary summary) {
        return String.format(
                Locale.ROOT, "%.2f (%.2f – %.2f)", summary.median(), spread.lower(summary), spread.upper(summary));
    }
}
