package org.pacsscp.dataset;

import java.util.Arrays;

/**
 * Fills an index as {@link Entry} describes it. Owned by one thread.
 *
 * <p>The entries of what is open lie on a stack; those of an item or a sequence that ends move to the index in one piece, so
 * that the entries of each data set follow one another there.
 */
final class IndexBuilder {
    private static final int FIRST_ENTRIES = 48;
    private static final int FIRST_LEVELS = 8;
    private static final int LITTLE = 1 << 14;
    private static final int GROWTH = 2;
    private static final int GROWTH_OF_LITTLE = 8;

    /** The rest may have more elements than what has been read. */
    private static final double MORE = 1.1;

    /** One part of so many of the index may be left unused; to copy the others would take longer than it is worth. */
    private static final int SLACK = 6;

    private static final int MOST = Integer.MAX_VALUE - 8;
    private static final int NOTHING = -1;
    private static final int[] NO_ENTRIES = {};

    /** Entries of what is open, one level behind the other. */
    private int[] open = new int[FIRST_ENTRIES * Entry.SIZE];

    private int openEnd;

    /** Where the entries of each level begin: elements of a data set, then items of a sequence, and so on in turns. */
    private int[] starts = new int[FIRST_LEVELS];

    private int level;

    /** The index: what has ended. */
    private int[] done = NO_ENTRIES;

    private int doneEnd;
    private int first;

    /** The innermost level that lacks bytes; all that hold it do, too. */
    private int reshapedLevel = NOTHING;

    private boolean disorder;

    /** How many bytes there are to be indexed, as far as one knows. */
    private final long bytes;

    /**
     * Begins with nothing.
     *
     * @param bytes how many there are to be indexed at most; {@link Long#MAX_VALUE} if nobody knows
     */
    IndexBuilder(long bytes) {
        this.bytes = bytes;
    }

    /** Adds an element that has a value of its own. */
    void append(int tag, int form, int offset, int length) {
        int at = openEnd;
        if (at + Entry.SIZE > open.length) {
            open = grown(open, at + Entry.SIZE, GROWTH);
        }
        open[at + Entry.TAG] = tag;
        open[at + Entry.FORM] = form;
        open[at + Entry.OFFSET] = offset;
        open[at + Entry.LENGTH] = length;
        openEnd = at + Entry.SIZE;
    }

    /** Begins a sequence or an encapsulated value. */
    void beginNested(int tag, int form, int offset) {
        append(tag, form, offset, 0);
        beginLevel();
    }

    void beginItem(int offset) {
        append(0, 0, offset, 0);
        beginLevel();
    }

    void appendFragment(int offset, int length) {
        append(offset, length, 0, 0);
    }

    private void beginLevel() {
        level++;
        if (level == starts.length) {
            starts = Arrays.copyOf(starts, level * 2);
        }
        starts[level] = openEnd;
    }

    /** Ends an item at an offset; the flags say how its elements are encoded and whether its length is undefined. */
    void endItem(int end, int flags) {
        int allFlags = flags | reshapedFlag();
        int offset = open[starts[level] - Entry.SIZE + Entry.OFFSET];
        int elements = closeElements(end);
        int item = openEnd - Entry.SIZE;
        open[item + Entry.ITEM_OFFSET] = offset;
        open[item + Entry.ITEM_LENGTH] = end - offset;
        open[item + Entry.ITEM_FIRST] = first;
        open[item + Entry.ITEM_COUNT] = Entry.itemCount(elements, allFlags);
        leaveLevel();
    }

    /** Ends a sequence or an encapsulated value at an offset. */
    void endNested(int end) {
        int entry = starts[level] - Entry.SIZE;
        int record = doneEnd;
        int form = open[entry + Entry.FORM] | reshapedFlag();
        int offset = open[entry + Entry.OFFSET];
        reserve(Entry.SIZE, end);
        done[record + Entry.RECORD_OFFSET] = offset;
        done[record + Entry.RECORD_LENGTH] = end - offset;
        done[record + Entry.RECORD_FORM] = form;
        doneEnd += Entry.SIZE;
        int items = moveEntries(end);
        open[entry + Entry.FORM] = form;
        open[entry + Entry.OFFSET] = record;
        open[entry + Entry.LENGTH] = items;
        leaveLevel();
    }

