package org.pacsscp.it;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pacsscp.testing.document.Markdown;

/** What docs/metrics.md says of meters, and what there is, in one form. */
final class MeterRows {
    private static final Pattern NUMBER = Pattern.compile(" [-+.E0-9]+$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private MeterRows() {}

    /** Returns name, type, unit and tags of each meter that a document lists. */
    static Set<String> listed(Markdown document) {
        return rows(document, "`pacsscp\\.\\w[^|]*").stream()
                .filter(row -> row.size() == 4)
                .map(row -> code(row.get(0)).get(0) + " " + row.get(1) + " "
                        + code(row.get(2)).stream().sorted().toList())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the same of each that is registered. */
    static Set<String> of(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> row(meter.getId()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Meter.Id id) {
        String unit = "bytes".equals(id.getBaseUnit()) ? ", bytes" : "";
        return id.getName() + " " + id.getType().name().toLowerCase(Locale.ROOT) + unit + " "
                + id.getTags().stream().map(Tag::getKey).sorted().toList();
    }

    /** Returns the series of a page for Prometheus that are not zero, without their numbers. */
    static List<String> series(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("#") && !line.endsWith(" 0.0") && !line.endsWith(" 0"))
                .map(line -> NUMBER.matcher(line).replaceFirst(""))
                .toList();
    }

    /** The rows of tables that begin so, as cells. */
    static List<List<String>> rows(Markdown document, String beginning) {
        return Pattern.compile("^\\| (" + beginning + ".*)\\|$", Pattern.MULTILINE)
                .matcher(document.text())
                .results()
                .map(row -> Stream.of(row.group(1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** Returns what is set as code in a cell. */
    static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
