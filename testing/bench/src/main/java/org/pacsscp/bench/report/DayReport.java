package org.pacsscp.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pacsscp.bench.hospital.figure.Load;
import org.pacsscp.bench.hospital.figure.Step;
import org.pacsscp.bench.hospital.figure.Stretch;
import org.pacsscp.bench.hospital.figure.Traffic;

/**
 * What is told of hospitals that have worked on archives.
 *
 * @param circumstances where and how it ran
 * @param steps what it came to
 */
public record DayReport(Circumstances circumstances, List<Step> steps) {
    private static final double MEGA = 1e6;
    private static final double MIB = 1 << 20;

    private static final List<String> STEP_COLUMNS = List.of(
            "archive",
            "like hospitals",
            "images/s offered",
            "stored",
            "sent back",
            "MB/s in + out",
            "C-STORE p50/p99 ms",
            "C-FIND p50/p99 ms",
            "retrieval p50/p99 s",
            "late p99 s",
            "archive CPU",
            "database CPU",
            "both, ms/image",
            "generator CPU",
            "machine busy",
            "disk busy",
            "MB/s written",
            "resident MiB",
            "failures",
            "in the catalog",
            "limit");

    private static final List<String> HOUR_COLUMNS = List.of(
            "hour",
            "images stored",
            "queries",
            "studies retrieved",
            "images sent back",
            "GB in",
            "GB out",
            "C-STORE p50/p99 ms",
            "C-FIND p50/p99 ms",
            "retrieval p50/p99 s",
            "late p99 s",
            "archive CPU",
            "database CPU",
            "machine busy",
            "resident MiB",
            "failures");

    public DayReport {
        steps = List.copyOf(steps);
    }

    /** For a document. */
    public String markdown() {
        Format format = new MarkdownReport();
        StringBuilder out = new StringBuilder();
        out.append(format.list(circumstances.lines()));
        out.append(format.table(
                new Table(STEP_COLUMNS, 1, steps.stream().map(DayReport::row).toList())));
        day().ifPresent(step -> {
            out.append(format.heading(3, step.archive() + ", like " + Math.round(step.hospitals()) + " hospitals"));
            out.append(format.table(new Table(
                    HOUR_COLUMNS,
                    1,
                    step.hours().stream().map(DayReport::hourRow).toList())));
        });
        return out.toString();
    }

    /** The largest step that an archive kept up with; the smallest if it never did. */
    private Optional<Step> day() {
        Comparator<Step> bySize = Comparator.comparingDouble(Step::hospitals);
        return steps.stream()
                .filter(Step::keptUp)
                .max(bySize)
                .or(() -> steps.stream().min(bySize));
    }

    private static List<String> row(Step step) {
        Traffic traffic = step.timed();
        Traffic working = step.working().traffic();
        Load load = step.working().load();
        double seconds = step.working().seconds();
        return List.of(
                step.archive(),
                Numbers.text(step.hospitals()),
                Numbers.text(step.offered()),
                Numbers.text(step.working().imagesASecond()),
                Numbers.text(step.working().imagesBackASecond()),
                Numbers.text(working.bytesIn() / MEGA / seconds)
                        + " + "
                        + Numbers.text(working.bytesBack() / MEGA / seconds),
                millis(traffic.store().medianMillis(), traffic.store().p99Millis()),
                millis(traffic.query().medianMillis(), traffic.query().p99Millis()),
                millis(
                        traffic.retrieve().medianMillis() / 1000,
                        traffic.retrieve().p99Millis() / 1000),
                Numbers.text(traffic.late().p99Millis() / 1000),
                Numbers.text(load.server()),
                Numbers.text(load.database()),
                Numbers.text(millisAnImage(step.working())),
                Numbers.text(load.generator()),
                percent(load.machine()),
                percent(load.disk()),
                Numbers.text(load.writtenBytes() / MEGA / seconds),
                Numbers.text(load.residentBytes() / MIB),
                Long.toString(step.total().failures()),
                String.format(
                        Locale.ROOT,
                        "%,d of %,d%s",
                        step.cataloged(),
                        step.total().images(),
                        step.undone() == 0 ? "" : ", " + step.undone() + " studies given up"),
                step.limit().orElse("–"));
    }

