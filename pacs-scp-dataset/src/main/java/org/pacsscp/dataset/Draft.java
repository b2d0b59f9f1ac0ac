package org.pacsscp.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.dataset.value.CharacterSet;

/**
 * What a builder has been given, in the order of tags (PS3.5 section 7.1): values that are the same in all character sets are
 * encoded at once, in little endian, and others wait until all elements are there. Owned by one thread.
 */
final class Draft {
    private static final int FIRST_ELEMENTS = 16;
    private static final int FIRST_BYTES = 256;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    /** Instead of a length: the offset is that of a part. */
    private static final int WAITING = -1;

    /** Of {@link Entry}. */
    private int[] entries = new int[FIRST_ELEMENTS * Entry.SIZE];

    private int end;

    /** Values one behind the other; what is there once never changes, so that data sets may share it. */
    private byte[] bytes = new byte[FIRST_BYTES];

    private int length;

    private final List<@Nullable Part> waiting = new ArrayList<>(0);

    private int countOfWaiting;

    /** Whether there are bytes that belong to no element any more. */
    private boolean gaps;

    /** Adds or replaces text of printable ASCII. */
    @SuppressWarnings("deprecation") // The low bytes are all there is of ASCII, and need no array of their own.
    void putAscii(int tag, Vr vr, String... values) {
        int size = Math.max(0, values.length - 1);
        for (String value : values) {
            size += value.length();
        }
        int at = reserve(size, vr);
        int to = at;
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                bytes[to++] = '\\';
            }
            values[i].getBytes(0, values[i].length(), bytes, to);
            to += values[i].length();
        }
        put(tag, vr.code() | Entry.BARE, at, length - at);
    }

    /** Adds or replaces a value that is encoded, in little endian. */
    void putBytes(int tag, Vr vr, byte[] value) {
        int at = reserve(value.length, vr);
        System.arraycopy(value, 0, bytes, at, value.length);
        put(tag, vr.code() | Entry.BARE, at, length - at);
    }

    /** Adds or replaces what cannot be encoded yet. */
    void putPart(int tag, Part part) {
        put(tag, part.vr().code(), waiting.size(), WAITING);
        waiting.add(part);
        countOfWaiting++;
    }

    /** Makes room for a value, and makes its length even (PS3.5 section 6.2); says where it begins. */
    private int reserve(int size, Vr vr) {
        int at = length;
        int needed = Math.addExact(at, Math.addExact(size, size & 1));
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(needed, 2L * bytes.length)));
        }
        if ((size & 1) != 0) {
            bytes[needed - 1] = vr.padding();
        }
        length = needed;
        return at;
    }

    private void put(int tag, int form, int offset, int size) {
        int at = end;
        if (end > 0 && Integer.compareUnsigned(entries[end - Entry.SIZE + Entry.TAG], tag) >= 0) {
            at = place(tag);
        } else {
            makeRoom(at);
        }
        entries[at + Entry.TAG] = tag;
        entries[at + Entry.FORM] = form;
        entries[at + Entry.OFFSET] = offset;
        entries[at + Entry.LENGTH] = size;
    }

    /** Where an element belongs that does not come in order; if there is one with its tag, that is forgotten. */
    private int place(int tag) {
        int at = EntryOrder.find(entries, 0, end / Entry.SIZE, tag);
        if (at >= 0) {
            forget(at);
            return at;
        }
        int before = end;
        while (before > 0 && Integer.compareUnsigned(entries[before - Entry.SIZE + Entry.TAG], tag) > 0) {
            before -= Entry.SIZE;
        }
        makeRoom(before);
        return before;
    }

    private void makeRoom(int at) {
        if (end == entries.length) {
            entries = Arrays.copyOf(entries, 2 * end);
        }
        if (at < end) {
            System.arraycopy(entries, at, entries, at + Entry.SIZE, end - at);
        }
        end += Entry.SIZE;
    }

    private void forget(int at) {
        if (entries[at + Entry.LENGTH] == WAITING) {
            waiting.set(entries[at + Entry.OFFSET], null);
            countOfWaiting--;
        } else {
            gaps |= entries[at + Entry.LENGTH] > 0;
        }
    }

    /** Removes an element, if it is there. */
    void remove(int tag) {
        int at = EntryOrder.find(entries, 0, end / Entry.SIZE, tag);
        if (at >= 0) {
            forget(at);
            end -= Entry.SIZE;
            System.arraycopy(entries, at + Entry.SIZE, entries, at, end - at);
        }
    }

    /** Makes a data set of it, whose text is in a character set. */
    DataSet build(CharacterSet characterSet) {
        checkCreators();
        if (countOfWaiting > 0 || gaps || !DataSetAssembler.keepsAscii(characterSet)) {
            return new DataSetAssembler(characterSet, length).assemble(this);
        }
        byte[] own = Arrays.copyOf(bytes, length);
        return DataSet.ofBuilt(new Origin[] {new Origin(own, Arrays.copyOf(entries, end))}, 0, size());
    }

    /** PS3.5 section 7.8.1; elements that are copied as they were are let through. */
    private void checkCreators() {
        for (int number = 0; number < size(); number++) {
            int tag = tag(number);
            if (Tags.isPrivate(tag) && !Tags.isPrivateCreator(tag)) {
                checkCreator(number, tag);
            }
        }
    }

    private void checkCreator(int number, int tag) {
        Part part = part(number);
        if (part != null && part.isOf(tag)) {
            return;
        }
        int creator = Tags.privateCreatorOf(tag);
        if (EntryOrder.find(entries, 0, size(), creator) < 0) {
            throw ValueRules.refused(
                    tag, vr(number), "there is no private creator " + Tags.format(creator) + " for it");
        }
    }

    /** How many elements there are. */
    int size() {
        return end / Entry.SIZE;
    }

    int tag(int number) {
        return entries[number * Entry.SIZE + Entry.TAG];
    }

    Vr vr(int number) {
        return Entry.vr(entries[number * Entry.SIZE + Entry.FORM]);
    }

    /** What an element waits as; null if it is encoded. */
    @Nullable
    Part part(int number) {
        return length(number) == WAITING ? waiting.get(offset(number)) : null;
    }

    /** Of the value of an element that is encoded. */
    int offset(int number) {
        return entries[number * Entry.SIZE + Entry.OFFSET];
    }

    /** Of an element that is encoded. */
    int length(int number) {
        return entries[number * Entry.SIZE + Entry.LENGTH];
    }

    /** Where values are that are encoded; nobody changes them. */
    byte[] bytes() {
        return bytes;
    }
}
