package org.pacsscp.dataset;

import org.pacsscp.api.DataSetEncoding;

/**
 * How elements shall be encoded.
 *
 * @param flags of {@link Entry}
 */
record TargetEncoding(int flags) {
    /** Implicit VR Little Endian. */
    static final TargetEncoding IMPLICIT = new TargetEncoding(Entry.IMPLICIT);

    private static final int ENCODING = Entry.IMPLICIT | Entry.BIG_ENDIAN;
    private static final int LONGEST_SHORT = 0xFFFE;
    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 12;

    static TargetEncoding of(DataSetEncoding encoding) {
        return new TargetEncoding(Entry.flags(encoding));
    }

    boolean implicit() {
        return Entry.is(flags, Entry.IMPLICIT);
    }

    boolean bigEndian() {
        return Entry.is(flags, Entry.BIG_ENDIAN);
    }

    /** Tells whether the bytes that came are already what is to be written. */
    boolean isAsItCame(int form) {
        return (form & (ENCODING | Entry.BARE | Entry.RESHAPED)) == flags;
    }

    /** The one that is written: a length field of 16 bits holds no more than 65,534 (PS3.5 section 6.2.2). */
    Vr vrFor(Vr vr, int length) {
        return implicit() || vr.lengthFieldSize() == 4 || length <= LONGEST_SHORT ? vr : Vr.UN;
    }

    /** How many bytes tag, value representation and length take (PS3.5 section 7.1). */
    int headerLength(Vr vr) {
        return implicit() || vr.lengthFieldSize() == 2 ? SHORT_HEADER : LONG_HEADER;
    }
}
