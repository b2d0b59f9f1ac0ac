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

    private byte[] bytes;
    private int length;

    /**
     * Begins without elements.
     *
     * @param expected about how many bytes there will be
     */
    ExplicitBytes(int expected) {
        bytes = new byte[expected];
    }

    /** As in {@link Entry}, of an element with a value of its own. */
    static int form(Vr vr, int size) {
        return vr.code() | Entry.BUILT | (LittleEndianHeader.holds(vr, size) ? 0 : Entry.BARE);
    }

    /** The array, until something more is added; the caller fills in values that it has begun. */
    byte[] array() {
        return bytes;
    }

    /** How much there is; where the next element begins. */
    int length() {
        return length;
    }

    /** What there is, in an array that is about as long. */
    byte[] toArray() {
        return length >= bytes.length - bytes.length / SLACK ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Makes room for an element that may come next; says where in the array its value will belong. */
    int prepareValue(Vr vr, int size) {
        int even = Math.addExact(size, size & 1);
        int header = !LittleEndianHeader.holds(vr, even) ? 0 : vr.lengthFieldSize() == 2 ? HeaderReader.SHORT : HeaderReader.LONG;
        int value = Math.addExact(length, header);
        makeRoom(Math.addExact(value, even));
        return value;
    }

    /** Begins an element and makes its length even (PS3.5 section 6.2); says where in the array its value belongs. */
    int beginValue(int tag, Vr vr, int size) {
        int even = Math.addExact(size, size & 1);
        int value = LittleEndianHeader.holds(vr, even) ? header(tag, vr, even, even) : reserve(0, even);
        if (size < even) {
            bytes[value + size] = vr.padding();
        }
        return value;
    }

    /** Begins a sequence, whose length is found when it {@linkplain #end ends}; says where its items begin. */
    int beginSequence(int tag) {
        return header(tag, Vr.SQ, 0, 0);
    }

    /** Begins an encapsulated value, which a delimiter ends; says where its fragments begin. */
    int beginFragments(int tag, Vr vr) {
        return header(tag, vr, UNDEFINED, 0);
    }

    /** Begins an item whose length is found when it {@linkplain #end ends}; says where its elements begin. */
    int beginItem() {
        return item(Parser.ITEM, 0, 0);
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
        int even = Math.addExact(fragment.length, fragment.length & 1);
        int at = item(Parser.ITEM, even, even);
        System.arraycopy(fragment, 0, bytes, at, fragment.length);
        return at;
    }

    /** Ends an encapsulated value. */
    void endFragments() {
        item(Parser.SEQUENCE_DELIMITATION, 0, 0);
    }

    private int header(int tag, Vr vr, int valueLength, int room) {
        boolean longer = vr.lengthFieldSize() == 4;
        int value = reserve(longer ? HeaderReader.LONG : HeaderReader.SHORT, room);
        if (longer) {
            LONG.set(bytes, value - HeaderReader.LONG, LittleEndianHeader.explicit(tag, vr, 0));
            INT.set(bytes, value - Integer.BYTES, valueLength);
        } else {
            LONG.set(bytes, value - HeaderReader.SHORT, LittleEndianHeader.explicit(tag, vr, valueLength));
        }
        return value;
    }

    private int item(int tag, int itemLength, int room) {
        int value = reserve(ITEM_HEADER, room);
        LONG.set(bytes, value - ITEM_HEADER, LittleEndianHeader.implicit(tag, itemLength));
        return value;
    }

    /** Makes room behind what there is; says where the value begins. */
    private int reserve(int header, int value) {
        int at = Math.addExact(length, header);
        int needed = Math.addExact(at, value);
        makeRoom(needed);
        length = needed;
        return at;
    }

    private void makeRoom(int needed) {
        if (needed > bytes.length) {
            long growth = bytes.length < MUCH ? GROWTH : GROWTH_OF_MUCH;
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST, Math.max(needed, growth * bytes.length)));
        }
    }
}
