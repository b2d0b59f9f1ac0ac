package org.pacsscp.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * A chart with a line for each of some candidates, as SVG that reads on light and on dark pages.
 *
 * @param title what it shows
 * @param xLabel what runs from left to right
 * @param yLabel what runs upwards
 * @param logarithmic whether it runs so from left to right
 * @param lines what is drawn
 */
record LineChart(String title, String xLabel, String yLabel, boolean logarithmic, List<Line> lines) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 84;
    private static final int RIGHT = 24;
    private static final int TOP = 84;
    private static final int BOTTOM = 56;

    /** Colours that are told apart by most eyes, and on both backgrounds. */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00");

    private static final String STYLE = """
            <style>
              text { font: 14px sans-serif; fill: #1f2328; }
              .title { font-size: 17px; font-weight: bold; }
              .grid { stroke: #d0d7de; }
              .axis { stroke: #1f2328; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .grid { stroke: #3d444d; }
                .axis { stroke: #e6edf3; }
              }
            </style>
            """;

    /**
     * One line.
     *
     * @param name whose it is
     * @param points from left to right
     */
    record Line(String name, List<Point> points) {
        Line {
            points = List.copyOf(points);
        }
    }

    record Point(double x, double y) {}

    LineChart {
        lines = List.copyOf(lines);
        if (lines.stream().allMatch(line -> line.points().isEmpty())) {
            throw new IllegalArgumentException("a chart without points");
        }
    }

    String svg() {
        Axis x = Axis.of(lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::x), logarithmic);
        Axis y = Axis.of(lines.stream().flatMap(line -> line.points().stream()).mapToDouble(Point::y), false);
        StringBuilder out = new StringBuilder();
        out.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT));
        out.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        out.append(text(LEFT, 30, "start", "title", title));
        legend(out);
        grid(out, x, y);
        for (int i = 0; i < lines.size(); i++) {
            line(out, lines.get(i), COLOURS.get(i % COLOURS.size()), x, y);
        }
        return out.append("</svg>\n").toString();
    }

    private void legend(StringBuilder out) {
        int at = LEFT;
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).name();
            out.append(format(
                    "<rect x=\"%d\" y=\"50\" width=\"14\" height=\"14\" fill=\"%s\"/>%n",
                    at, COLOURS.get(i % COLOURS.size())));
            out.append(text(at + 20, 62, "start", "", name));
            at += 20 + 9 * name.length() + 24;
        }
    }

    private void grid(StringBuilder out, Axis x, Axis y) {
        for (double tick : y.ticks()) {
            double at = up(y, tick);
            out.append(line("grid", LEFT, at, WIDTH - RIGHT, at));
            out.append(text(LEFT - 8, at + 5, "end", "", number(tick)));
        }
        for (double tick : x.ticks()) {
            double at = right(x, tick);
            out.append(line("axis", at, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 5));
            out.append(text(at, HEIGHT - BOTTOM + 21, "middle", "", number(tick)));
        }
        out.append(line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM));
        out.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", "", xLabel));
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        out.append(format(
                "<text transform=\"translate(18 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                middle, escaped(yLabel)));
    }

    private static void line(StringBuilder out, Line line, String colour, Axis x, Axis y) {
        StringBuilder points = new StringBuilder();
        for (Point point : line.points()) {
            points.append(format("%.1f,%.1f ", right(x, point.x()), up(y, point.y())));
        }
        out.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>%n",
                points.toString().strip(), colour));
        for (Point point : line.points()) {
            out.append(format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s</title></circle>%n",
                    right(x, point.x()),
                    up(y, point.y()),
                    colour,
                    escaped(line.name() + ": " + number(point.x()) + ", " + Numbers.text(point.y()))));
        }
    }

    private static double right(Axis axis, double value) {
        return LEFT + axis.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double up(Axis axis, double value) {
        return HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String line(String style, double x1, double y1, double x2, double y2) {
        return format("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", style, x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String style, String text) {
        return format(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
                x, y, anchor, style, escaped(text));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? format("%,.0f", value) : format("%,.1f", value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
