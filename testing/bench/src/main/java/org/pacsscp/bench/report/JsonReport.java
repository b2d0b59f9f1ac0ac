package org.pacsscp.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pacsscp.bench.measure.Observation;

/** Writes for programs: the circumstances, and every single observation. */
public final class JsonReport {
    private JsonReport() {}

    /** Returns a JSON object. */
    public static String of(Report report) {
        Map<String, Object> top = new LinkedHashMap<>();
        top.put("circumstances", report.circumstances().facts());
        top.put("references", report.references());
        top.put(
                "observations",
                report.results().observations().stream()
                        .map(JsonReport::observation)
                        .toList());
        top.put("notes", report.results().notes());
        top.put("failures", report.results().failures());
        StringBuilder out = new StringBuilder();
        write(out, top);
        return out.append('\n').toString();
    }

    private static Map<String, Object> observation(Observation observation) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("scenario", observation.scenario());
        members.put("point", observation.point());
        members.put("server", observation.candidate());
        members.put("round", observation.round());
        observation.values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(value -> members.put(value.getKey().label(), value.getValue()));
        return members;
    }

    private static void write(StringBuilder out, Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                string(out.append(separator), String.valueOf(member.getKey()));
                write(out.append(": "), member.getValue());
                separator = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                write(out.append(separator), element);
                separator = ",\n";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number) {
            out.append(value);
        } else {
            string(out, String.valueOf(value));
        }
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        out.append('"');
    }
}
