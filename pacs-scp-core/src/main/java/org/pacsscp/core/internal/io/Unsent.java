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
    /** What the loop wanted to send while a worker was sending. */
    private final Queue<ByteBuffer> deferred = new ConcurrentLinkedQueue<>();

    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>(0);

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
        return waiting || !deferred.isEmpty();
    }

    /** Tells whether bytes came while a worker was sending; any thread, without the lock too. */
    boolean hasDeferred() {
        return !deferred.isEmpty();
    }

    void setWaiting(boolean whether) {
        if (waiting != whether) {
            waiting = whether;
        }
    }

    /** Keeps bytes until whoever has the lock has let go of it; the loop's thread, without the lock. */
    void defer(ByteBuffer out) {
        deferred.add(copy(out));
    }

    /** At no moment do bytes seem to be nowhere. */
    void enqueueDeferred() {
        for (ByteBuffer out = deferred.peek(); out != null; out = deferred.peek()) {
            queue.add(out);
            waiting = true;
            deferred.poll();
        }
    }

    boolean isEmpty() {
        return queue.isEmpty() && departing == null;
    }

    void add(ByteBuffer out) {
        queue.add(copy(out));
    }

    /** Takes bytes that are sent at the end of the round; {@code false} if they cannot wait for that. */
    boolean collect(Output output, Departures departures, ByteBuffer out) {
        if (!queue.isEmpty()) {
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
                queue.addFirst(copy(collected));
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
        while (!queue.isEmpty() && !queue.element().hasRemaining()) {
            queue.remove();
        }
        return queue.peek();
    }

    /** Drops what came while a worker was sending; the loop's thread, without the lock too. */
    void clearDeferred() {
        deferred.clear();
    }

    void clear() {
        queue.clear();
        departing = null;
    }

    private static ByteBuffer copy(ByteBuffer out) {
        return ByteBuffer.allocate(out.remaining()).put(out).flip();
    }
}
