package org.pacsscp.it.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pacsscp.dataset.value.CharacterSet;
import org.pacsscp.dataset.value.TextKind;

/** Texts of pydicom's test files in many character sets say what its tests expect, and what it reads. */
class CharacterSetIT {
    /** A text as pydicom has it, and the bytes that it has it from. */
    private record Text(String source, CharacterSet set, TextKind kind, String hex, List<String> values) {
        static Text of(String line) {
            String[] columns = line.split("\t", -1);
            TextKind kind = switch (columns[2]) {
                case "PN" -> TextKind.PERSON_NAMES;
                case "LT", "ST", "UT" -> TextKind.TEXT;
                default -> TextKind.VALUES;
            };
            String values = new String(HexFormat.of().parseHex(columns[4]), StandardCharsets.UTF_8);
            return new Text(
                    columns[0],
                    CharacterSet.of(List.of(columns[1].split("\\\\", -1))),
                    kind,
                    columns[3],
                    List.of(values.split("\u001f", -1)));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        boolean isKnown() {
            return source.startsWith("known ");
        }

        List<String> read() {
            byte[] bytes = bytes();
            return set.decodeValues(bytes, 0, bytes.length, kind).stream()
                    .map(value -> value.replaceAll("[ \0]+$", ""))
                    .toList();
        }

        private List<String> trimmedValues() {
            return values.stream().map(value -> value.replaceAll("[ \0]+$", "")).toList();
        }

        /** Tells in which way what pydicom reads is another text; empty if it is the same. */
        String difference() {
            List<String> read = read();
            List<String> theirs = trimmedValues();
            if (read.equals(theirs) || withoutTrailingDelimiters(read).equals(withoutTrailingDelimiters(theirs))) {
                return "";
            }
            return "different in " + source;
        }

        private static List<String> withoutTrailingDelimiters(List<String> names) {
            return names.stream().map(name -> name.replaceAll("=+$", "")).toList();
        }
    }

    @Test
    void readsWhatPydicomsTestsExpect() throws IOException, InterruptedException {
        List<Text> known = texts().stream().filter(Text::isKnown).toList();
        assertThat(known).hasSizeGreaterThanOrEqualTo(26);
        for (Text text : known) {
            assertThat(text.difference())
                    .as("%s %s", text.read(), text.values())
                    .isEmpty();
        }
    }

    @Test
    void readsWhatPydicomReads() throws IOException, InterruptedException {
        List<Text> read = texts().stream().filter(text -> !text.isKnown()).toList();
        assertThat(read).hasSizeGreaterThan(1000);
        Map<String, List<String>> differences = new TreeMap<>();
        for (Text text : read) {
            if (!text.difference().isEmpty()) {
                differences
                        .computeIfAbsent(text.difference(), key -> new ArrayList<>())
                        .add(text.read() + " is " + text.values());
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void readsAgainWhatItWritesOfThem() throws IOException, InterruptedException {
        int written = 0;
        for (Text text : texts()) {
            String all = text.set().decode(text.bytes(), 0, text.bytes().length, text.kind());
            try {
                byte[] bytes = text.set().encode(all, text.kind());
                assertThat(text.set().decode(bytes, 0, bytes.length, text.kind()))
                        .isEqualTo(all);
                written++;
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("character at");
            }
        }
        assertThat(written).isGreaterThan(1000);
    }

    private static List<Text> texts() throws IOException, InterruptedException {
        return Pydicom.needed().lines("pydicom_texts.py").stream().map(Text::of).toList();
    }
}
