package org.pacsscp.dataset;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The items of a sequence; each is made when it is asked for, since it is only a view of the index. Immutable. */
final class Items extends AbstractList<DataSet> implements RandomAccess {
    private final DataSet parent;
    private final Origin origin;
    private final int record;
    private final int count;

    Items(DataSet parent, Origin origin, int record, int count) {
        this.parent = parent;
        this.origin = origin;
        this.record = record;
        this.count = count;
    }

    @Override
    public DataSet get(int number) {
        Objects.checkIndex(number, count);
        int[] index = origin.index();
        int item = record + (number + 1) * Entry.SIZE;
        int sizeAndFlags = index[item + Entry.ITEM_COUNT];
        int flags = Entry.flags(sizeAndFlags);
        RawRange raw = Entry.is(flags, Entry.RESHAPED)
                ? RawRange.NONE
                : new RawRange(flags, index[item + Entry.ITEM_OFFSET], index[item + Entry.ITEM_LENGTH]);
        return parent.item(origin, index[item + Entry.ITEM_FIRST], Entry.elements(sizeAndFlags), raw);
    }

    @Override
    public int size() {
        return count;
    }
}
