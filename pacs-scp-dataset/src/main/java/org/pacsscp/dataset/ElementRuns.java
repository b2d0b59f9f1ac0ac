package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Writes elements that lie one behind the other in the other of Implicit and Explicit VR Little Endian. Where the header has
 * eight bytes in both (PS3.5 section 7.1), they are copied together, and then each header gets another second half. Owned by the
 * thread that writes.
 */
final class ElementRuns {
    private static final int HEADER = HeaderReader.SHORT;

    /** All must be in the buffer at the same time. */
    private static final int LONGEST = Output.LONGEST_PLACED;

    private static final int FEWEST = 2 * Entry.SIZE;

    /** What elements of a run have in common: all but the value representation and who encoded them. */
    private static final int COMMON = ~(Entry.VR_MASK | Entry.BUILT);

    private static final int ORIGIN = -1 << Entry.ORIGIN_SHIFT;
    private static final int ELEMENT_MASK = 0xFFFF;

    private final Output out;
    private final boolean toImplicit;

    /** How elements are encoded that can be written so. */
    private final int from;

    ElementRuns(Output out, TargetEncoding target) {
        this.out = out;
        toImplicit = target.implicit();
        from = toImplicit ? 0 : Entry.IMPLICIT;
    }

    /**
     * Writes the elements that come next, if they are at least two of this kind.
     *
     * @param at where the entry of the first is
     * @param end where the last entry ends
     * @param bytes of the origin of the first
     * @return where the entry of the next is that has not been written
     */
    int write(int[] entries, int at, int end, byte[] bytes) throws IOException {
        int start = entries[at + Entry.OFFSET] - HEADER;
        int next = end(entries, at, end, start);
        if (next - at < FEWEST) {
            return at;
        }
        int last = next - Entry.SIZE;
        int length = entries[last + Entry.OFFSET] + entries[last + Entry.LENGTH] - start;
        int shift = out.place(bytes, start, length) - start - Integer.BYTES;
        for (int of = at; of < next; of += Entry.SIZE) {
            int size = entries[of + Entry.LENGTH];
            int half = toImplicit ? size : Entry.vr(entries[of + Entry.FORM]).letters() | size << 16;
            out.replace(entries[of + Entry.OFFSET] + shift, half);
        }
        return next;
    }

    /** Where the entry is of the first element that does not belong to the run. */
    private int end(int[] entries, int at, int end, int start) {
        int common = from | (entries[at + Entry.FORM] & ORIGIN);
        int value = start + HEADER;
        int next = at;
        while (next < end) {
            int form = entries[next + Entry.FORM];
            int length = entries[next + Entry.LENGTH];
            boolean plain = (form & COMMON) == common
                    && Vr.hasShortLength(form & Entry.VR_MASK)
                    && (entries[next + Entry.TAG] & ELEMENT_MASK) != 0
                    && (length & 1) == 0;
            if (!plain || entries[next + Entry.OFFSET] != value || length > LONGEST - (value - start)) {
                break;
            }
            value += length + HEADER;
            next += Entry.SIZE;
        }
        return next;
    }
}