    private static List<String> hourRow(Stretch hour) {
        Traffic traffic = hour.traffic();
        return List.of(
                hour.name(),
                whole(traffic.images()),
                whole(traffic.query().count()),
                whole(traffic.retrieve().count()),
                whole(traffic.imagesBack()),
                Numbers.text(traffic.bytesIn() / MEGA / 1000),
                Numbers.text(traffic.bytesBack() / MEGA / 1000),
                millis(traffic.store().medianMillis(), traffic.store().p99Millis()),
                millis(traffic.query().medianMillis(), traffic.query().p99Millis()),
                millis(
                        traffic.retrieve().medianMillis() / 1000,
                        traffic.retrieve().p99Millis() / 1000),
                Numbers.text(traffic.late().p99Millis() / 1000),
                Numbers.text(hour.load().server()),
                Numbers.text(hour.load().database()),
                percent(hour.load().machine()),
                Numbers.text(hour.load().residentBytes() / MIB),
                Long.toString(traffic.failures()));
    }

    /** What an image costs to be stored, found and sent back. */
    private static double millisAnImage(Stretch working) {
        double seconds = working.load().server() + working.load().database();
        return working.traffic().images() == 0 ? 0 : 1000 * seconds / working.imagesASecond();
    }

    private static String whole(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String millis(double median, double p99) {
        return Numbers.text(median) + " / " + Numbers.text(p99);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /**
     * Writes {@code report.md} and the charts.
     *
     * @param directory where; made if it is not there
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("report.md"), markdown(), StandardCharsets.UTF_8);
        Files.writeString(directory.resolve("steps.svg"), stepsChart(), StandardCharsets.UTF_8);
        Optional<Step> day = day();
        if (day.isPresent()) {
            Files.writeString(directory.resolve("day.svg"), dayChart(day.get()), StandardCharsets.UTF_8);
        }
    }

    private String stepsChart() {
        Map<String, List<LineChart.Point>> stored = new LinkedHashMap<>();
        Map<Double, Double> offered = new TreeMap<>();
        steps.stream().sorted(Comparator.comparingDouble(Step::hospitals)).forEach(step -> {
            stored.computeIfAbsent(step.archive(), archive -> new ArrayList<>())
                    .add(new LineChart.Point(step.hospitals(), step.working().imagesASecond()));
            offered.putIfAbsent(step.hospitals(), step.offered());
        });
        List<LineChart.Line> lines = new ArrayList<>(List.of(new LineChart.Line(
                "offered",
                offered.entrySet().stream()
                        .map(point -> new LineChart.Point(point.getKey(), point.getValue()))
                        .toList())));
        stored.forEach((archive, points) -> lines.add(new LineChart.Line(archive, points)));
        return new LineChart(
                        "Images stored, while as many and more are sent back", "hospitals", "images/s", true, lines)
                .svg();
    }

    private static String dayChart(Step step) {
        List<LineChart.Point> stored = new ArrayList<>();
        List<LineChart.Point> back = new ArrayList<>();
        for (Stretch hour : step.hours()) {
            if (hour.name().matches("\\d+")) {
                stored.add(new LineChart.Point(Double.parseDouble(hour.name()), hour.imagesASecond()));
                back.add(new LineChart.Point(Double.parseDouble(hour.name()), hour.imagesBackASecond()));
            }
        }
        return new LineChart(
                        step.archive() + ", like " + Math.round(step.hospitals()) + " hospitals",
                        "hour of the day",
                        "images/s",
                        false,
                        List.of(new LineChart.Line("stored", stored), new LineChart.Line("sent back", back)))
                .svg();
    }
}
