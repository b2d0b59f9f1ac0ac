package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Reads the header that lies ahead in the window: tag, value representation, length (PS3.5 section 7.1), in the encoding of what
 * holds it. Owned by the thread that reads.
 */
final class HeaderReader {
    /** Of tag and a length, perhaps with a value representation between them; of items, too. */
    static final int SHORT = 8;

    /** Of a value representation with a length of four bytes. */
    static final int LONG = 12;

    /** Letters that the standard does not know. */
    private static final int UNKNOWN = -1;

    private static final Dictionary DICTIONARY = Dictionary.standard();

    private final Input in;
    private boolean implicit;
    private boolean bigEndian;
    private long offset;
    private int code;
    private long length;
    private int size;

    HeaderReader(Input in, int flags) {
        this.in = in;
        use(flags);
    }

    /** From here on, headers are encoded as flags of {@link Entry} say. */
    void use(int flags) {
        implicit = Entry.is(flags, Entry.IMPLICIT);
        bigEndian = Entry.is(flags, Entry.BIG_ENDIAN);
    }

    /** The header of something begins here, if there is one. */
    void begin() {
        offset = in.offset();
    }

    /** Where it begins. */
    long offset() {
        return offset;
    }

    /** The number of the value representation, as in {@link Vr#code()}. */
    int code() {
        return code;
    }

    /** Of the value. */
    long length() {
        return length;
    }

    /** How long the header is. */
    int size() {
        return size;
    }

    int tag() {
        int raw = in.intAt(0);
        return bigEndian ? Integer.reverseBytes(raw) : Integer.rotateLeft(raw, 16);
    }

    /** Behind the tag, where there is no value representation. */
    long number() {
        return number(4);
    }

    private long number(int ahead) {
        int raw = in.intAt(ahead);
        return Integer.toUnsignedLong(bigEndian ? Integer.reverseBytes(raw) : raw);
    }

    /**
     * Reads that of an element.
     *
     * @return whether the standard knows its value representation
     */
    boolean read(int tag) throws IOException {
        if (implicit) {
            readImplicit(tag);
            return true;
        }
        return readExplicit();
    }

    /** PS3.5 Table 7.1-3. */
    private void readImplicit(int tag) {
        code = DICTIONARY.vr(tag).code();
        length = number();
        size = SHORT;
    }

    /**
     * PS3.5 Tables 7.1-1 and 7.1-2. A value representation that the standard may add has a length field of four bytes (section
     * 6.2), and is read as unknown.
     */
    private boolean readExplicit() throws IOException {
        int both = in.intAt(4);
        int found = Vr.code(both & 0xFF, both >>> 8 & 0xFF);
        code = found == UNKNOWN ? Vr.UN.code() : found;
        if (Vr.ofCode(code).lengthFieldSize() == 2) {
            length = bigEndian ? Integer.reverseBytes(both) & 0xFFFF : both >>> 16;
            size = SHORT;
        } else {
            size = LONG;
            length = in.has(LONG) ? number(SHORT) : 0;
        }
        return found != UNKNOWN;
    }

    /** Tells whether there are two capital letters where a value representation would be. */
    boolean hasLetters() {
        return isLetter(in.byteAt(4)) && isLetter(in.byteAt(5));
    }

    /**
     * Tells whether that of an element is not encoded as it should be, but with a value representation or without. In Implicit VR two
     * letters would be an absurd length.
     *
     * @param longest how long a value may be
     */
    boolean isOtherwise(int tag, long longest) {
        return implicit ? hasVrOf(tag) : hasNoLetter() && isCredible(number(), longest);
    }

    private boolean hasNoLetter() {
        return !isLetter(in.byteAt(4)) && !isLetter(in.byteAt(5));
    }

    private static boolean isCredible(long number, long longest) {
        return number == Parser.UNDEFINED_LENGTH || number <= longest;
    }

    /** Tells whether there is the value representation that the dictionary has for a tag. */
    private boolean hasVrOf(int tag) {
        return hasLetters()
                && Vr.code(in.byteAt(4), in.byteAt(5)) == DICTIONARY.vr(tag).code();
    }

    private static boolean isLetter(int character) {
        return character >= 'A' && character <= 'Z';
    }
}
