package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's sending side. Any thread may send; each call's bytes go out in one piece. The loop never waits: what the
 * socket does not take, or a worker is in the way of, is queued. A worker waits, while it has the lock, until the socket
 * has taken everything.
 */
final class Output {
    private static final Logger log = LoggerFactory.getLogger(Output.class);

    private final Connection connection;
    private final long writeTimeoutNanos;
    private final RareDeadline deadline;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicLong bytesSent = new AtomicLong();

    /** What the loop wanted to send while a worker was sending. */
    private final Queue<ByteBuffer> deferred = new ConcurrentLinkedQueue<>();

    /** What the socket has not taken; guarded by the lock. */
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>(0);

    /** Replaced when TLS begins, before anything is sent. */
    private volatile Transport transport;

    /** Bytes of the loop's are queued, or in the transport; written under the lock. */
    private volatile boolean unsent;

    /** The loop has to flush, since bytes of its own have waited: also if a worker has sent them since. The loop's. */
    private boolean pending;

    /** Half a PDU may be out, after which nothing may come: the connection is about to be closed. */
    private volatile boolean cutShort;

    private volatile boolean workersOutputEnded;
    private volatile @Nullable Selector waiting;

    Output(Connection connection, Transport transport, long writeTimeoutNanos) {
        this.connection = connection;
        this.transport = transport;
        this.writeTimeoutNanos = writeTimeoutNanos;
        deadline = connection.rareDeadline(this::deadlinePassed);
    }

    long bytesSent() {
        return bytesSent.get();
    }

    /**
     * Tells whether the loop has to {@link #flush}, and be told by that what was waiting for it; the loop's thread. No
     * other thread ends this, lest what has waited be forgotten.
     */
    boolean isPending() {
        return pending;
    }

    /** Tells whether bytes of the loop's are still to be sent; the loop's thread. */
    boolean hasUnsent() {
        return unsent || !deferred.isEmpty();
    }

    /** A worker may have sent meanwhile what the deadline was set for. */
    private void deadlinePassed() {
        if (hasUnsent()) {
            connection.writeDeadlinePassed();
        }
    }

    /** Sends at once or queues; the loop's thread. What is queued behind other bytes does not put their deadline off. */
    void write(ByteBuffer out) throws IOException {
        if (cutShort) {
            return;
        }
        boolean behindOthers = hasUnsent();
        if (!sending.tryLock()) {
            // The worker looks for deferred bytes once it has let go of the lock; if it has done so meanwhile, the loop
            // flushes them when the socket takes more.
            deferred.add(copy(out));
            pending = true;
            beginDeadlineUnless(behindOthers);
            return;
        }
        try {
            enqueueDeferred();
            if (queue.isEmpty()) {
                count(transport.write(out));
            }
            if (out.hasRemaining()) {
                queue.add(copy(out));
            } else if (queue.isEmpty() && transport.flush()) {
                return;
            }
            unsent = true;
            pending = true;
            beginDeadlineUnless(behindOthers);
        } finally {
            sending.unlock();
        }
    }

    private void beginDeadlineUnless(boolean running) {
        if (!running) {
            deadline.set(writeTimeoutNanos);
        }
    }

    /** Sends what is queued; the loop's thread. Tells whether nothing is left. */
    boolean flush() throws IOException {
        if (cutShort || !sending.tryLock()) {
            return false;
        }
        try {
            enqueueDeferred();
            if (!transport.flush()) {
                beginDeadlineUnless(unsent);
                unsent = true;
                pending = true;
                return false;
            }
            while (!queue.isEmpty()) {
                ByteBuffer next = queue.element();
                count(transport.write(next));
                if (next.hasRemaining()) {
                    return false;
                }
                queue.remove();
            }
            if (!transport.flush()) {
                return false;
            }
            unsent = false;
            pending = false;
            deadline.clear();
            return true;
        } finally {
            sending.unlock();
        }
    }

    /** At no moment do bytes seem to be nowhere. */
    private void enqueueDeferred() {
        for (ByteBuffer out = deferred.peek(); out != null; out = deferred.peek()) {
            queue.add(out);
            unsent = true;
            deferred.poll();
        }
    }

