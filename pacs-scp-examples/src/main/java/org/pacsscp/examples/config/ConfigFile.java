package org.pacsscp.examples.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A file of properties in UTF-8, whose entries know their lines. An entry is what {@link Properties} makes of it; a key may come several
 * times.
 *
 * @param path where it is
 * @param entries in their order
 */
record ConfigFile(Path path, List<ConfigEntry> entries) {
    ConfigFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if that cannot be; the message says why, and where
     */
    static ConfigFile read(Path path) throws IOException {
        try {
            return new ConfigFile(path, entries(path, Files.readAllLines(path)));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + path + "; give one that is there (--config)", e);
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not in UTF-8; save it so", e);
        }
    }

    private static List<ConfigEntry> entries(Path path, List<String> lines) throws IOException {
        List<ConfigEntry> entries = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            int first = next;
            StringBuilder whole = new StringBuilder(lines.get(next++));
            while (isEntry(lines.get(first)) && goesOn(lines.get(next - 1)) && next < lines.size()) {
                whole.append('\n').append(lines.get(next++));
            }
            if (isEntry(lines.get(first))) {
                entries.add(entry(path, whole.toString(), first + 1));
            }
        }
        return entries;
    }

    private static boolean isEntry(String line) {
        String text = line.stripLeading();
        return !text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != '!';
    }

    /** A backslash that is not itself escaped joins the next line. */
    private static boolean goesOn(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    private static ConfigEntry entry(Path path, String text, int line) throws IOException {
        Properties one = new Properties();
        try {
            one.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ":" + line + ": " + e.getMessage() + "; write \\\\ for a backslash", e);
        }
        String key = one.stringPropertyNames().iterator().next();
        return new ConfigEntry(key, one.getProperty(key).strip(), line);
    }
}
