package org.pacsscp.dataset;

/** The first eight bytes of an element, as a number in little endian (PS3.5 section 7.1). */
final class LittleEndianHeader {
    private static final int LONGEST_SHORT = 0xFFFE;

    private LittleEndianHeader() {}

    /** Of an element in Implicit VR, of an item or of a delimiter: all there is. */
    static long implicit(int tag, int length) {
        return tag(tag) | (long) length << 32;
    }

    /** In Explicit VR; with a longer length field the length follows behind these bytes. */
    static long explicit(int tag, Vr vr, int length) {
        long head = tag(tag) | (long) vr.letters() << 32;
        return vr.lengthFieldSize() == 2 ? head | (long) length << 48 : head;
    }

    /** Tells whether a length fits into the header in Explicit VR: all do but long ones in a field of 16 bits. */
    static boolean holds(Vr vr, int length) {
        return length <= LONGEST_SHORT || vr.lengthFieldSize() == 4;
    }

    /** Group and element as they stand in the first four bytes. */
    private static long tag(int tag) {
        return Integer.toUnsignedLong(Integer.rotateLeft(tag, 16));
    }
}
