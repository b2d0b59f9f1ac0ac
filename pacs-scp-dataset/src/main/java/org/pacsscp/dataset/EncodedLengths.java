package org.pacsscp.dataset;

import java.util.Arrays;

/**
 * How long elements become in an encoding. The lengths of sequences and items, which stand before what they hold, are found
 * before anything is written, so that nothing has to be held back meanwhile. Owned by the thread that writes.
 *
 * <p>Recursion is as deep as {@link ReadOptions#DEEPEST} at most.
 */
final class EncodedLengths {
    private static final int FIRST_ROOM = 16;
    private static final int SHORT_HEADER = 8;
    private static final int LONGEST_SHORT = 0xFFFE;
    private static final int DELIMITER = 8;
    private static final int ITEM_HEADER = 8;

    private final TargetEncoding target;

    /** Of sequences and items, in the order in which they begin. */
    private int[] found = new int[FIRST_ROOM];

    private int count;
    private int next;

    EncodedLengths(TargetEncoding target) {
        this.target = target;
    }

    /** Of all elements of a data set; lengths of groups are left out (PS3.5 section 7.2). */
    int of(DataSet dataSet) {
        begin();
        int length = 0;
        for (int at = dataSet.firstEntry(); at < dataSet.endOfEntries(); at += Entry.SIZE) {
            length += ofElement(dataSet.entries(), at, dataSet.origin(at));
        }
        return length;
    }

    /** Finds the lengths of a sequence and of all in it, for {@link #next} to return. */
    void findSequence(int form, int record, int items, Origin origin) {
        begin();
        ofNested(form, record, items, origin);
    }

    /** The same without that of the sequence. */
    void findItems(int record, int items, Origin origin) {
        begin();
        ofItems(record, items, origin);
    }

    private void begin() {
        count = 0;
        next = 0;
    }

    /** Returns the length of the item or sequence that begins next. */
    int next() {
        return found[next++];
    }

    private int ofItems(int record, int items, Origin origin) {
        int[] index = origin.index();
        int length = 0;
        for (int item = record + Entry.SIZE; item <= record + items * Entry.SIZE; item += Entry.SIZE) {
            int place = reserve();
            int flags = Entry.flags(index[item + Entry.ITEM_COUNT]);
            int inItem = target.isAsItCame(flags) ? index[item + Entry.ITEM_LENGTH] : ofElements(index, item, origin);
            found[place] = inItem;
            length += ITEM_HEADER + inItem + (Entry.is(flags, Entry.UNDEFINED) ? DELIMITER : 0);
        }
        return length;
    }

    private int ofElements(int[] index, int item, Origin origin) {
        int first = index[item + Entry.ITEM_FIRST];
        int end = first + Entry.elements(index[item + Entry.ITEM_COUNT]) * Entry.SIZE;
        int length = 0;
        for (int at = first; at < end; at += Entry.SIZE) {
            length += ofElement(index, at, origin);
        }
        return length;
    }

    private int ofElement(int[] entries, int at, Origin origin) {
        if (Tags.isGroupLength(entries[at + Entry.TAG])) {
            return 0;
        }
        int form = entries[at + Entry.FORM];
        int length = entries[at + Entry.LENGTH];
        if (Vr.hasShortLength(form & Entry.VR_MASK) && (length & 1) == 0 && length <= LONGEST_SHORT) {
            // In each encoding.
            return SHORT_HEADER + length;
        }
        if (Entry.is(form, Entry.NESTED)) {
            return ofNested(form, entries[at + Entry.OFFSET], length, origin);
        }
        return target.isAsItCame(form)
                ? Entry.headerLength(form) + length
                : target.headerLength(target.vrFor(Entry.vr(form), length)) + length + (length & 1);
    }

    private int ofNested(int form, int record, int items, Origin origin) {
        int asItCame = origin.index()[record + Entry.RECORD_LENGTH];
        if (target.isAsItCame(form)) {
            return Entry.headerLength(form) + asItCame;
        }
        Vr vr = Entry.vr(form);
        int header = target.headerLength(vr);
        if (Entry.isUnknownAsItCame(form)) {
            return header + asItCame;
        }
        if (vr == Vr.UN) {
            return header + new EncodedLengths(TargetEncoding.IMPLICIT).ofItems(record, items, origin) + DELIMITER;
        }
        if (vr != Vr.SQ) {
            return header + ofFragments(record, items, origin.index()) + DELIMITER;
        }
        int place = reserve();
        int inSequence = ofItems(record, items, origin);
        found[place] = inSequence;
        return header + inSequence + (Entry.is(form, Entry.UNDEFINED) ? DELIMITER : 0);
    }

    private static int ofFragments(int record, int fragments, int[] index) {
        int length = 0;
        for (int at = record + Entry.SIZE; at <= record + fragments * Entry.SIZE; at += Entry.SIZE) {
            int bytes = index[at + Entry.ITEM_LENGTH];
            length += ITEM_HEADER + bytes + (bytes & 1);
        }
        return length;
    }

    private int reserve() {
        if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count);
        }
        return count++;
    }
}
