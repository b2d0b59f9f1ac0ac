package org.pacsscp.dataset;

import java.util.Arrays;
import java.util.Optional;

/**
 * The value representations of PS3.5 Table 6.2-1: what kind of value an element has.
 *
 * <pre>{@code
 * Vr.PN.isCharacterSetDependent(); // true: Specific Character Set (0008,0005) says how its bytes are read
 * Vr.UC.lengthFieldSize();         // 4
 * }</pre>
 *
 * @since 0.1.0
 */
public enum Vr {
    /** Application Entity. */
    AE(Kind.ASCII, 16),
    /** Age String. */
    AS(Kind.ASCII, 4),
    /** Attribute Tag. */
    AT(Kind.BINARY, 4, 2),
    /** Code String. */
    CS(Kind.ASCII, 16),
    /** Date. */
    DA(Kind.ASCII, 18),
    /** Decimal String. */
    DS(Kind.ASCII, 16),
    /** Date Time. */
    DT(Kind.ASCII, 54),
    /** Floating Point Double. */
    FD(Kind.BINARY, 8, 8),
    /** Floating Point Single. */
    FL(Kind.BINARY, 4, 4),
    /** Integer String. */
    IS(Kind.ASCII, 12),
    /** Long String. */
    LO(Kind.TEXT, 64),
    /** Long Text. */
    LT(Kind.ONE_TEXT, 10240),
    /** Other Byte. */
    OB(Kind.STREAM, 1, 1),
    /** Other Double. */
    OD(Kind.STREAM, 8, 8),
    /** Other Float. */
    OF(Kind.STREAM, 4, 4),
    /** Other Long. */
    OL(Kind.STREAM, 4, 4),
    /** Other 64-bit Very Long. */
    OV(Kind.STREAM, 8, 8),
    /** Other Word. */
    OW(Kind.STREAM, 2, 2),
    /** Person Name; its longest value is that of one component group. */
    PN(Kind.TEXT, 64),
    /** Short String. */
    SH(Kind.TEXT, 16),
    /** Signed Long. */
    SL(Kind.BINARY, 4, 4),
    /** Sequence of Items. */
    SQ(Kind.SEQUENCE, 0),
    /** Signed Short. */
    SS(Kind.BINARY, 2, 2),
    /** Short Text. */
    ST(Kind.ONE_TEXT, 1024),
    /** Signed 64-bit Very Long. */
    SV(Kind.LONG_BINARY, 8, 8),
    /** Time. */
    TM(Kind.ASCII, 28),
    /** Unlimited Characters. */
    UC(Kind.LONG_TEXT, 0),
    /** Unique Identifier. */
    UI(Kind.ASCII, 64),
    /** Unsigned Long. */
    UL(Kind.BINARY, 4, 4),
    /** Unknown: the value is in Implicit VR Little Endian, whatever holds it (PS3.5 section 6.2.2). */
    UN(Kind.STREAM, 1, 1),
    /** Universal Resource Identifier or Locator. */
    UR(Kind.LONG_ASCII, 0),
    /** Unsigned Short. */
    US(Kind.BINARY, 2, 2),
    /** Unlimited Text. */
    UT(Kind.ONE_LONG_TEXT, 0),
    /** Unsigned 64-bit Very Long. */
    UV(Kind.LONG_BINARY, 8, 8);

    /** What several value representations have in common. */
    private enum Kind {
        ASCII(2, true, false, true),
        TEXT(2, true, true, true),
        ONE_TEXT(2, true, true, false),
        LONG_TEXT(4, true, true, true),
        LONG_ASCII(4, true, false, false),
        ONE_LONG_TEXT(4, true, true, false),
        BINARY(2, false, false, true),
        LONG_BINARY(4, false, false, true),
        STREAM(4, false, false, false),
        SEQUENCE(4, false, false, false);

        private final int lengthFieldSize;
        private final boolean text;
        private final boolean characterSetDependent;
        private final boolean multiValued;

        Kind(int lengthFieldSize, boolean text, boolean characterSetDependent, boolean multiValued) {
            this.lengthFieldSize = lengthFieldSize;
            this.text = text;
            this.characterSetDependent = characterSetDependent;
            this.multiValued = multiValued;
        }
    }

    private static final int LETTERS = 26;
    private static final Vr[] BY_CODE = values();
    private static final byte[] CODES = codes();

    /** The bit of each whose length field has two bytes. */
    private static final long SHORT_LENGTHS = shortLengths();

    private final Kind kind;
    private final boolean text;
    private final boolean characterSetDependent;
    private final boolean multiValued;
    private final int lengthFieldSize;
    private final int maxLength;
    private final int valueSize;
    private final int swapUnit;
    private final int letters;

    Vr(Kind kind, int maxLength) {
        this(kind, maxLength, 0, 1);
    }

