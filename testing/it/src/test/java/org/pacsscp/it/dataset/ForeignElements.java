package org.pacsscp.it.dataset;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Element;
import org.pacsscp.dataset.Tags;
import org.pacsscp.dataset.Vr;

/** Elements as another implementation reads them, beside ours. */
final class ForeignElements {
    /** Elements of a file by their tag path: file, path, value representation, length, values in hexadecimal UTF-8. */
    private final Map<String, Map<String, String[]>> files = new LinkedHashMap<>();

    private final Map<String, String> differences = new TreeMap<>();

    /**
     * Takes what another implementation has printed.
     *
     * @param lines each with five columns, separated by tabs
     */
    ForeignElements(List<String> lines) {
        for (String line : lines) {
            String[] columns = line.split("\t", -1);
            files.computeIfAbsent(columns[0], file -> new LinkedHashMap<>()).put(columns[1], columns);
        }
    }

    /**
     * Compares a file.
     *
     * @param file what the other one calls it
     * @param name what differences call it
     * @return how many elements there are
     */
    int compare(String file, String name, DataSet dataSet) {
        Map<String, Element> ours = new LinkedHashMap<>();
        collect("", dataSet, ours);
        compare(name, ours, files.getOrDefault(file, Map.of()));
        return ours.size();
    }

    /** What differed, by the file and what is different in it. */
    Map<String, String> differences() {
        return differences;
    }

    private static void collect(String path, DataSet dataSet, Map<String, Element> elements) {
        for (Element element : dataSet) {
            String where = path + Tags.format(element.tag());
            elements.put(where, element);
            // One that came as UN of defined length is bytes for the others.
            boolean sequence = element.vr() == Vr.SQ || (element.vr() == Vr.UN && Tags.isPrivate(element.tag()));
            List<DataSet> items = sequence ? element.sequence() : List.of();
            for (int i = 0; i < items.size(); i++) {
                collect(where + "[" + i + "]", items.get(i), elements);
            }
        }
    }

    private void compare(String file, Map<String, Element> ours, Map<String, String[]> theirs) {
        if (!ours.keySet().equals(theirs.keySet())) {
            differences.put(file + " has other elements", ours.keySet() + " are " + theirs.keySet());
        }
        for (Map.Entry<String, Element> entry : ours.entrySet()) {
            String[] columns = theirs.get(entry.getKey());
            if (columns != null) {
                compare(file, entry.getKey(), entry.getValue(), columns);
            }
        }
    }

    private void compare(String file, String path, Element ours, String[] columns) {
        if (!ours.vr().name().equals(columns[2])) {
            differences.put(file + " " + ours.vr() + " is " + columns[2], path);
        }
        if (!columns[3].equals("U") && ours.length() != Integer.parseInt(columns[3])) {
            differences.put(file + " length", path + " " + ours.length() + " is " + columns[3]);
        }
        if (columns[4].startsWith("=")) {
            String values = new String(HexFormat.of().parseHex(columns[4].substring(1)), StandardCharsets.UTF_8);
            List<String> expected = trimmed(List.of(values.split("\u001f", -1)));
            if (!trimmed(ours.texts()).equals(expected)) {
                differences.put(file + " value", path + " " + ours.texts() + " is " + expected);
            }
        }
    }

    /** Without what does not count: outer spaces, groups of names that are empty. */
    private static List<String> trimmed(List<String> values) {
        List<String> trimmed = values.stream()
                .map(value -> value.replaceAll("^ +|[ \0]+$", "").replaceAll("=+$", ""))
                .toList();
        return trimmed.isEmpty() ? List.of("") : trimmed;
    }
}
