package org.pacsscp.dataset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.dataset.value.TextKind;

/** Values as text (PS3.5 section 6.2). */
final class Texts {
    private static final char BACKSLASH = '\\';

    private Texts() {}

    static Optional<String> first(Element element) {
        Vr vr = element.readAs();
        if (!vr.isText()) {
            return Numbers.firstText(element);
        }
        byte[] bytes = element.source();
        int from = element.offset();
        int to = from + element.length();
        if (!vr.isCharacterSetDependent()) {
            int end = vr.isMultiValued() ? endOfValue(bytes, from, to) : to;
            return some(ascii(bytes, from, end, vr));
        }
        TextKind kind = kind(vr);
        if (!vr.isMultiValued()) {
            return some(trim(element.dataSet().characterSet().decode(bytes, from, to, kind), vr));
        }
        List<String> values = element.dataSet().characterSet().decodeValues(bytes, from, to, kind);
        return values.isEmpty() ? Optional.empty() : some(trim(values.get(0), vr));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static List<String> all(Element element) {
        Vr vr = element.readAs();
        if (!vr.isText()) {
            return Numbers.texts(element);
        }
        byte[] bytes = element.source();
        int from = element.offset();
        int to = from + element.length();
        if (from == to) {
            return List.of();
        }
        if (vr.isCharacterSetDependent()) {
            return trimmed(element.dataSet().characterSet().decodeValues(bytes, from, to, kind(vr)), vr);
        }
        return vr.isMultiValued() ? values(bytes, from, to, vr) : List.of(ascii(bytes, from, to, vr));
    }

    private static List<String> trimmed(List<String> values, Vr vr) {
        if (values.size() == 1) {
            return List.of(trim(values.get(0), vr));
        }
        String[] trimmed = new String[values.size()];
        for (int i = 0; i < trimmed.length; i++) {
            trimmed[i] = trim(values.get(i), vr);
        }
        return List.of(trimmed);
    }

    private static List<String> values(byte[] bytes, int from, int to, Vr vr) {
        int end = endOfValue(bytes, from, to);
        if (end == to) {
            return List.of(ascii(bytes, from, to, vr));
        }
        List<String> values = new ArrayList<>();
        int start = from;
        while (end < to) {
            values.add(ascii(bytes, start, end, vr));
            start = end + 1;
            end = endOfValue(bytes, start, to);
        }
        values.add(ascii(bytes, start, to, vr));
        return List.copyOf(values);
    }

    private static int endOfValue(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != BACKSLASH) {
            end++;
        }
        return end;
    }

    /** Of the default repertoire; what is not in it becomes one character a byte. */
    private static String ascii(byte[] bytes, int from, int to, Vr vr) {
        int start = from;
        int end = to;
        while (end > start && isPadding(bytes[end - 1])) {
            end--;
        }
        while (ignoresLeadingSpaces(vr) && start < end && isPadding(bytes[start])) {
            start++;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** Without spaces that do not count, and without NULs, which some devices pad with. */
    static String trim(String text, Vr vr) {
        int start = 0;
        int end = text.length();
        while (end > start && isPadding(text.charAt(end - 1))) {
            end--;
        }
        while (ignoresLeadingSpaces(vr) && start < end && isPadding(text.charAt(start))) {
            start++;
        }
        return text.substring(start, end);
    }

    private static boolean isPadding(int character) {
        return character == ' ' || character == 0;
    }

    private static boolean ignoresLeadingSpaces(Vr vr) {
        return switch (vr) {
            case LT, ST, UC, UR, UT -> false;
            default -> true;
        };
    }

    static TextKind kind(Vr vr) {
        return vr == Vr.PN ? TextKind.PERSON_NAMES : vr.isMultiValued() ? TextKind.VALUES : TextKind.TEXT;
    }
}
