package org.pacsscp.dataset;

/**
 * Where the bytes of a whole data set or item lie, as they came.
 *
 * @param flags of {@link Entry}: how its elements are encoded
 * @param offset in its origin
 * @param length without a delimiter
 */
record RawRange(int flags, int offset, int length) {
    /** Of a data set that was built, or of which not all was held. */
    static final RawRange NONE = new RawRange(0, 0, -1);

    private static final int ENCODING = Entry.IMPLICIT | Entry.BIG_ENDIAN;

    /** Tells whether these bytes are the data set in an encoding. */
    boolean isIn(int encodingFlags) {
        return length >= 0 && (flags & ENCODING) == (encodingFlags & ENCODING);
    }
}
