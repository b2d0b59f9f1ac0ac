package org.pacsscp.dataset;

import java.io.IOException;

/**
 * Writes elements in Implicit or Explicit VR, little or big endian (PS3.5 section 7). Owned by the thread that writes.
 *
 * <p>An element of which everything is there in this encoding is copied with its header. Recursion is as deep as {@link
 * ReadOptions#DEEPEST} at most.
 */
final class ElementEncoder {
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_DELIMITATION = 0xFFFEE00D;
    private static final int SEQUENCE_DELIMITATION = 0xFFFEE0DD;
    private static final int UNDEFINED = -1;

    private final Output out;
    private final TargetEncoding target;
    private final boolean implicit;
    private final boolean bigEndian;
    private final EncodedLengths lengths;
    private final PlainValues plainValues;

    ElementEncoder(Output out, TargetEncoding target) {
        this.out = out;
        this.target = target;
        implicit = target.implicit();
        bigEndian = target.bigEndian();
        lengths = new EncodedLengths(target);
        plainValues = new PlainValues(out, target);
    }

    /** Lengths of groups are left out (PS3.5 section 7.2). */
    void write(DataSet dataSet) throws IOException {
        int[] entries = dataSet.entries();
        int end = dataSet.endOfEntries();
        int at = dataSet.firstEntry();
        while (at < end) {
            Origin origin = dataSet.origin(at);
            int next = writePlainValues(entries, at, end, origin);
            if (next == at) {
                int form = entries[at + Entry.FORM];
                if (isSequenceToEncode(form)) {
                    lengths.findSequence(form, entries[at + Entry.OFFSET], entries[at + Entry.LENGTH], origin);
                }
                write(entries, at, origin);
                next += Entry.SIZE;
            }
            at = next;
        }
    }

    /** The length of the elements of a group that follow (PS3.5 section 7.2). */
    void writeGroupLength(int tag, int length) throws IOException {
        header(tag, Vr.UL, Integer.BYTES);
        out.u32(length, bigEndian);
    }

    /** Writes the elements that come next and need no second look; says where the entry of the next is that has not been written. */
    private int writePlainValues(int[] entries, int at, int end, Origin origin) throws IOException {
        return bigEndian ? at : plainValues.write(entries, at, end, origin.bytes());
    }

    private void write(int[] entries, int at, Origin origin) throws IOException {
        int tag = entries[at + Entry.TAG];
        int form = entries[at + Entry.FORM];
        int offset = entries[at + Entry.OFFSET];
        int length = entries[at + Entry.LENGTH];
        if (Tags.isGroupLength(tag)) {
            return;
        }
        if (Entry.is(form, Entry.NESTED)) {
            writeNested(tag, form, offset, length, origin);
        } else if (target.isAsItCame(form)) {
            int header = Entry.headerLength(form);
            out.bytes(origin.bytes(), offset - header, length + header);
        } else {
            writeValue(tag, form, origin.bytes(), offset, length);
        }
    }

    private void writeValue(int tag, int form, byte[] bytes, int offset, int length) throws IOException {
        Vr vr = Entry.vr(form);
        Vr written = target.vrFor(vr, length);
        int even = length + (length & 1);
        // A value of unknown VR is little endian, whatever holds it (PS3.5 section 6.2.2).
        boolean toBigEndian = bigEndian && written == vr;
        if (toBigEndian != Entry.is(form, Entry.BIG_ENDIAN) && vr.swapUnit() > 1) {
            header(tag, written, even);
            out.swapped(bytes, offset, length, vr.swapUnit());
        } else if (!bigEndian && hasShortHeader(written)) {
            out.element(shortHeader(tag, written, even), bytes, offset, length);
        } else {
            header(tag, written, even);
            out.bytes(bytes, offset, length);
        }
        if (even > length) {
            out.u8(vr.padding());
        }
    }

    private boolean isSequenceToEncode(int form) {
        return Entry.is(form, Entry.NESTED) && Entry.vr(form) == Vr.SQ && !target.isAsItCame(form);
    }