    Vr(Kind kind, int valueSize, int swapUnit) {
        this(kind, valueSize, valueSize, swapUnit);
    }

    Vr(Kind kind, int maxLength, int valueSize, int swapUnit) {
        this.kind = kind;
        text = kind.text;
        characterSetDependent = kind.characterSetDependent;
        multiValued = kind.multiValued;
        lengthFieldSize = kind.lengthFieldSize;
        this.maxLength = maxLength;
        this.valueSize = valueSize;
        this.swapUnit = swapUnit;
        letters = name().charAt(0) | name().charAt(1) << 8;
    }

    private static byte[] codes() {
        byte[] codes = new byte[LETTERS * LETTERS];
        Arrays.fill(codes, (byte) -1);
        for (Vr vr : BY_CODE) {
            codes[(vr.name().charAt(0) - 'A') * LETTERS + vr.name().charAt(1) - 'A'] = (byte) vr.code();
        }
        return codes;
    }

    private static long shortLengths() {
        long bits = 0;
        for (Vr vr : BY_CODE) {
            bits |= vr.lengthFieldSize == 2 ? 1L << vr.code() : 0;
        }
        return bits;
    }

    /**
     * Finds a value representation by its two letters.
     *
     * @param letters two upper-case letters, such as {@code PN}
     * @return the value representation; empty if the standard has none of that name
     */
    public static Optional<Vr> of(String letters) {
        int code = letters.length() == 2 ? code(letters.charAt(0), letters.charAt(1)) : -1;
        return code < 0 ? Optional.empty() : Optional.of(BY_CODE[code]);
    }

    /** The number of the value representation that two bytes name; -1 if none. */
    static int code(int first, int second) {
        int row = first - 'A';
        int column = second - 'A';
        return row < 0 || row >= LETTERS || column < 0 || column >= LETTERS ? -1 : CODES[row * LETTERS + column];
    }

    /** The same of the eight bytes that an element begins with, as a little endian number; behind the tag. */
    static int code(long head) {
        return code((int) (head >>> 32) & 0xFF, (int) (head >>> 40) & 0xFF);
    }

    /** The number of this value representation, in indexes that last as long as the process. */
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    /** The two letters as they stand in a data set, as a little endian number. */
    int letters() {
        return letters;
    }

    /** Tells whether {@link #lengthFieldSize()} is 2, without looking at the value representation itself. */
    static boolean hasShortLength(int code) {
        return (SHORT_LENGTHS >>> code & 1) != 0;
    }

    static Vr ofCode(int code) {
        return BY_CODE[code];
    }

    /**
     * Returns the size of the length field in Explicit VR (PS3.5 section 7.1.2); where it is 4, two reserved bytes stand
     * before it. In Implicit VR it is 4 for all.
     *
     * @return 2 or 4 bytes
     */
    public int lengthFieldSize() {
        return lengthFieldSize;
    }

    /**
     * Returns what makes a value's length even (PS3.5 section 6.2): NUL for UI and for bytes, else a space.
     *
     * @return one byte
     */
    public byte padding() {
        return text && this != UI ? (byte) ' ' : 0;
    }

    /**
     * Tells whether the value is text.
     *
     * @return whether it is a character string, in whichever repertoire
     */
    public boolean isText() {
        return text;
    }

    /**
     * Tells whether Specific Character Set (0008,0005) applies: to SH, LO, UC, ST, LT, UT and PN (PS3.5 section 6.1.2.2).
     *
     * @return whether it does; all other text is ISO IR 6
     */
    public boolean isCharacterSetDependent() {
        return characterSetDependent;
    }

    /**
     * Tells whether an element may hold several values: text separated by backslashes, or numbers one behind the other.
     *
     * @return {@code false} for one text, for streams of bytes or words, and for sequences, whose items are one value
     */
    public boolean isMultiValued() {
        return multiValued;
    }

    /**
     * Returns the size of one binary value.
     *
     * @return bytes; 0 for text and sequences
     */
    public int valueSize() {
        return valueSize;
    }

    /**
     * Returns what is turned round as a unit between little and big endian (PS3.5 section 7.3).
     *
     * @return 1, 2, 4 or 8 bytes; 1 where the order of bytes does not matter
     */
    public int swapUnit() {
        return swapUnit;
    }

    /**
     * Returns the greatest length of one value by PS3.5 Table 6.2-1: in bytes, or in characters where {@link
     * #isCharacterSetDependent()}; for dates and times the longer one of range matching.
     *
     * @return the length, for binary values always {@link #valueSize()}; 0 if only the length field limits it
     */
    public int maxLength() {
        return maxLength;
    }

    /** Tells whether the length may be undefined (PS3.5 section 7.1.2): sequences, unknown, streams of bytes or words. */
    boolean allowsUndefinedLength() {
        return kind == Kind.STREAM || kind == Kind.SEQUENCE;
    }
}
