package org.pacsscp.dataset;

/**
 * Where the bytes of a whole data set or item lie, as they came or were built.
 *
 * @param flags of {@link Entry}: how its elements are encoded
 * @param offset in its origin
 * @param length without a delimiter
 */
record RawRange(int flags, int offset, int length) {
    /** Of a data set of which the bytes are not all there, or lie here and there. */
    static final RawRange NONE = new RawRange(0, 0, -1);

    private static final int ENCODING = Entry.IMPLICIT | Entry.BIG_ENDIAN;

    /** From the beginning of an origin that was built. */
    static RawRange ofBuilt(int length) {
        return new RawRange(Entry.BUILT, 0, length);
    }

    /** Tells whether nobody else has encoded them, so that they are as this library would write them. */
    boolean isBuilt() {
        return length >= 0 && Entry.is(flags, Entry.BUILT);
    }

    /** Tells whether these bytes are the data set in an encoding. */
    boolean isIn(int encodingFlags) {
        return length >= 0 && (flags & ENCODING) == (encodingFlags & ENCODING);
    }
}
