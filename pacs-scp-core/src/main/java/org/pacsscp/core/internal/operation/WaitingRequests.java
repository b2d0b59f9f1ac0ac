package org.pacsscp.core.internal.operation;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Requests beyond the negotiated window (PS3.7 D.3.3.3), in the order in which they came. A few of them are held in
 * memory with their data sets, so that what stands behind them is seen. When there is no room for more, the rest of what
 * the peer sends stays in the socket until one has begun. Owned by whoever has the receiving side, which is the loop while
 * any request waits.
 */
final class WaitingRequests {
    /** How many may wait, whatever their length. */
    static final int MAX_REQUESTS = 8;

    /** How many bytes of theirs may be held. */
    static final int MAX_BYTES = 1 << 20;

    private final MemoryBudget budget;
    private final WorkLoad load;

    /** {@code null} until a request has to wait: most associations never have one. */
    private @Nullable ArrayDeque<Waiting> queue;

    private int held;
    private boolean full;

    private record Waiting(Operation operation, Room room) {}

    /** What is held counts as data in memory, and requests as waiting. */
    WaitingRequests(MemoryBudget budget, WorkLoad load) {
        this.budget = budget;
        this.load = load;
    }

    /** The memory of one request. Owned by the loop while the request waits, then by the worker that serves it. */
    final class Room {
        private final MemoryBudget.Share share = budget.share();
        private int taken;

        int left() {
            return MAX_BYTES - held;
        }

        boolean take(int bytes) {
            if (bytes > left() || !share.take(bytes)) {
                return false;
            }
            held += bytes;
            taken += bytes;
            return true;
        }

        /** The rest of the data set has to stay in the socket. */
        void exceeded() {
            full = true;
        }

        void giveBack() {
            share.release();
        }
    }

    boolean isEmpty() {
        ArrayDeque<Waiting> present = queue;
        return present == null || present.isEmpty();
    }

    /** Tells whether the rest of what the peer has sent stays in the socket until a request has begun. */
    boolean isFull() {
        return full;
    }

    /** Adds a request, for which there always is room: afterwards there may be none for its data set, or for another. */
    void add(Operation operation) {
        ArrayDeque<Waiting> present = queue;
        if (present == null) {
            present = new ArrayDeque<>(2);
            queue = present;
        }
        Room room = new Room();
        if (operation.command().hasDataSet()) {
            operation.hold(new HeldDataSet(room));
        }
        present.add(new Waiting(operation, room));
        load.waits();
        operation.comesEarly();
        full = !room.take(operation.request().command().length()) || present.size() == MAX_REQUESTS;
    }

    /** Takes out the request that has waited longest; {@code null} if none waits. */
    @Nullable
    Operation poll() {
        Waiting first = queue == null ? null : queue.poll();
        if (first == null) {
            return null;
        }
        load.waitNoMore(1);
        held -= first.room().taken;
        full = false;
        if (!first.operation().command().hasDataSet()) {
            first.room().giveBack();
        }
        return first.operation();
    }

    /** Returns the request with a message id; {@code null} if none waits. */
    @Nullable
    Operation find(int messageId) {
        if (queue != null) {
            for (Waiting waiting : queue) {
                if (waiting.operation().command().messageId() == messageId) {
                    return waiting.operation();
                }
            }
        }
        return null;
    }

    /** The association has ended: none will be served. */
    void clear() {
        if (queue != null) {
            queue.forEach(waiting -> waiting.room().giveBack());
            load.waitNoMore(queue.size());
            queue.clear();
        }
        held = 0;
        full = false;
    }
}