    private void writeNested(int tag, int form, int record, int count, Origin origin) throws IOException {
        int[] index = origin.index();
        int start = index[record + Entry.RECORD_OFFSET];
        int length = index[record + Entry.RECORD_LENGTH];
        Vr vr = Entry.vr(form);
        if (target.isAsItCame(form)) {
            int header = Entry.headerLength(form);
            out.bytes(origin.bytes(), start - header, length + header);
        } else if (vr == Vr.SQ) {
            writeSequence(tag, form, record, count, origin);
        } else if (Entry.isUnknownAsItCame(form)) {
            header(tag, vr, UNDEFINED);
            out.bytes(origin.bytes(), start, length);
        } else if (vr == Vr.UN) {
            header(tag, vr, UNDEFINED);
            new ElementEncoder(out, TargetEncoding.IMPLICIT).writeUnknown(record, count, origin);
            delimiter(SEQUENCE_DELIMITATION, 0);
        } else {
            writeFragments(tag, vr, record, count, origin);
        }
    }

    private void writeSequence(int tag, int form, int record, int count, Origin origin) throws IOException {
        boolean undefined = Entry.is(form, Entry.UNDEFINED);
        int length = lengths.next();
        header(tag, Vr.SQ, undefined ? UNDEFINED : length);
        writeItems(record, count, origin);
        if (undefined) {
            delimiter(SEQUENCE_DELIMITATION, 0);
        }
    }

    private void writeUnknown(int record, int count, Origin origin) throws IOException {
        lengths.findItems(record, count, origin);
        writeItems(record, count, origin);
    }

    private void writeItems(int record, int count, Origin origin) throws IOException {
        for (int item = record + Entry.SIZE; item <= record + count * Entry.SIZE; item += Entry.SIZE) {
            writeItem(item, origin);
        }
    }

    private void writeItem(int item, Origin origin) throws IOException {
        int[] index = origin.index();
        int flags = Entry.flags(index[item + Entry.ITEM_COUNT]);
        boolean undefined = Entry.is(flags, Entry.UNDEFINED);
        int length = lengths.next();
        delimiter(ITEM, undefined ? UNDEFINED : length);
        if (target.isAsItCame(flags)) {
            out.bytes(origin.bytes(), index[item + Entry.ITEM_OFFSET], length);
        } else {
            int first = index[item + Entry.ITEM_FIRST];
            int end = first + Entry.elements(index[item + Entry.ITEM_COUNT]) * Entry.SIZE;
            int at = first;
            while (at < end) {
                at = writePlainValues(index, at, end, origin);
                if (at < end) {
                    write(index, at, origin);
                    at += Entry.SIZE;
                }
            }
        }
        if (undefined) {
            delimiter(ITEM_DELIMITATION, 0);
        }
    }

    /** PS3.5 section A.4. */
    private void writeFragments(int tag, Vr vr, int record, int count, Origin origin) throws IOException {
        int[] index = origin.index();
        header(tag, vr, UNDEFINED);
        for (int fragment = record + Entry.SIZE; fragment <= record + count * Entry.SIZE; fragment += Entry.SIZE) {
            int length = index[fragment + Entry.ITEM_LENGTH];
            delimiter(ITEM, length + (length & 1));
            out.bytes(origin.bytes(), index[fragment + Entry.ITEM_OFFSET], length);
            if ((length & 1) != 0) {
                out.u8(0);
            }
        }
        delimiter(SEQUENCE_DELIMITATION, 0);
    }

    /** Of items and ends, which have no value representation (PS3.5 section 7.5). */
    private void delimiter(int tag, int length) throws IOException {
        if (bigEndian) {
            out.tag(tag, true);
            out.u32(length, true);
        } else {
            out.u64(LittleEndianHeader.implicit(tag, length));
        }
    }

    /** PS3.5 section 7.1. */
    private void header(int tag, Vr vr, int length) throws IOException {
        if (bigEndian) {
            headerInBigEndian(tag, vr, length);
        } else if (hasShortHeader(vr)) {
            out.u64(shortHeader(tag, vr, length));
        } else {
            out.u64(LittleEndianHeader.explicit(tag, vr, length));
            out.u32(length, false);
        }
    }

    private boolean hasShortHeader(Vr vr) {
        return implicit || vr.lengthFieldSize() == 2;
    }

    private long shortHeader(int tag, Vr vr, int length) {
        return implicit ? LittleEndianHeader.implicit(tag, length) : LittleEndianHeader.explicit(tag, vr, length);
    }

    private void headerInBigEndian(int tag, Vr vr, int length) throws IOException {
        out.tag(tag, true);
        out.u8(vr.letters());
        out.u8(vr.letters() >>> 8);
        if (vr.lengthFieldSize() == 2) {
            out.u16(length, true);
        } else {
            out.u16(0, true);
            out.u32(length, true);
        }
    }
}