    /** Ends all that is open but the outermost data set, where the bytes do not go on. */
    void closeAll(int end, int flags) {
        markReshaped();
        while (level > 0) {
            if (level % 2 == 1) {
                endNested(end);
            } else {
                endItem(end, flags);
            }
        }
    }

    /** Says that bytes are left out of what is open. */
    void markReshaped() {
        reshapedLevel = level;
    }

    private int reshapedFlag() {
        return level <= reshapedLevel ? Entry.RESHAPED : 0;
    }

    private void leaveLevel() {
        level--;
        reshapedLevel = Math.min(reshapedLevel, level);
    }

    /** Moves the entries of the outermost data set to the index, and says how many they are. */
    int closeElements() {
        return closeElements(0);
    }

    private int closeElements(int end) {
        if (disorder) {
            openEnd = EntryOrder.sort(open, starts[level], openEnd);
        }
        first = doneEnd;
        return moveEntries(end);
    }

    private int moveEntries(int end) {
        int start = starts[level];
        int count = openEnd - start;
        reserve(count, end);
        System.arraycopy(open, start, done, doneEnd, count);
        doneEnd += count;
        openEnd = start;
        return count / Entry.SIZE;
    }

    /** Makes room in the index: at the end as much as is needed, and before as the bytes so far let expect. */
    private void reserve(int more, int indexed) {
        int needed = doneEnd + more;
        if (needed > done.length) {
            done = level == 0 ? Arrays.copyOf(done, needed) : grown(done, needed, growth(indexed));
        }
    }

    private double growth(int indexed) {
        double ofRest = indexed == 0 || bytes == Long.MAX_VALUE ? GROWTH : MORE * bytes / indexed;
        return Math.min(ofRest, doneEnd < LITTLE ? GROWTH_OF_LITTLE : GROWTH);
    }

    private static int[] grown(int[] array, int needed, double growth) {
        return Arrays.copyOf(array, (int) Math.min(MOST, Math.max(needed, growth * Math.max(needed, array.length))));
    }

    /** Where the entries of the data set that ended last begin in the index. */
    int first() {
        return first;
    }

    /** The index; complete once the outermost data set has been closed. */
    int[] index() {
        return doneEnd >= done.length - done.length / SLACK ? done : Arrays.copyOf(done, doneEnd);
    }

    /** How many numbers there are so far. */
    int size() {
        return openEnd + doneEnd;
    }

    boolean isOutermost() {
        return level == 0;
    }

    /** Tells whether all bytes of the outermost data set are there. */
    boolean isIntact() {
        return reshapedLevel < 0;
    }

    /** Tells whether a tag is greater than that of the element before it, if there is one. */
    boolean isInOrder(int tag) {
        return openEnd == starts[level] || Integer.compareUnsigned(tag, lastTag()) > 0;
    }

    /** The tag of the element that was added last to the innermost data set; 0 if there is none. */
    int lastTag() {
        return openEnd == starts[level] ? 0 : open[openEnd - Entry.SIZE + Entry.TAG];
    }

    /** Says that the elements of a data set do not come in the order of their tags. */
    void setDisorder() {
        disorder = true;
    }

    boolean isDisordered() {
        return disorder;
    }

    /** Finds an element of the innermost data set that is open, if they came in order: where its value is; or -1. */
    int offsetOf(int tag) {
        return offsetOf(tag, level);
    }

    /** Finds an element of the innermost data set that has one: where its value is; or -1. */
    int offsetOfInherited(int tag) {
        int offset = NOTHING;
        for (int of = level; of >= 0 && offset < 0; of -= 2) {
            offset = offsetOf(tag, of);
        }
        return offset;
    }

    private int offsetOf(int tag, int ofLevel) {
        int end = ofLevel == level ? openEnd : starts[ofLevel + 1];
        int at = EntryOrder.find(open, starts[ofLevel], (end - starts[ofLevel]) / Entry.SIZE, tag);
        return at < 0 || Entry.is(open[at + Entry.FORM], Entry.NESTED) ? NOTHING : open[at + Entry.OFFSET];
    }
}
