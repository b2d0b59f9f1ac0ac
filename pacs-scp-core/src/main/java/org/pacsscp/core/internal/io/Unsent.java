package org.pacsscp.core.internal.io;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the loop has to send on a connection and the socket has not taken: first what is collected in this round, then
 * what had to wait, then what came while a worker was sending. Guarded by the sending lock, unless it says otherwise.
 */
final class Unsent {
    /** What the loop wanted to send while a worker was sending; {@code null} until that happens. */
    private volatile @Nullable Queue<ByteBuffer> deferred;

    /** {@code null} until something has to wait: most peers read as fast as we send. */
    private @Nullable ArrayDeque<ByteBuffer> queue;

    /** Only the loop sets it; a worker may send what is in it. */
    private @Nullable ByteBuffer departing;

    /** Bytes have to wait for the socket, here or in the transport. */
    private volatile boolean waiting;

    /** Tells whether bytes are still to be sent; the loop's thread, without the lock too. */
    boolean isAny() {
        return departing != null || isWaiting();
    }

    /** Tells whether bytes had to wait and still do; any thread, without the lock too. */
    boolean isWaiting() {
        return waiting || hasDeferred();
    }

    /** Tells whether bytes came while a worker was sending; any thread, without the lock too. */
    boolean hasDeferred() {
        Queue<ByteBuffer> present = deferred;
        return present != null && !present.isEmpty();
    }

    void setWaiting(boolean whether) {
        if (waiting != whether) {
            waiting = whether;
        }
    }

    /** Keeps bytes until whoever has the lock has let go of it; the loop's thread, without the lock. */
    void defer(ByteBuffer out) {
        Queue<ByteBuffer> present = deferred;
        if (present == null) {
            present = new ConcurrentLinkedQueue<>();
            deferred = present;
        }
        present.add(copy(out));
    }

    /** At no moment do bytes seem to be nowhere. */
    void enqueueDeferred() {
        Queue<ByteBuffer> present = deferred;
        if (present == null) {
            return;
        }
        for (ByteBuffer out = present.peek(); out != null; out = present.peek()) {
            queue().add(out);
            waiting = true;
            present.poll();
        }
    }

    boolean isEmpty() {
        return departing == null && isQueueEmpty();
    }

    private boolean isQueueEmpty() {
        return queue == null || queue.isEmpty();
    }

    private ArrayDeque<ByteBuffer> queue() {
        ArrayDeque<ByteBuffer> present = queue;
        if (present == null) {
            present = new ArrayDeque<>(1);
            queue = present;
        }
        return present;
    }

    void add(ByteBuffer out) {
        queue().add(copy(out));
    }

    /** Takes bytes that are sent at the end of the round; {@code false} if they cannot wait for that. */
    boolean collect(Output output, Departures departures, ByteBuffer out) {
        if (!isQueueEmpty()) {
            return false;
        }
        ByteBuffer collected = departing;
        if (collected == null) {
            if (!departures.isWelcome(out.remaining())) {
                return false;
            }
            departing = departures.begin(output).put(out).flip();
            return true;
        }
        int end = collected.limit();
        if (collected.capacity() - end < out.remaining()) {
            return false;
        }
        collected.limit(end + out.remaining()).put(end, out, out.position(), out.remaining());
        out.position(out.limit());
        return true;
    }

    /** Gives up the buffer of what was collected, when the round ends or its bytes are out; the loop's thread. */
    void endCollecting(Departures departures) {
        ByteBuffer collected = departing;
        if (collected != null) {
            departing = null;
            if (collected.hasRemaining()) {
                queue().addFirst(copy(collected));
            }
            departures.giveBack(collected);
        }
    }

    /** Returns what is to be sent next; {@code null} if nothing is. */
    @Nullable
    ByteBuffer next() {
        if (departing != null && departing.hasRemaining()) {
            return departing;
        }
        if (queue == null) {
            return null;
        }
        while (!queue.isEmpty() && !queue.element().hasRemaining()) {
            queue.remove();
        }
        return queue.peek();
    }

    /** Drops what came while a worker was sending; the loop's thread, without the lock too. */
    void clearDeferred() {
        Queue<ByteBuffer> present = deferred;
        if (present != null) {
            present.clear();
        }
    }

    void clear() {
        queue = null;
        departing = null;
    }

    private static ByteBuffer copy(ByteBuffer out) {
        return ByteBuffer.allocate(out.remaining()).put(out).flip();
    }
}
