package org.pacsscp.storage.internal.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** The lines of a journal: the CRC of the rest, a sign, a number, and what it is about. */
final class JournalLines {
    private static final char BEGIN = '+';
    private static final char END = '-';
    private static final int CRC_DIGITS = 8;
    private static final HexFormat HEX = HexFormat.of();

    /** CRC, blank, sign, and a digit at least. */
    private static final int SHORTEST = CRC_DIGITS + 3;

    private JournalLines() {}

    static String begin(long id, String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a text in a journal must be one line");
        }
        return line(BEGIN + Long.toString(id) + ' ' + text);
    }

    static String end(long id) {
        return line(END + Long.toString(id));
    }

    private static String line(String rest) {
        return HEX.toHexDigits(crc(rest)) + ' ' + rest + '\n';
    }

    private static int crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    /** Reads what has begun and not ended; a line that is no line is passed over. */
    static SortedMap<Long, String> read(Path path) throws IOException {
        SortedMap<Long, String> open = new TreeMap<>();
        // ISO 8859-1 takes any byte, so that damage is for the CRC to find.
        try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            for (String raw = lines.readLine(); raw != null; raw = lines.readLine()) {
                String line = new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                if (isWhole(line)) {
                    apply(line.substring(CRC_DIGITS + 1), open);
                }
            }
        }
        return open;
    }

    private static boolean isWhole(String line) {
        return line.length() >= SHORTEST && line.startsWith(HEX.toHexDigits(crc(line.substring(CRC_DIGITS + 1))) + ' ');
    }

    private static void apply(String rest, SortedMap<Long, String> open) {
        if (rest.charAt(0) == END) {
            open.remove(Long.parseLong(rest.substring(1)));
        } else {
            int blank = rest.indexOf(' ');
            open.put(Long.parseLong(rest.substring(1, blank)), rest.substring(blank + 1));
        }
    }
}
