package org.pacsscp.robustness.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws a soak's result as SVG: one panel below the other over a common time, for light and for dark pages. */
final class Chart {
    private static final int WIDTH = 800;
    private static final int PANEL = 120;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int GAP = 40;

    private static final String STYLE = """
            text { font: 12px sans-serif; fill: #24292f }
            .axis { stroke: #8c959f; stroke-width: 1; fill: none }
            .a { stroke: #0969da } .b { stroke: #bf3989 }
            .a, .b { stroke-width: 1.5; fill: none }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .axis { stroke: #6e7681 }
              .a { stroke: #58a6ff } .b { stroke: #f778ba }
            }
            """;

    private final List<Sample> samples;
    private final StringBuilder svg = new StringBuilder();
    private int top = GAP;

    private Chart(List<Sample> samples) {
        this.samples = samples;
    }

    static String of(SoakResult result) {
        Chart chart = new Chart(result.samples());
        chart.add("<style>%s</style>", STYLE);
        chart.panel("operations of honest peers a second", Sample::perSecond);
        chart.panel("latency ms: median", "99 of 100", s -> s.medianMicros() / 1e3, s -> s.p99Micros() / 1e3);
        chart.panel("heap in use after a collection, MiB", s -> s.vitals().heapMebibytes());
        chart.panel(
                "threads",
                "descriptors",
                s -> s.vitals().threads(),
                s -> s.vitals().descriptors());
        chart.time();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %1$d %2$d\">%n%s</svg>%n"
                .formatted(WIDTH, chart.top, chart.svg);
    }

    private void panel(String title, ToDoubleFunction<Sample> values) {
        frame(title, "", greatest(values));
        curve("a", values, greatest(values));
        top += PANEL + GAP;
    }

    private void panel(
            String first, String second, ToDoubleFunction<Sample> firstValues, ToDoubleFunction<Sample> secondValues) {
        double most = Math.max(greatest(firstValues), greatest(secondValues));
        frame(first, second, most);
        curve("a", firstValues, most);
        curve("b", secondValues, most);
        top += PANEL + GAP;
    }

    private double greatest(ToDoubleFunction<Sample> values) {
        return Math.max(1e-3, samples.stream().mapToDouble(values).max().orElse(1));
    }

    private void frame(String first, String second, double most) {
        add("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, top, top + PANEL, WIDTH - RIGHT);
        add(
                "<path class=\"a\" d=\"M%d %dh20\"/><text x=\"%d\" y=\"%d\">%s</text>",
                LEFT, top - 12, LEFT + 26, top - 8, first);
        if (!second.isEmpty()) {
            add(
                    "<path class=\"b\" d=\"M%d %dh20\"/><text x=\"%d\" y=\"%d\">%s</text>",
                    LEFT + 250, top - 12, LEFT + 276, top - 8, second);
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 6, top + 10, number(most));
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", LEFT - 6, top + PANEL);
    }

    private void curve(String style, ToDoubleFunction<Sample> values, double most) {
        StringBuilder points = new StringBuilder();
        for (Sample sample : samples) {
            double x = LEFT + sample.seconds() / end() * (WIDTH - LEFT - RIGHT);
            double y = top + PANEL - values.applyAsDouble(sample) / most * PANEL;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        add("<polyline class=\"%s\" points=\"%s\"/>", style, points.toString().trim());
    }

    private void time() {
        int y = top - GAP + 16;
        add("<text x=\"%d\" y=\"%d\">0</text>", LEFT, y);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s s</text>", WIDTH - RIGHT, y, number(end()));
    }

    private double end() {
        return samples.isEmpty() ? 1 : samples.get(samples.size() - 1).seconds();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
