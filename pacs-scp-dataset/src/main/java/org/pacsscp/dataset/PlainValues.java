package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Writes in the other of Implicit and Explicit VR Little Endian what takes a new header and nothing else (PS3.5 section 7.1), as
 * nearly all elements do: values of even length, with a length that fits into the header, in little endian. Owned by the thread
 * that writes.
 */
final class PlainValues {
    private static final int LONGEST = 0xFFFE;

    /** What the elements have in common: all but the value representation and who encoded them. */
    private static final int COMMON = ~(Entry.VR_MASK | Entry.BUILT);

    private static final int ORIGIN = -1 << Entry.ORIGIN_SHIFT;

    private final Output out;
    private final boolean toImplicit;

    /** How elements are encoded that can be written so. */
    private final int from;

    PlainValues(Output out, TargetEncoding target) {
        this.out = out;
        toImplicit = target.implicit();
        from = toImplicit ? 0 : Entry.IMPLICIT;
    }

    /**
     * Writes the elements that come next, as long as they are of this kind.
     *
     * @param at where the entry of the first is
     * @param end where the last entry ends
     * @param bytes of the origin of the first
     * @return where the entry of the next is that has not been written
     */
    int write(int[] entries, int at, int end, byte[] bytes) throws IOException {
        int common = from | (entries[at + Entry.FORM] & ORIGIN);
        int next = at;
        while (next < end) {
            int tag = entries[next + Entry.TAG];
            int form = entries[next + Entry.FORM];
            int length = entries[next + Entry.LENGTH];
            if ((form & COMMON) != common || (length & 1) != 0 || length > LONGEST || Tags.isGroupLength(tag)) {
                break;
            }
            write(tag, form, bytes, entries[next + Entry.OFFSET], length);
            next += Entry.SIZE;
        }
        return next;
    }

    private void write(int tag, int form, byte[] bytes, int offset, int length) throws IOException {
        if (toImplicit) {
            out.element(LittleEndianHeader.implicit(tag, length), bytes, offset, length);
        } else if (Vr.hasShortLength(form & Entry.VR_MASK)) {
            out.element(LittleEndianHeader.explicit(tag, Entry.vr(form), length), bytes, offset, length);
        } else {
            out.u64(LittleEndianHeader.explicit(tag, Entry.vr(form), length));
            out.u32(length, false);
            out.bytes(bytes, offset, length);
        }
    }
}
