package org.pacsscp.dataset.value;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A set of graphic characters that an escape sequence designates (PS3.3 Tables C.12-3 and C.12-4): as G0, whose bytes
 * have the highest bit clear, or as G1, whose bytes have it set.
 */
enum CodeElement {
    ASCII("US-ASCII", Half.G0, 1, "(B"),
    JIS_X_0201_ROMAJI("US-ASCII", Half.G0, 1, "(J"),
    JIS_X_0208("x-JIS0208", Half.G0, 2, "$B"),
    JIS_X_0212("JIS_X0212-1990", Half.G0, 2, "$(D"),
    JIS_X_0201_KATAKANA("JIS_X0201", Half.G1, 1, ")I"),
    LATIN_1("ISO-8859-1", Half.G1, 1, "-A"),
    LATIN_2("ISO-8859-2", Half.G1, 1, "-B"),
    LATIN_3("ISO-8859-3", Half.G1, 1, "-C"),
    LATIN_4("ISO-8859-4", Half.G1, 1, "-D"),
    GREEK("ISO-8859-7", Half.G1, 1, "-F"),
    ARABIC("ISO-8859-6", Half.G1, 1, "-G"),
    HEBREW("ISO-8859-8", Half.G1, 1, "-H"),
    CYRILLIC("ISO-8859-5", Half.G1, 1, "-L"),
    LATIN_5("ISO-8859-9", Half.G1, 1, "-M"),
    THAI("TIS-620", Half.G1, 1, "-T"),
    LATIN_9("ISO-8859-15", Half.G1, 1, "-b"),
    KS_X_1001("EUC-KR", Half.G1, 2, "$)C"),
    GB_2312("GB2312", Half.G1, 2, "$)A");

    /** The half of the code table that a set fills. */
    enum Half {
        G0,
        G1
    }

    static final byte ESCAPE = 0x1B;

    private static final char YEN = '\u00A5';
    private static final char OVERLINE = '\u203E';

    private static final CodeElement[] ALL = values();

    private final Half half;
    private final int bytesPerCharacter;
    private final String escapeSequence;
    private final Optional<Charset> charset;

    CodeElement(String charset, Half half, int bytesPerCharacter, String afterEscape) {
        this.half = half;
        this.bytesPerCharacter = bytesPerCharacter;
        this.charset = Charsets.find(charset);
        escapeSequence = (char) ESCAPE + afterEscape;
    }

    /** Returns the set that an escape sequence designates which begins at a byte; empty if that is none of DICOM's. */
    static Optional<CodeElement> designatedAt(byte[] bytes, int at, int to) {
        for (CodeElement element : ALL) {
            if (element.isDesignatedAt(bytes, at, to)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private boolean isDesignatedAt(byte[] bytes, int at, int to) {
        if (to - at < escapeSequence.length()) {
            return false;
        }
        for (int i = 0; i < escapeSequence.length(); i++) {
            if (bytes[at + i] != escapeSequence.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    Half half() {
        return half;
    }

    int bytesPerCharacter() {
        return bytesPerCharacter;
    }

    /** Returns the bytes that designate this set, ESC included. */
    byte[] escapeSequence() {
        return escapeSequence.getBytes(StandardCharsets.US_ASCII);
    }

    int escapeSequenceLength() {
        return escapeSequence.length();
    }

    /**
     * Returns Java's charset whose bytes are this set's; empty where the run-time image has none. That of romaji is ASCII,
     * which differs in two characters: see {@link #fromCharset} and {@link #toCharset}.
     */
    Optional<Charset> charset() {
        return charset;
    }

    /** Turns what the charset has read into the characters of this set: of romaji, yen and overline (PS3.5 section H.1.1). */
    String fromCharset(String text, TextKind kind) {
        if (this != JIS_X_0201_ROMAJI) {
            return text;
        }
        // Where it separates values, 5CH is a separator, however it looks.
        return (kind.separatesValues() ? text : text.replace('\\', YEN)).replace('~', OVERLINE);
    }

    /** Turns a character of this set into what the charset has in its place; empty if the set does not have it. */
    Optional<String> toCharset(String character) {
        if (this != JIS_X_0201_ROMAJI) {
            return Optional.of(character);
        }
        return switch (character.charAt(0)) {
            case YEN -> Optional.of("\\");
            case OVERLINE -> Optional.of("~");
            case '\\', '~' -> Optional.empty();
            default -> Optional.of(character);
        };
    }
}
