package org.pacsscp.core.internal.association;

import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;

/**
 * The responses to a request of ours, which come on the thread that has the receiving side and are taken by the one that
 * wants them; that may be the same. When too many are held, nothing more is read from the association. Any thread; the lock
 * guards what is held.
 */
final class ResponseQueue implements OngoingInvocation {
    private static final int MAX_HELD = 16;

    private final Session session;
    private final boolean cancellable;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<ReceivedResponse> held = new ArrayDeque<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private Invocations.@Nullable Pending request;
    private @Nullable ReceivedResponse last;
    private @Nullable InvocationException failure;
    private boolean lastTaken;
    private boolean full;
    private boolean closed;

    ResponseQueue(Session session, boolean cancellable) {
        this.session = session;
        this.cancellable = cancellable;
    }

    /** The request was sent. */
    void begin(Invocations.Pending sent) {
        request = sent;
        var unused = sent.answer().whenComplete(this::end);
    }

    /** A response came, after which others will. */
    void add(ReceivedResponse response) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            held.add(response);
            if (held.size() >= MAX_HELD && !full) {
                full = true;
                session.invocations().holdUp();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable ReceivedResponse response, @Nullable Throwable cause) {
        lock.lock();
        try {
            last = response;
            if (cause != null) {
                failure = cause instanceof InvocationException known
                        ? known
                        : new InvocationException(
                                InvocationException.Cause.ASSOCIATION_ENDED, "the request failed: " + cause);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Invocations.Pending request() {
        if (request == null) {
            throw new IllegalStateException("the request was not sent yet");
        }
        return request;
    }

    @Override
    public int messageId() {
        return request().messageId();
    }

    @Override
    public ReceivedResponse next() throws InvocationException, InterruptedException {
        session.requireThreadThatMayWait("next()");
        while (true) {
            // Without the lock, since who reads may wait.
            boolean found = isAnythingThere() || session.invocations().read(this::isAnythingThere);
            lock.lockInterruptibly();
            try {
                ReceivedResponse next = take();
                if (next != null) {
                    return next;
                }
                if (!found) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Tells whether there is something to return or to throw. */
    private boolean isAnythingThere() {
        lock.lock();
        try {
            return closed || !held.isEmpty() || failure != null || last != null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable ReceivedResponse take() throws InvocationException {
        if (closed) {
            throw new IllegalStateException("closed: its responses were given up");
        }
        ReceivedResponse next = held.poll();
        if (next != null) {
            readOnIfFew();
            return next;
        }
        if (failure != null) {
            throw failure;
        }
        if (lastTaken) {
            throw new NoSuchElementException("the final response has been taken");
        }
        lastTaken = last != null;
        return last;
    }

    private void readOnIfFew() {
        if (full && held.size() <= MAX_HELD / 2) {
            full = false;
            session.invocations().goOn();
            session.connection().execute(session.connection()::resumeReading);
        }
    }

    @Override
    public void cancel() {
        if (!cancellable) {
            throw new IllegalStateException("only C-FIND, C-GET and C-MOVE can be cancelled (PS3.7 9.3.2.3)");
        }
        Invocations.Pending sent = request();
        if (!sent.answer().isDone() && cancelled.compareAndSet(false, true)) {
            session.sendCancel(sent);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            held.clear();
            readOnIfFew();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (cancellable) {
            cancel();
        }
    }
}
