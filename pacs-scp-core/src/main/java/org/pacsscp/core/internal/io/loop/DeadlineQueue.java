package org.pacsscp.core.internal.io.loop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A loop's deadlines, the next one first: a binary heap whose members know their place, so that clearing one is cheap and
 * leaves nothing behind. Owned by the loop's thread.
 */
final class DeadlineQueue {
    static final int NOT_QUEUED = -1;

    private final TimeSource time;
    private @Nullable Deadline[] heap = new @Nullable Deadline[16];
    private int size;

    DeadlineQueue(TimeSource time) {
        this.time = time;
    }

    int size() {
        return size;
    }

    /** Returns nanoseconds until the next deadline may have passed, at least 0; {@code Long.MAX_VALUE} if there is none. */
    long untilNext() {
        return size == 0 ? Long.MAX_VALUE : Math.max(0, at(0).queued - time.nanos());
    }

    void schedule(Deadline deadline, long delayNanos) {
        long due = time.nanos() + delayNanos;
        deadline.due = due;
        if (deadline.index == NOT_QUEUED) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            deadline.queued = due;
            place(deadline, size++);
            siftUp(deadline);
        } else if (due - deadline.queued < 0) {
            deadline.queued = due;
            siftUp(deadline);
        }
    }

    void remove(Deadline deadline) {
        int index = deadline.index;
        if (index == NOT_QUEUED) {
            return;
        }
        deadline.index = NOT_QUEUED;
        Deadline last = at(--size);
        heap[size] = null;
        if (last != deadline) {
            place(last, index);
            siftUp(last);
            siftDown(last);
        }
    }

    /** Lets happen what is due. */
    void runPassed() {
        long now = time.nanos();
        while (size > 0 && at(0).queued - now <= 0) {
            Deadline first = at(0);
            if (first.due != first.queued) {
                first.queued = first.due;
                siftDown(first);
            } else {
                remove(first);
                first.passed();
            }
        }
    }

    private void siftUp(Deadline deadline) {
        while (deadline.index > 0) {
            Deadline parent = at((deadline.index - 1) / 2);
            if (parent.queued - deadline.queued <= 0) {
                return;
            }
            swap(parent, deadline);
        }
    }

    private void siftDown(Deadline deadline) {
        while (2 * deadline.index + 1 < size) {
            int left = 2 * deadline.index + 1;
            Deadline child = at(left);
            if (left + 1 < size && at(left + 1).queued - child.queued < 0) {
                child = at(left + 1);
            }
            if (deadline.queued - child.queued <= 0) {
                return;
            }
            swap(deadline, child);
        }
    }

    private void swap(Deadline upper, Deadline lower) {
        int index = upper.index;
        place(upper, lower.index);
        place(lower, index);
    }

    private void place(Deadline deadline, int index) {
        heap[index] = deadline;
        deadline.index = index;
    }

    private Deadline at(int index) {
        Deadline deadline = heap[index];
        if (deadline == null) {
            throw new IllegalStateException("no deadline at " + index + " of " + size);
        }
        return deadline;
    }
}
