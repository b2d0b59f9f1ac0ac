package org.pacsscp.core.internal.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes as the tests write them down: hex digits and 'text', one field a line, a comment after #, and brackets around
 * each length field so that tests can find and falsify it.
 */
final class Wire {
    private final String notation;
    private final byte[] bytes;
    private final List<LengthField> lengthFields;

    private Wire(String notation, byte[] bytes, List<LengthField> lengthFields) {
        this.notation = notation;
        this.bytes = bytes;
        this.lengthFields = lengthFields;
    }

    record LengthField(int offset, int size) {}

    static Wire of(String notation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<LengthField> lengthFields = new ArrayList<>();
        for (String line : notation.lines().toList()) {
            String rest = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
            int open = -1;
            for (int i = 0; i < rest.length(); i++) {
                char c = rest.charAt(i);
                if (c == '[') {
                    open = out.size();
                } else if (c == ']') {
                    lengthFields.add(new LengthField(open, out.size() - open));
                } else if (c == '\'') {
                    int close = rest.indexOf('\'', i + 1);
                    out.writeBytes(rest.substring(i + 1, close).getBytes(StandardCharsets.ISO_8859_1));
                    i = close;
                } else if (c != ' ') {
                    out.write(Integer.parseInt(rest.substring(i, i + 2), 16));
                    i++;
                }
            }
        }
        return new Wire(notation, out.toByteArray(), lengthFields);
    }

    static byte[] bytesOf(String notation) {
        return of(notation).bytes();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Where the bracketed fields are. */
    List<LengthField> lengthFields() {
        return lengthFields;
    }

    /** The first line, by which a parameterized test is known. */
    @Override
    public String toString() {
        return notation.lines().findFirst().orElse("");
    }
}
