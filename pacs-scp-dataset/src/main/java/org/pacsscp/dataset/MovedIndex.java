package org.pacsscp.dataset;

/**
 * The index of a data set that was built, whose bytes have been copied into an item: adds the same entries to another index.
 * Recursion is as deep as {@link ReadOptions#DEEPEST} at most.
 *
 * @param from the index as it is
 * @param to where the entries go
 * @param shift how much farther behind the bytes are now
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record MovedIndex(int[] from, IndexBuilder to, int shift) {
    /**
     * Adds elements.
     *
     * @param first where the entry of the first is
     * @param depth in how many sequences they will be
     */
    void add(int first, int count, int depth) {
        for (int at = first; at < first + count * Entry.SIZE; at += Entry.SIZE) {
            int tag = from[at + Entry.TAG];
            int form = from[at + Entry.FORM];
            int offset = from[at + Entry.OFFSET];
            int length = from[at + Entry.LENGTH];
            if (!Entry.is(form, Entry.NESTED)) {
                to.append(tag, form, offset + shift, length);
                continue;
            }
            int begin = from[offset + Entry.RECORD_OFFSET] + shift;
            to.beginNested(tag, form, begin);
            if (Entry.vr(form) == Vr.SQ) {
                DataSetAssembler.checkDepth(tag, Vr.SQ, depth + 1);
                addItems(offset, length, depth + 1);
            } else {
                addFragments(offset, length);
            }
            to.endNested(begin + from[offset + Entry.RECORD_LENGTH]);
        }
    }

    private void addItems(int record, int items, int depth) {
        for (int item = record + Entry.SIZE; item <= record + items * Entry.SIZE; item += Entry.SIZE) {
            int begin = from[item + Entry.ITEM_OFFSET] + shift;
            int sizeAndFlags = from[item + Entry.ITEM_COUNT];
            to.beginItem(begin);
            add(from[item + Entry.ITEM_FIRST], Entry.elements(sizeAndFlags), depth);
            to.endItem(begin + from[item + Entry.ITEM_LENGTH], Entry.flags(sizeAndFlags));
        }
    }

    private void addFragments(int record, int fragments) {
        for (int at = record + Entry.SIZE; at <= record + fragments * Entry.SIZE; at += Entry.SIZE) {
            to.appendFragment(from[at + Entry.ITEM_OFFSET] + shift, from[at + Entry.ITEM_LENGTH]);
        }
    }
}