    /** Sends everything, waiting for the socket; any thread but the loop's. */
    void writeAndWait(ByteBuffer... out) throws IOException {
        sending.lock();
        try {
            long due = System.nanoTime() + writeTimeoutNanos;
            requireWorkersOutput();
            writeQueue(due);
            // The last PDU of ours may have been among what was queued.
            requireWorkersOutput();
            writeOrFail(due, out);
        } finally {
            if (connection.isClosed()) {
                transport.discardOutput();
            }
            sending.unlock();
        }
        if (!deferred.isEmpty()) {
            connection.execute(this::flushDeferred);
        }
    }

    private void requireWorkersOutput() throws IOException {
        if (cutShort || workersOutputEnded || connection.isClosed()) {
            throw new IOException("the association has ended");
        }
    }

    private void writeQueue(long due) throws IOException {
        enqueueDeferred();
        while (!queue.isEmpty()) {
            writeOrFail(due, queue.element());
            queue.remove();
        }
        unsent = false;
    }

    private void writeOrFail(long due, ByteBuffer... out) throws IOException {
        try {
            writeFully(due, out);
        } catch (IOException e) {
            cutShort = true;
            connection.execute(() -> connection.fail(e));
            throw e;
        } catch (RuntimeException | Error e) {
            cutShort = true;
            connection.execute(() -> connection.failInternally(e));
            throw e;
        }
    }

    private void writeFully(long due, ByteBuffer... out) throws IOException {
        count(transport.write(out));
        if (!isSent(out)) {
            waitAndWrite(due, out);
        }
    }

    private boolean isSent(ByteBuffer... out) throws IOException {
        return !Transport.hasRemaining(out) && transport.flush();
    }

    /** An interrupt does not end this: half a PDU cannot be taken back. The thread has it again afterwards. */
    private void waitAndWrite(long due, ByteBuffer... out) throws IOException {
        Selector selector = connection.loop().selectors().take();
        waiting = selector;
        boolean interrupted = false;
        try {
            connection.registerLent(selector, SelectionKey.OP_WRITE);
            while (!isSent(out)) {
                // Asked after close() can see whom to wake, so that neither misses the other.
                if (connection.isClosed()) {
                    throw new IOException("the connection was closed");
                }
                long left = due - System.nanoTime();
                if (writeTimeoutNanos > 0 && left <= 0) {
                    connection.execute(connection::writeDeadlinePassed);
                    throw new IOException("the peer did not read what we sent within the write deadline");
                }
                selector.select(ready -> {}, writeTimeoutNanos > 0 ? TimeUnit.NANOSECONDS.toMillis(left) + 1 : 0);
                interrupted |= Thread.interrupted();
                count(transport.write(out));
            }
        } finally {
            waiting = null;
            connection.loop().selectors().give(selector);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void flushDeferred() {
        try {
            if (flush()) {
                connection.flushed();
            } else {
                connection.updateInterest();
            }
        } catch (IOException e) {
            connection.fail(e);
        }
    }

    /** From now on bytes go through TLS; the loop's thread, before anything is sent. */
    void secure(Transport tls) {
        transport = tls;
    }

    /**
     * Sends what the transport itself has to say; whoever reads. A thread that has the lock does so anyway.
     */
    void flushTransport() {
        if (sending.tryLock()) {
            try {
                transport.flush();
            } catch (IOException e) {
                connection.execute(() -> connection.fail(e));
            } finally {
                sending.unlock();
            }
        }
        connection.execute(this::flushDeferred);
    }

    void endWorkersOutput() {
        workersOutputEnded = true;
    }

    /** Drops what is queued, and wakes a worker that waits; the loop's thread, when the connection is marked closed. */
    void close() {
        deadline.clear();
        Selector waitedOn = waiting;
        if (waitedOn != null) {
            waitedOn.wakeup();
        }
        deferred.clear();
        if (sending.tryLock()) {
            try {
                queue.clear();
                transport.closeOutput();
            } catch (IOException e) {
                log.debug("no farewell to {}: {}", connection.remoteAddress(), e.getMessage());
            } finally {
                transport.discardOutput();
                sending.unlock();
            }
        }
    }

    /** Counted under the lock. */
    private void count(long sent) {
        bytesSent.lazySet(bytesSent.get() + sent);
    }

    private static ByteBuffer copy(ByteBuffer out) {
        return ByteBuffer.allocate(out.remaining()).put(out).flip();
    }
}
