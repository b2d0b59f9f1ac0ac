package org.pacsscp.testkit.script;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Bytes as tests write them down. Immutable.
 *
 * <table>
 * <caption>The notation</caption>
 * <tr><td>{@code 01 00 0000000A}</td><td>hexadecimal digits, two a byte; spaces and line feeds mean nothing</td></tr>
 * <tr><td>{@code 'ANY_SCP'}</td><td>text, ISO 8859-1</td></tr>
 * <tr><td><code>{4: 01 02}</code></td><td>a big endian length field of four (or two) bytes, with the length of what follows up
 *     to the closing brace</td></tr>
 * <tr><td>{@code [0011]}</td><td>brackets mark a length field, for tests that falsify it; braces mark theirs too</td></tr>
 * <tr><td>{@code ??}</td><td>any byte, where bytes are expected</td></tr>
 * <tr><td>{@code |}</td><td>a segment ends here, see {@link Segmentation#AS_WRITTEN}</td></tr>
 * <tr><td>{@code # comment}</td><td>up to the end of the line</td></tr>
 * <tr><td>{@code <word>}</td><td>see {@link Vocabulary}</td></tr>
 * </table>
 *
 * <pre>{@code
 * byte[] abort = Script.of("07 00 {4: 00 00 02 06} # A-ABORT, service-provider, invalid PDU parameter value").bytes();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Script {
    private final String notation;
    private final byte[] bytes;
    private final BitSet anything;
    private final List<Integer> cuts;
    private final List<LengthField> lengthFields;

    /**
     * Where a length field is.
     *
     * @param offset of its first byte
     * @param size two or four bytes
     * @since 0.1.0
     */
    public record LengthField(int offset, int size) {}

    private Script(String notation, Reader reader) {
        this.notation = notation;
        bytes = Arrays.copyOf(reader.out.array(), reader.out.position());
        anything = reader.anything;
        cuts = List.copyOf(reader.cuts);
        lengthFields = List.copyOf(reader.lengthFields);
    }

    /**
     * Reads a script with the words of {@link Vocabulary#standard()}.
     *
     * @param notation see above
     * @return the script
     * @throws IllegalArgumentException if it cannot be read; says where
     */
    public static Script of(String notation) {
        return Vocabulary.standard().script(notation);
    }

    /** Reads a script in which no words are left. */
    static Script expanded(String notation, String expanded) {
        Reader reader = new Reader(expanded);
        reader.read();
        return new Script(notation, reader);
    }

    /**
     * Returns the bytes; 0 where any is expected.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns the bytes as they are cut at bars.
     *
     * @return at least one segment
     */
    public List<byte[]> segments() {
        List<byte[]> segments = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            segments.add(Arrays.copyOfRange(bytes, from, cut));
            from = cut;
        }
        segments.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return List.copyOf(segments);
    }

    /**
     * Returns where the length fields are.
     *
     * @return those in brackets and braces, in the order of their ends
     */
    public List<LengthField> lengthFields() {
        return lengthFields;
    }

    /** Returns the bytes, with those of another array where any is expected. */
    byte[] filledFrom(byte[] heard) {
        byte[] filled = bytes.clone();
        anything.stream().filter(at -> at < heard.length).forEach(at -> filled[at] = heard[at]);
        return filled;
    }

    /** Returns the first line of the notation, by which a parameterized test is known. */
    @Override
    public String toString() {
        return notation.lines().findFirst().orElse("");
    }

    /** Reads the notation, a character at a time. */
    private static final class Reader {
        private final String text;
        private final ByteBuffer out;
        private final BitSet anything = new BitSet();
        private final List<Integer> cuts = new ArrayList<>();
        private final List<LengthField> lengthFields = new ArrayList<>();
        private final Deque<LengthField> braces = new ArrayDeque<>();
        private int bracket = -1;
        private int at;

        Reader(String text) {
            this.text = text;
            // Nothing of the notation stands for more than two bytes a character.
            out = ByteBuffer.allocate(2 * text.length());
        }

        void read() {
            while (at < text.length()) {
                readNext();
            }
            if (!braces.isEmpty()) {
                throw problem("a brace is not closed");
            }
        }

        private void readNext() {
            switch (text.charAt(at)) {
                case '#' -> at = endOf('\n', text.length());
                case '[' -> bracket = out.position();
                case ']' -> lengthFields.add(new LengthField(bracket, out.position() - bracket));
                case '{' -> openBrace();
                case '}' -> closeBrace();
                case '|' -> cuts.add(out.position());
                case '\'' -> readText();
                case '?' -> readAnything();
                case ' ', '\n', '\r', '\t' -> {}
                default -> readByte();
            }
            at++;
        }

        private int endOf(char end, int otherwise) {
            int found = text.indexOf(end, at + 1);
            return found < 0 ? otherwise : found;
        }

        private void openBrace() {
            int size = at + 2 < text.length() && text.charAt(at + 2) == ':' ? text.charAt(at + 1) - '0' : 0;
            if (size != 2 && size != 4) {
                throw problem("a brace begins with {2: or {4:");
            }
            braces.push(new LengthField(out.position(), size));
            out.position(out.position() + size);
            at += 2;
        }

        private void closeBrace() {
            if (braces.isEmpty()) {
                throw problem("no brace is open");
            }
            LengthField field = braces.pop();
            int length = out.position() - field.offset() - field.size();
            if (field.size() == 2) {
                out.putShort(field.offset(), (short) length);
            } else {
                out.putInt(field.offset(), length);
            }
            lengthFields.add(field);
        }

        private void readText() {
            int close = endOf('\'', -1);
            if (close < 0) {
                throw problem("a text is not closed");
            }
            out.put(text.substring(at + 1, close).getBytes(StandardCharsets.ISO_8859_1));
            at = close;
        }

        private void readAnything() {
            if (at + 1 >= text.length() || text.charAt(at + 1) != '?') {
                throw problem("any byte is ??");
            }
            anything.set(out.position());
            out.put((byte) 0);
            at++;
        }

        private void readByte() {
            int high = Character.digit(text.charAt(at), 16);
            int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
            if (high < 0 || low < 0) {
                throw problem("'" + text.charAt(at) + "' does not begin a byte of two hexadecimal digits");
            }
            out.put((byte) (high << 4 | low));
            at++;
        }

        private IllegalArgumentException problem(String what) {
            int from = Math.max(0, at - 20);
            return new IllegalArgumentException("%s, at \"%s\" (character %d of the expanded script)"
                    .formatted(what, text.substring(from, Math.min(text.length(), at + 20)), at));
        }
    }
}
