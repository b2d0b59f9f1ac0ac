package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
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
    private static final AtomicLongFieldUpdater<Output> BYTES_SENT =
            AtomicLongFieldUpdater.newUpdater(Output.class, "bytesSent");

    private final Connection connection;
    private final long writeTimeoutNanos;
    private final RareDeadline deadline;
    private final ReentrantLock sending = new ReentrantLock();
    private final Unsent unsent = new Unsent();
    private volatile long bytesSent;

    /** Replaced when TLS begins, before anything is sent. */
    private volatile Transport transport;

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
        return bytesSent;
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
        return unsent.isAny();
    }

    /** A worker may have sent meanwhile what the deadline was set for. */
    private void deadlinePassed() {
        if (unsent.isWaiting()) {
            connection.writeDeadlinePassed();
        }
    }

    /** Sends soon or queues; the loop's thread. What is queued behind other bytes does not put their deadline off. */
    void write(ByteBuffer out) throws IOException {
        if (cutShort) {
            return;
        }
        boolean behindOthers = unsent.isWaiting();
        if (!sending.tryLock()) {
            // The worker looks for deferred bytes once it has let go of the lock; if it has done so meanwhile, the loop
            // flushes them when the socket takes more.
            unsent.defer(out);
            pending = true;
            beginDeadlineUnless(behindOthers);
            return;
        }
        try {
            unsent.enqueueDeferred();
            if (unsent.collect(this, departures(), out)) {
                return;
            }
            if (unsent.isEmpty()) {
                count(transport.write(out));
            }
            if (out.hasRemaining()) {
                unsent.add(out);
            } else if (unsent.isEmpty() && transport.flush()) {
                return;
            }
            waitForSocket(behindOthers);
        } finally {
            sending.unlock();
        }
    }

    private void waitForSocket(boolean behindOthers) {
        unsent.setWaiting(true);
        pending = true;
        beginDeadlineUnless(behindOthers);
    }

    private void beginDeadlineUnless(boolean running) {
        if (!running) {
            deadline.set(writeTimeoutNanos);
        }
    }

    private Departures departures() {
        return connection.loop().departures();
    }

    /** Sends what was collected in a round; the loop's thread. */
    void depart() {
        if (connection.isClosed()) {
            return;
        }
        boolean awaited = pending || connection.isClosing();
        try {
            if (!flush()) {
                // A worker may be sending: what was collected goes before its own.
                pending = true;
                connection.updateInterest();
            } else if (awaited) {
                connection.flushed();
            }
        } catch (IOException e) {
            connection.fail(e);
        } catch (Throwable e) {
            connection.failInternally(e);
        }
    }

    /** Sends what has not been sent; the loop's thread. Tells whether nothing is left. */
    boolean flush() throws IOException {
        if (cutShort || !sending.tryLock()) {
            return false;
        }
        try {
            unsent.enqueueDeferred();
            boolean sent = transport.flush() && writeUnsent() && transport.flush();
            unsent.endCollecting(departures());
            if (!sent) {
                waitForSocket(unsent.isWaiting());
                return false;
            }
            if (pending) {
                unsent.setWaiting(false);
                pending = false;
                deadline.clear();
            }
            return true;
        } finally {
            sending.unlock();
        }
    }

    private boolean writeUnsent() throws IOException {
        for (ByteBuffer next = unsent.next(); next != null; next = unsent.next()) {
            count(transport.write(next));
            if (next.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    /** Sends everything, waiting for the socket; any thread but the loop's. */
    void writeAndWait(ByteBuffer... out) throws IOException {
        sending.lock();
        try {
            long due = System.nanoTime() + writeTimeoutNanos;
            requireWorkersOutput();
            writeUnsent(due);
            // The last PDU of ours may have been among what was queued.
            requireWorkersOutput();
            writeOrFail(due, out);
        } finally {
            if (connection.isClosed()) {
                transport.discardOutput();
            }
            sending.unlock();
        }
        if (unsent.hasDeferred()) {
            connection.execute(this::flushDeferred);
        }
    }

    private void requireWorkersOutput() throws IOException {
        if (cutShort || workersOutputEnded || connection.isClosed()) {
            throw new IOException("the association has ended");
        }
    }

    private void writeUnsent(long due) throws IOException {
        unsent.enqueueDeferred();
        for (ByteBuffer next = unsent.next(); next != null; next = unsent.next()) {
            writeOrFail(due, next);
        }
        unsent.setWaiting(false);
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
        count(out.length == 1 ? transport.write(out[0]) : transport.write(out));
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
        // Without the lock: a worker that has it must not find anything to send afterwards.
        unsent.clearDeferred();
        if (sending.tryLock()) {
            try {
                unsent.clear();
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
        BYTES_SENT.lazySet(this, bytesSent + sent);
    }
}
