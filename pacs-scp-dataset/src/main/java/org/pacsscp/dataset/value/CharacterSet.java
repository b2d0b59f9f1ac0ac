package org.pacsscp.dataset.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The character sets of a data set's texts: what Specific Character Set (0008,0005) says, code extensions included
 * (PS3.3 section C.12.1.1.2, PS3.5 section 6.1.2).
 *
 * <p>Reading never throws. A term that nobody knows counts as the default repertoire and is told by {@link
 * #unknownTerms}; an escape sequence that ends nowhere is text; a byte above 7FH without a set is read as ISO 8859-1, so
 * that none is lost; what is no character of its set becomes U+FFFD. Writing is strict. Instances are immutable and may
 * be shared by threads.
 *
 * <pre>{@code
 * CharacterSet japanese = CharacterSet.of(List.of("", "ISO 2022 IR 87"));
 * String name = japanese.decode(bytes, 0, bytes.length, TextKind.PERSON_NAMES);
 * }</pre>
 *
 * <p>The sets of China, Japan and Korea need Java's module {@code jdk.charsets} on some platforms; this library's module
 * requires it, so that {@code jlink} adds it to an image.
 *
 * @since 0.1.0
 */
public final class CharacterSet {
    /** The default repertoire, ISO-IR 6 (ASCII): in force where Specific Character Set is absent or empty. */
    public static final CharacterSet DEFAULT = new CharacterSet(List.of());

    /** Unicode in UTF-8, {@code ISO_IR 192}. */
    public static final CharacterSet UTF_8 = new CharacterSet(List.of("ISO_IR 192"));

    private static final CharacterSet LATIN_1 = new CharacterSet(List.of("ISO_IR 100"));

    private final List<String> terms;
    private final List<String> unknownTerms;
    private final TextCodec codec;

    private CharacterSet(List<String> terms) {
        this.terms = terms;
        List<String> unknown = new ArrayList<>();
        List<DefinedTerm> known = new ArrayList<>();
        for (String term : terms) {
            Optional<DefinedTerm> meaning = DefinedTerm.of(term);
            if (meaning.isEmpty()) {
                unknown.add(term);
            }
            known.add(meaning.orElse(DefinedTerm.ISO_IR_6));
        }
        unknownTerms = List.copyOf(unknown);
        codec = codec(known.isEmpty() ? List.of(DefinedTerm.ISO_IR_6) : known);
    }

    /** A set that stands alone may not be among others, but is, and then means all bytes above 7FH. */
    private static TextCodec codec(List<DefinedTerm> terms) {
        return terms.stream()
                .filter(DefinedTerm::standsAlone)
                .findFirst()
                .<TextCodec>map(alone -> new SingleCharset(alone.charsetName()))
                .orElseGet(() -> new CodeExtensions(terms, terms.size() > 1));
    }

    /**
     * Returns the sets of the values of Specific Character Set.
     *
     * @param terms the values in order, outer spaces do not count; none for the default repertoire
     * @return the sets, whatever the terms are
     */
    public static CharacterSet of(List<String> terms) {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        if (terms.size() == 1) {
            String term = terms.get(0).strip();
            return term.equals(UTF_8.terms.get(0))
                    ? UTF_8
                    : term.equals(LATIN_1.terms.get(0)) ? LATIN_1 : new CharacterSet(List.of(term));
        }
        return new CharacterSet(terms.stream().map(String::strip).toList());
    }

    /**
     * Returns the sets of the values of Specific Character Set.
     *
     * @param terms as for {@link #of(List)}
     * @return the sets
     */
    public static CharacterSet of(String... terms) {
        return of(List.of(terms));
    }

    /**
     * Returns the values of Specific Character Set, as they were written but for outer spaces.
     *
     * @return the terms, none for the default repertoire
     */
    public List<String> terms() {
        return terms;
    }

    /**
     * Returns the terms that nobody knows, which are read as the default repertoire.
     *
     * @return those of {@link #terms} that are none of PS3.3 section C.12.1.1.2, however misspelt
     */
    public List<String> unknownTerms() {
        return unknownTerms;
    }

    /**
     * Reads bytes as text. Padding and separators stay in it.
     *
     * @param bytes where the text is; not kept
     * @param from the index of its first byte
     * @param to the index behind its last byte
     * @param kind what separates values, groups and components in it
     * @return the text
     * @throws IndexOutOfBoundsException if the indices are not within the bytes
     */
    public String decode(byte[] bytes, int from, int to, TextKind kind) {
        Objects.checkFromToIndex(from, to, bytes.length);
        Objects.requireNonNull(kind, "kind");
        return decode(bytes, from, to, kind, isAscii(bytes, from, to));
    }

    private String decode(byte[] bytes, int from, int to, TextKind kind, boolean ascii) {
        return ascii
                ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)
                : codec.decode(bytes, from, to, kind);
    }

    /**
     * Reads bytes as values between backslashes; a byte 5CH within a character of several bytes separates nothing.
     *
     * @param bytes where the values are; not kept
     * @param from the index of the first byte
     * @param to the index behind the last byte
     * @param kind what separates values, groups and components; one value for {@link TextKind#TEXT}
     * @return the values with their padding; none of no bytes
     * @throws IndexOutOfBoundsException if the indices are not within the bytes
     */
    public List<String> decodeValues(byte[] bytes, int from, int to, TextKind kind) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (from == to) {
            return List.of();
        }
        if (!kind.separatesValues()) {
            return List.of(decode(bytes, from, to, kind));
        }
        boolean ascii = isAscii(bytes, from, to);
        int separator = separator(bytes, from, to, kind, ascii);
        if (separator < 0) {
            return List.of(decode(bytes, from, to, kind, ascii));
        }
        List<String> values = new ArrayList<>();
        int start = from;
        while (separator >= 0) {
            values.add(decode(bytes, start, separator, kind, ascii));
            start = separator + 1;
            separator = separator(bytes, start, to, kind, ascii);
        }
        values.add(decode(bytes, start, to, kind, ascii));
        return List.copyOf(values);
    }

    private int separator(byte[] bytes, int from, int to, TextKind kind, boolean ascii) {
        if (!ascii) {
            return codec.separator(bytes, from, to, kind);
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\\') {
                return at;
            }
        }
        return -1;
    }

    private boolean isAscii(byte[] bytes, int from, int to) {
        if (!codec.extendsAscii()) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (bytes[at] < 0 || bytes[at] == CodeElement.ESCAPE) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes text as bytes, with the escape sequences that it needs, without padding.
     *
     * @param text the text; of several values, with the backslashes between them
     * @param kind what separates values, groups and components in it
     * @return the bytes
     * @throws IllegalArgumentException if a character is in none of the sets, is a control character that may not stand
     *     there, or may not stand in the first group of a person's name (PS3.5 section 6.2.1.2), or if this Java lacks a
     *     charset; the message says which character by its index and does not show it
     */
    public byte[] encode(String text, TextKind kind) {
        if (!unknownTerms.isEmpty()) {
            throw new IllegalArgumentException(
                    "Specific Character Set has a term that is none of PS3.3 section C.12.1.1.2: "
                            + unknownTerms.get(0));
        }
        return codec.extendsAscii() && isPrintableAscii(text)
                ? text.getBytes(StandardCharsets.ISO_8859_1)
                : codec.encode(text, kind);
    }

    private static boolean isPrintableAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < ' ' || text.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CharacterSet set && terms.equals(set.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** Returns the terms, separated as in a data set. */
    @Override
    public String toString() {
        return "CharacterSet[" + String.join("\\", terms) + "]";
    }
}
