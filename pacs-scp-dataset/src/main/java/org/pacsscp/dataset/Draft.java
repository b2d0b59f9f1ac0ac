package org.pacsscp.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.value.CharacterSet;

/**
 * What a builder has been given, in the order of tags (PS3.5 section 7.1): elements whose value is the same in all character sets
 * are encoded at once, in Explicit VR Little Endian, and others wait until all are there. Owned by one thread.
 */
final class Draft {
    private static final int FIRST_ELEMENTS = 32;
    private static final int FIRST_BYTES = 20 * FIRST_ELEMENTS;

    /** One part of so many may be left unused; to copy the others would take longer than it is worth. */
    private static final int SLACK = 6;

    /** Instead of a length: the offset is that of a part. */
    private static final int WAITING = -1;

    private static final int SEPARATOR_AND_PADDING = 2;

    /** Of {@link Entry}. */
    private int[] entries = new int[FIRST_ELEMENTS * Entry.SIZE];

    private int end;

    /** Whether a data set has the entries, so that they are copied before they change. */
    private boolean shared;

    /** In the order in which elements came. */
    private final ExplicitBytes encoded = new ExplicitBytes(FIRST_BYTES);

    /** Whether that is not the order of tags. */
    private boolean disorder;

    private final List<@Nullable Part> waiting = new ArrayList<>(0);

    private int countOfWaiting;

    /** Whether private elements were among what came. */
    private boolean hasPrivate;

    /** Whether there are bytes that belong to no element any more. */
    private boolean gaps;

    /**
     * Adds or replaces text of one value, if it is of printable ASCII and its length fits into a header.
     *
     * @return {@code false} if it is not
     * @throws IllegalArgumentException if the standard forbids the value
     */
    boolean putAscii(int tag, Vr vr, String value) {
        int header = ExplicitBytes.headerLength(vr);
        int start = encoded.length() + header;
        int length = value.length();
        byte[] bytes = encoded.room(start, length + SEPARATOR_AND_PADDING);
        if (length > 0
                && (!Repertoire.is(copy(tag, vr, value, bytes, start), Repertoire.PRINTABLE)
                        || !LittleEndianHeader.holds(vr, length))) {
            return false;
        }
        int size = encoded.add(tag, vr, header, length);
        put(tag, ExplicitBytes.form(vr, header), start, size);
        return true;
    }

    /**
     * Adds or replaces text, if it is of printable ASCII and its length fits into a header.
     *
     * @return {@code false} if it is not
     * @throws IllegalArgumentException if the standard forbids a value
     */
    boolean putAscii(int tag, Vr vr, String... values) {
        int header = ExplicitBytes.headerLength(vr);
        int start = encoded.length() + header;
        int at = start;
        int kinds = Repertoire.PRINTABLE;
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            byte[] bytes = encoded.room(at, value.length() + SEPARATOR_AND_PADDING);
            if (i > 0) {
                bytes[at++] = '\\';
            }
            if (!value.isEmpty()) {
                kinds &= copy(tag, vr, value, bytes, at);
                at += value.length();
            }
        }
        if (!Repertoire.is(kinds, Repertoire.PRINTABLE) || !LittleEndianHeader.holds(vr, at - start)) {
            return false;
        }
        int size = encoded.add(tag, vr, header, at - start);
        put(tag, ExplicitBytes.form(vr, header), start, size);
        return true;
    }

    /** Copies a value and checks it; says which kinds of characters it has. */
    private static int copy(int tag, Vr vr, String value, byte[] to, int at) {
        if (vr == Vr.UI && Repertoire.copyUid(value, to, at)) {
            return Repertoire.PRINTABLE;
        }
        int kinds = Repertoire.copy(value, to, at);
        ValueRules.check(tag, vr, value, kinds);
        return kinds;
    }

    /** Adds or replaces a unique identifier, which nobody has to look at again. */
    @SuppressWarnings("deprecation") // It is ASCII, of which each character is one byte.
    void putUid(int tag, Uid uid) {
        String value = uid.value();
        int at = begin(tag, Vr.UI, value.length());
        value.getBytes(0, value.length(), encoded.array(), at);
    }

    /** Adds or replaces a value that is encoded, in little endian. */
    void putBytes(int tag, Vr vr, byte[] value) {
        int at = begin(tag, vr, value.length);
        System.arraycopy(value, 0, encoded.array(), at, value.length);
    }

    /** Adds or replaces a number, which is known to fit. */
    void putInteger(int tag, Vr vr, long number) {
        int at = begin(tag, vr, vr.valueSize());
        BinaryValues.putInteger(vr, number, encoded.array(), at);
    }

    /** Adds or replaces numbers, which are known to fit. */
    void putIntegers(int tag, Vr vr, long... numbers) {
        int at = begin(tag, vr, Math.multiplyExact(vr.valueSize(), numbers.length));
        BinaryValues.putIntegers(vr, numbers, encoded.array(), at);
    }

    /** Adds or replaces an element, whose value the caller puts where it then begins. */
    private int begin(int tag, Vr vr, int size) {
        int header = ExplicitBytes.headerLength(vr, ExplicitBytes.even(size));
        int value = encoded.begin(tag, vr, header, size);
        put(tag, ExplicitBytes.form(vr, header), value, encoded.length() - value);
        return value;
    }

    /** Adds or replaces what cannot be encoded yet. */
    void putPart(int tag, Part part) {
        put(tag, part.vr().code(), waiting.size(), WAITING);
        waiting.add(part);
        countOfWaiting++;
    }

    private void put(int tag, int form, int offset, int size) {
        int at = end;
        if (at > 0 && Integer.compareUnsigned(entries[at - Entry.SIZE + Entry.TAG], tag) >= 0) {
            at = place(tag);
            disorder = true;
        } else {
            makeRoom();
            end += Entry.SIZE;
        }
        hasPrivate |= Tags.isPrivate(tag);
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
        makeRoom();
        System.arraycopy(entries, before, entries, before + Entry.SIZE, end - before);
        end += Entry.SIZE;
        return before;
    }

    /** Makes room for an entry. */
    private void makeRoom() {
        if (end == entries.length) {
            entries = Arrays.copyOf(entries, 2 * end);
            shared = false;
        }
        own();
    }

    private void own() {
        if (shared) {
            entries = entries.clone();
            shared = false;
        }
    }

    private void forget(int at) {
        own();
        if (entries[at + Entry.LENGTH] == WAITING) {
            waiting.set(entries[at + Entry.OFFSET], null);
            countOfWaiting--;
        } else {
            gaps = true;
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
        if (hasPrivate) {
            checkCreators();
        }
        if (countOfWaiting > 0 || gaps || !DataSetAssembler.keepsAscii(characterSet)) {
            return new DataSetAssembler(characterSet, encoded.length()).assemble(this);
        }
        shared = end >= entries.length - entries.length / SLACK;
        int[] index = shared ? entries : Arrays.copyOf(entries, end);
        Origin[] origins = {new Origin(encoded.toArray(), index)};
        boolean whole = !disorder && encoded.hasAllHeaders();
        return DataSet.ofBuilt(origins, 0, size(), whole ? RawRange.ofBuilt(encoded.length()) : RawRange.NONE);
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

    /** Where the values are that are encoded; nobody changes them. */
    byte[] bytes() {
        return encoded.array();
    }
}
