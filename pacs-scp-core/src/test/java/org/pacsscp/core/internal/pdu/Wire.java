package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Bytes as the tests write them down: hex digits and 'text', one field a line, a comment after #, and brackets around
 * each length field so that tests can find and falsify it. Braces spare the counting: {2: 0102} is a length field of two
 * bytes, with the length of what follows up to the closing brace.
 */
public final class Wire {
    private final String notation;
    private final byte[] bytes;
    private final List<LengthField> lengthFields;

    private Wire(String notation, byte[] bytes, List<LengthField> lengthFields) {
        this.notation = notation;
        this.bytes = bytes;
        this.lengthFields = lengthFields;
    }

    record LengthField(int offset, int size) {}

    public static Wire of(String notation) {
        // Nothing of the notation stands for more than two bytes a character.
        ByteBuffer out = ByteBuffer.allocate(2 * notation.length());
        List<LengthField> lengthFields = new ArrayList<>();
        Deque<LengthField> braces = new ArrayDeque<>();
        for (String line : notation.lines().toList()) {
            String rest = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
            int open = -1;
            for (int i = 0; i < rest.length(); i++) {
                char c = rest.charAt(i);
                if (c == '[') {
                    open = out.position();
                } else if (c == ']') {
                    lengthFields.add(new LengthField(open, out.position() - open));
                } else if (c == '{') {
                    int size = rest.charAt(i + 1) - '0';
                    braces.push(new LengthField(out.position(), size));
                    out.position(out.position() + size);
                    i += 2;
                } else if (c == '}') {
                    lengthFields.add(close(braces.pop(), out));
                } else if (c == '\'') {
                    int close = rest.indexOf('\'', i + 1);
                    out.put(rest.substring(i + 1, close).getBytes(StandardCharsets.ISO_8859_1));
                    i = close;
                } else if (c != ' ') {
                    out.put((byte) Integer.parseInt(rest.substring(i, i + 2), 16));
                    i++;
                }
            }
        }
        return new Wire(notation, Arrays.copyOf(out.array(), out.position()), lengthFields);
    }

    private static LengthField close(LengthField field, ByteBuffer out) {
        int length = out.position() - field.offset() - field.size();
        if (field.size() == 2) {
            out.putShort(field.offset(), (short) length);
        } else {
            out.putInt(field.offset(), length);
        }
        return field;
    }

    public static byte[] bytesOf(String notation) {
        return of(notation).bytes();
    }

    public byte[] bytes() {
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
