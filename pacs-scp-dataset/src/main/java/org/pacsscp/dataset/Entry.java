package org.pacsscp.dataset;

import org.pacsscp.api.DataSetEncoding;

/**
 * What is known of one element: four numbers in an array, and nothing else until somebody asks.
 *
 * <pre>
 * element             tag      form   value's offset   value's length
 * sequence, fragments tag      form   record's index   number of items or fragments
 *
 * A record, one for each sequence and each encapsulated value, elsewhere in the same array:
 * head                offset   length form             0
 * item                offset   length first element    number of elements &lt;&lt; 8 | flags &gt;&gt; 8
 * fragment            offset   length 0                0
 * </pre>
 *
 * <p>Offsets and lengths are of the value: without the header, of a sequence and of fragments with the delimiter, of an item
 * without. An {@code int[]} of these costs 16 bytes an element, and no object for a garbage collector to follow.
 */
final class Entry {
    /** How many numbers an entry has. */
    static final int SIZE = 4;

    static final int TAG = 0;
    static final int FORM = 1;
    static final int OFFSET = 2;
    static final int LENGTH = 3;

    /** In a record. */
    static final int RECORD_OFFSET = 0;

    static final int RECORD_LENGTH = 1;
    static final int RECORD_FORM = 2;

    static final int ITEM_OFFSET = 0;
    static final int ITEM_LENGTH = 1;
    static final int ITEM_FIRST = 2;
    static final int ITEM_COUNT = 3;

    /** The header has no value representation, or the item's elements have none. */
    static final int IMPLICIT = 1 << 8;

    static final int BIG_ENDIAN = 1 << 9;

    /** The length was undefined. */
    static final int UNDEFINED = 1 << 10;

    /** There are items or fragments. */
    static final int NESTED = 1 << 11;

    /** No header stands before the value, which is in little endian. */
    static final int BARE = 1 << 12;

    /** The bytes are not all there, so that it must be put together again to be written. */
    static final int RESHAPED = 1 << 13;

    /** Its bytes were made here, in Explicit VR Little Endian. */
    static final int BUILT = 1 << 14;

    /** The number of the value representation. */
    static final int VR_MASK = 0xFF;

    static final int ORIGIN_SHIFT = 16;
    private static final int FLAGS_SHIFT = 8;
    private static final int FLAGS_MASK = 0xFF00;

    private Entry() {}

    /** The flags of elements in an encoding. */
    static int flags(DataSetEncoding encoding) {
        return (encoding.explicitVr() ? 0 : IMPLICIT) | (encoding.bigEndian() ? BIG_ENDIAN : 0);
    }

    static Vr vr(int form) {
        return Vr.ofCode(form & VR_MASK);
    }

    static boolean is(int form, int flag) {
        return (form & flag) != 0;
    }

    /** Tells whether it is a sequence that came as UN, so that its items are written as they came, in Implicit VR. */
    static boolean isUnknownAsItCame(int form) {
        return vr(form) == Vr.UN && !is(form, BARE | RESHAPED);
    }

    /** Where the element's bytes come from, as a number. */
    static int origin(int form) {
        return form >>> ORIGIN_SHIFT;
    }

    static int withOrigin(int form, int origin) {
        return (form & ((1 << ORIGIN_SHIFT) - 1)) | (origin << ORIGIN_SHIFT);
    }

    static int itemCount(int elements, int flags) {
        return (elements << FLAGS_SHIFT) | ((flags & FLAGS_MASK) >>> FLAGS_SHIFT);
    }

    static int elements(int itemCount) {
        return itemCount >>> FLAGS_SHIFT;
    }

    static int flags(int itemCount) {
        return (itemCount << FLAGS_SHIFT) & FLAGS_MASK;
    }

    /** How many bytes the header has, tag and length among them (PS3.5 section 7.1). */
    static int headerLength(int form) {
        return is(form, IMPLICIT) ? 8 : 4 + 2 * vr(form).lengthFieldSize();
    }
}
