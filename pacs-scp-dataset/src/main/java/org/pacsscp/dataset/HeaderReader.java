package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Reads the header that lies ahead in the window: tag, value representation, length (PS3.5 section 7.1). Owned by the thread that
 * reads.
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
    private int code;
    private long length;
    private int size;

    HeaderReader(Input in) {
        this.in = in;
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

    int tag(boolean bigEndian) {
        int raw = in.intAt(0);
        return bigEndian ? Integer.reverseBytes(raw) : Integer.rotateLeft(raw, 16);
    }

    /** Behind the tag, where there is no value representation. */
    long number(boolean bigEndian) {
        return number(4, bigEndian);
    }

    private long number(int ahead, boolean bigEndian) {
        int raw = in.intAt(ahead);
        return Integer.toUnsignedLong(bigEndian ? Integer.reverseBytes(raw) : raw);
    }

    /** PS3.5 Table 7.1-3. */
    void readImplicit(int tag, boolean bigEndian) {
        code = DICTIONARY.vr(tag).code();
        length = number(bigEndian);
        size = SHORT;
    }

    /**
     * PS3.5 Tables 7.1-1 and 7.1-2. A value representation that the standard may add has a length field of four bytes (section
     * 6.2), and is read as unknown.
     *
     * @return whether the standard knows it
     */
    boolean readExplicit(boolean bigEndian) throws IOException {
        int both = in.intAt(4);
        int found = Vr.code(both & 0xFF, both >>> 8 & 0xFF);
        code = found == UNKNOWN ? Vr.UN.code() : found;
        if (Vr.ofCode(code).lengthFieldSize() == 2) {
            length = bigEndian ? Integer.reverseBytes(both) & 0xFFFF : both >>> 16;
            size = SHORT;
        } else {
            size = LONG;
            length = in.has(LONG) ? number(SHORT, bigEndian) : 0;
        }
        return found != UNKNOWN;
    }

    /** Tells whether there are two capital letters where a value representation would be. */
    boolean hasLetters() {
        return isLetter(in.byteAt(4)) && isLetter(in.byteAt(5));
    }

    /** Tells whether nothing there looks like a letter. */
    boolean hasNoLetter() {
        return !isLetter(in.byteAt(4)) && !isLetter(in.byteAt(5));
    }

    /** Tells whether there is the value representation that the dictionary has for a tag. */
    boolean hasVrOf(int tag) {
        return hasLetters()
                && Vr.code(in.byteAt(4), in.byteAt(5)) == DICTIONARY.vr(tag).code();
    }

    private static boolean isLetter(int character) {
        return character >= 'A' && character <= 'Z';
    }
}
