package org.pacsscp.core.internal.pdu;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The part of an A-ASSOCIATE body that has arrived. It grows with what arrives, never by what a header promises, and is
 * dropped once decoded. Owned, with the {@link PduReader} it is part of, by the owner of the receiving side.
 */
final class BodyBuffer {
    private static final int MIN_CAPACITY = 256;
    private static final byte[] NONE = {};

    private final Room room;
    private byte[] bytes = NONE;
    private int length;

    BodyBuffer(Room room) {
        this.room = room;
    }

    /**
     * Takes what {@code in} has, up to the {@code expected} bytes of the whole body; true when it is whole. Nothing is
     * taken where there is no room.
     */
    boolean take(ByteBuffer in, int expected) {
        int count = Math.min(in.remaining(), expected - length);
        int needed = length + count;
        if (needed > bytes.length) {
            // In long, for the limit of a body may be close to the largest int.
            long capacity = Math.max(MIN_CAPACITY, 2L * needed);
            int granted = (int) Math.min(expected, capacity);
            if (!room.take(granted)) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, granted);
        }
        in.get(bytes, length, count);
        length = needed;
        return length == expected;
    }

    /** The bytes taken, followed by free space; valid until {@link #drop}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int capacity() {
        return bytes.length;
    }

    void drop() {
        if (bytes.length > 0) {
            bytes = NONE;
            room.take(0);
        }
        length = 0;
    }
}
