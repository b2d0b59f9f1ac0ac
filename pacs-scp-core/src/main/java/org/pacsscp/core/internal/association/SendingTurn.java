package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose message goes out on an association: one after the other. A worker waits for its turn; the loop never does, and leaves its
 * message to be sent when the worker's is out. Any thread.
 */
final class SendingTurn {
    /** So many messages of the loop's may wait for a worker's before no further request is read. */
    private static final int MAX_WAITING = 16;

    private final ReentrantLock turn = new ReentrantLock();

    /** Messages of the loop's that wait for a worker's; {@code null} until one has to. */
    private volatile @Nullable Queue<Runnable> waiting;

    /** Half a message is out, after which the peer would take any other for its rest; written by who has the turn. */
    private volatile boolean cutShort;

    /** What is done by who has the turn. */
    interface Turn {
        void take() throws IOException;
    }

    /** Waits for the turn and takes it; a worker, which looks {@linkplain #isAnyWaiting whether others wait} afterwards. */
    void take(Turn messages) throws IOException {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a DataSetWriter must not send another message before it has returned");
        }
        turn.lock();
        try {
            messages.take();
        } finally {
            turn.unlock();
        }
    }

    /** Takes the turn, and sends what has waited for it, unless a worker has it; the loop's thread, which {@linkplain #end ends} it. */
    boolean takeAtOnce() {
        if (!turn.tryLock()) {
            return false;
        }
        boolean taken = false;
        try {
            sendWaiting();
            taken = true;
        } finally {
            if (!taken) {
                turn.unlock();
            }
        }
        return true;
    }

    /** Ends a turn that was {@linkplain #takeAtOnce taken at once}. */
    void end() {
        turn.unlock();
    }

    /** Leaves a message to be sent once that of a worker is out; the loop's thread. */
    void leave(Runnable message) {
        waiting().add(message);
        // The worker looks for waiting messages once its turn has ended; it may have ended meanwhile.
        sendWaitingInTurn();
    }

    /** Sends what waits for a worker's message, if that is out; the loop's thread. */
    void sendWaitingInTurn() {
        if (takeAtOnce()) {
            end();
        }
    }

    private void sendWaiting() {
        Queue<Runnable> present = waiting;
        if (present == null) {
            return;
        }
        for (Runnable message = present.poll(); message != null; message = present.poll()) {
            message.run();
        }
    }

    private Queue<Runnable> waiting() {
        Queue<Runnable> present = waiting;
        if (present == null) {
            present = new ConcurrentLinkedQueue<>();
            waiting = present;
        }
        return present;
    }

    /** Tells whether messages of the loop's wait. */
    boolean isAnyWaiting() {
        Queue<Runnable> present = waiting;
        return present != null && !present.isEmpty();
    }

    /** Tells whether no further request should be read until a worker's message is out; the loop's thread. */
    boolean isCongested() {
        Queue<Runnable> present = waiting;
        return present != null && present.size() >= MAX_WAITING;
    }

    /** Half a message is out: nothing more may be sent; by who has the turn. */
    void cutShort() {
        cutShort = true;
    }

    /** Tells whether nothing more may be sent. */
    boolean isCutShort() {
        return cutShort;
    }
}
