package org.pacsscp.dataset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Elements in Explicit VR Little Endian one behind the other, in an array that grows. What is there once never changes, so that
 * data sets may share it. Owned by one thread.
 */
final class ExplicitBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ITEM_HEADER = HeaderReader.SHORT;
    private static final int UNDEFINED = -1;
    private static final int MOST = Integer.MAX_VALUE - 8;
    private static final int GROWTH = 4;
    private static final int GROWTH_OF_MUCH = 2;
    private static final int MUCH = 1 << 16;

    /** One part of so many may be left unused; to copy the others would take longer than it is worth. */
    private static final int SLACK = 6;

    /** The same of few bytes. */
    private static final int SLACK_OF_FEW = 2;

    private static final int FEW = 1 << 12;

    private byte[] bytes;
    private int length;
    private boolean bare;

    /**
     * Begins without elements.
     *
     * @param expected about how many bytes there will be
     */
    ExplicitBytes(int expected) {
        bytes = new byte[expected];
    }

    /** How many bytes stand before a value; none if its length, which is even, does not fit into a header. */
    static int headerLength(Vr vr, int length) {
        return LittleEndianHeader.holds(vr, length) ? headerLength(vr) : 0;
    }

    /** How many bytes stand before a value whose length fits into a header (PS3.5 section 7.1.2). */
    static int headerLength(Vr vr) {
        return vr.lengthFieldSize() == 2 ? HeaderReader.SHORT : HeaderReader.LONG;
    }

    /** As in {@link Entry}, of an element with a value of its own behind a header of so many bytes. */
    static int form(Vr vr, int header) {
        return vr.code() | (header == 0 ? Entry.BUILT | Entry.BARE : Entry.BUILT);
    }

    /** The array, until something more is added; the caller fills in values that it has begun. */
    byte[] array() {
        return bytes;
    }

    /** How much there is; where the next element begins. */
    int length() {
        return length;
    }

    /** Tells whether each value has a header, so that the bytes are a data set. */
    boolean hasAllHeaders() {
        return !bare;
    }

    /** What there is, in an array that is about as long. */
    byte[] toArray() {
        int slack = bytes.length / (bytes.length <= FEW ? SLACK_OF_FEW : SLACK);
        return length >= bytes.length - slack ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Makes room for so many bytes from there on; returns the array, until something more is added. */
    byte[] room(int from, int count) {
        int needed = Math.addExact(from, count);
        if (needed > bytes.length) {
            grow(needed);
        }
        return bytes;
    }

    /** Adds an element whose value stands in the {@link #room} behind its header, or is put there next; says how long it is. */
    int add(int tag, Vr vr, int header, int size) {
        int value = length + header;
        int even = even(size);
        if (size < even) {
            bytes[value + size] = vr.padding();
        }
        if (header > 0) {
            putHeader(value, tag, vr, even);
        } else {
            bare = true;
        }
        length = value + even;
        return even;
    }

    /** Adds an element whose value the caller puts where it then begins; its length is made even (PS3.5 section 6.2). */
    int begin(int tag, Vr vr, int header, int size) {
        int value = Math.addExact(length, header);
        room(value, even(size));
        add(tag, vr, header, size);
        return value;
    }

    static int even(int size) {
        return Math.addExact(size, size & 1);
    }

    /** Begins a sequence, whose length is found when it {@linkplain #end ends}; says where its items begin. */
    int beginSequence(int tag) {
        return header(tag, Vr.SQ, 0);
    }

    /** Begins an encapsulated value, which a delimiter ends; says where its fragments begin. */
    int beginFragments(int tag, Vr vr) {
        return header(tag, vr, UNDEFINED);
    }

    /** Begins an item whose length is found when it {@linkplain #end ends}; says where its elements begin. */
    int beginItem() {
        return item(Tag.ITEM, 0, 0);
    }

    /** Ends an item or a sequence of defined length that began there. */
    void end(int start) {
        INT.set(bytes, start - Integer.BYTES, length - start);
    }

    /** Adds elements as they are; says where they begin. */
    int append(byte[] from, int offset, int count) {
        int at = reserve(0, count);
        System.arraycopy(from, offset, bytes, at, count);
        return at;
    }

    /** Adds a fragment, of even length with a byte behind it if need be; says where its bytes begin. */
    int appendFragment(byte[] fragment) {
        int even = even(fragment.length);
        int at = item(Tag.ITEM, even, even);
        System.arraycopy(fragment, 0, bytes, at, fragment.length);
        return at;
    }

    /** Ends an encapsulated value. */
    void endFragments() {
        item(Tag.SEQUENCE_DELIMITATION_ITEM, 0, 0);
    }

    private int header(int tag, Vr vr, int valueLength) {
        int value = reserve(HeaderReader.LONG, 0);
        putHeader(value, tag, vr, valueLength);
        return value;
    }

    private void putHeader(int value, int tag, Vr vr, int valueLength) {
        long head = LittleEndianHeader.explicit(tag, vr, valueLength);
        if (vr.lengthFieldSize() == 2) {
            LONG.set(bytes, value - HeaderReader.SHORT, head);
        } else {
            LONG.set(bytes, value - HeaderReader.LONG, head);
            INT.set(bytes, value - Integer.BYTES, valueLength);
        }
    }

    private int item(int tag, int itemLength, int room) {
        int value = reserve(ITEM_HEADER, room);
        LONG.set(bytes, value - ITEM_HEADER, LittleEndianHeader.implicit(tag, itemLength));
        return value;
    }

    /** Makes room behind what there is; says where the value begins. */
    private int reserve(int header, int value) {
        int at = Math.addExact(length, header);
        room(at, value);
        length = at + value;
        return at;
    }

    private void grow(int needed) {
        long growth = bytes.length < MUCH ? GROWTH : GROWTH_OF_MUCH;
        bytes = Arrays.copyOf(bytes, (int) Math.min(MOST, Math.max(needed, growth * bytes.length)));
    }
}
