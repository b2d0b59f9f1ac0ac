package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The data set of a request that waits for its turn, or as much of it as may be held in memory. Owned by the loop while
 * the request waits, then by the worker that serves it.
 */
final class HeldDataSet extends UnattendedDataSet {
    private static final int MIN_CAPACITY = 1 << 10;
    private static final byte[] NO_BYTES = {};

    private final WaitingRequests.Room room;
    private byte[] bytes = NO_BYTES;
    private int length;
    private int position;
    private boolean complete;

    /** Takes no more than there is {@code room} for. */
    HeldDataSet(WaitingRequests.Room room) {
        this.room = room;
    }

    @Override
    boolean take(ByteBuffer in, int count) {
        if (count > bytes.length - length && !grow(length + count)) {
            room.exceeded();
            return false;
        }
        in.get(bytes, length, count);
        length += count;
        return true;
    }

    /** Doubles what is allocated, or takes all the room that is left: bytes that drip must not be copied each time. */
    private boolean grow(int least) {
        int more = Math.max(MIN_CAPACITY, Math.max(least - bytes.length, bytes.length));
        int taken = Math.min(more, room.left());
        if (bytes.length + taken < least || !room.take(taken)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, bytes.length + taken);
        return true;
    }

    @Override
    void end() {
        complete = true;
    }

    /** Tells whether nothing of the data set is left on the receiving side. */
    boolean isComplete() {
        return complete;
    }

    boolean hasRemaining() {
        return position < length;
    }

    /** Moves as many bytes to {@code dst} as it takes, and tells how many. */
    int read(ByteBuffer dst) {
        int count = Math.min(dst.remaining(), length - position);
        dst.put(bytes, position, count);
        return skip(count);
    }

    /** Passes over up to {@code most} bytes, and tells how many. */
    int skip(long most) {
        int count = (int) Math.min(most, length - position);
        position += count;
        if (!hasRemaining()) {
            release();
        }
        return count;
    }

    /** Nobody wants what is left. */
    void release() {
        bytes = NO_BYTES;
        length = 0;
        position = 0;
        room.giveBack();
    }
}
