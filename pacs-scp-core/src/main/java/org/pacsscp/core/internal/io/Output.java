package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.flight.FlightRecorder;
import org.pacsscp.core.internal.flight.WriteStallRecord;
import org.pacsscp.core.internal.io.loop.Deadline;
import org.pacsscp.core.internal.io.loop.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's sending side. Any thread may send; each call's bytes go out in one piece. The loop never waits: what the
 * socket does not take, or a worker is in the way of, is queued. A worker waits, while it has the lock, until the socket
 * has taken everything.
 */
final class Output implements WriteBatch.Writer {
    private static final Logger log = LoggerFactory.getLogger(Output.class);

    /** Each time that the socket has taken so much, a worker's deadline begins anew. */
    private static final int BYTES_IN_TIME = 1 << 17;

    private final ConnectionLife connection;
    private final long writeTimeoutNanos;
    private final ReentrantLock sending = new ReentrantLock();
    private final SendQueue queue;

    /** {@code null} until bytes have to wait for the first time: most peers read as fast as we send. The loop's. */
    private @Nullable Deadline deadline;

    /** The loop has to flush, since bytes of its own have waited: also if a worker has sent them since. The loop's. */
    private boolean pending;

    /** The handler wants to know when the socket has all that the loop has written. The loop's. */
    private boolean handOverAwaited;

    /** What the loop waits for; {@code null} if it waits for nothing, or nobody records that. The loop's. */
    private @Nullable WriteStallRecord stall;

    /** Half a PDU may be out, after which nothing may come: the connection is about to be closed. */
    private volatile boolean cutShort;

    private volatile boolean workersOutputEnded;
    private volatile @Nullable SocketWait waiting;

    Output(ConnectionLife connection, Transport transport, long writeTimeoutNanos) {
        this.connection = connection;
        queue = new SendQueue(transport);
        this.writeTimeoutNanos = writeTimeoutNanos;
    }

    /** From now on bytes go through TLS; the loop's thread, before anything is sent. */
    void secure(Transport tls) {
        queue.secure(tls);
    }

    /** Any thread, once the connection is established. */
    Optional<SSLSession> tlsSession() {
        return queue.transport().tlsSession();
    }

    /** Any thread. */
    long bytesSent() {
        return queue.bytesSent();
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
        return queue.isAny();
    }

    /** Tells whether nothing more is sent, since half a PDU may be out; any thread. */
    boolean isCutShort() {
        return cutShort;
    }

    /** Sends soon or queues; the loop's thread. What is queued behind other bytes does not put their deadline off. */
    void write(ByteBuffer out) throws IOException {
        if (cutShort) {
            return;
        }
        boolean behindOthers = queue.isWaiting();
        if (!sending.tryLock()) {
            // The worker looks for deferred bytes once it has let go of the lock; if it has done so meanwhile, the loop
            // flushes them when the socket takes more.
            queue.defer(out);
            pending = true;
            beginDeadlineUnless(behindOthers);
            return;
        }
        try {
            queue.enqueueDeferred();
            if (queue.addToBatch(this, batch(), out)) {
                return;
            }
            if (queue.isEmpty()) {
                queue.write(out);
            }
            if (out.hasRemaining()) {
                queue.add(out);
            } else if (queue.isEmpty() && queue.flush()) {
                return;
            }
            waitForSocket(behindOthers);
        } finally {
            sending.unlock();
        }
    }

    private void waitForSocket(boolean behindOthers) {
        queue.setWaiting(true);
        pending = true;
        if (stall == null) {
            stall = FlightRecorder.writeStall();
        }
        beginDeadlineUnless(behindOthers);
    }

    private void endStall() {
        WriteStallRecord event = stall;
        if (event != null) {
            stall = null;
            event.over(connection.remoteAddress(), false);
        }
    }

    private void beginDeadlineUnless(boolean running) {
        if (running) {
            return;
        }
        Deadline present = deadline;
        if (present == null) {
            present = connection.deadline(this::deadlinePassed);
            deadline = present;
        }
        present.set(writeTimeoutNanos);
    }

    /** A worker may have sent meanwhile what the deadline was set for. */
    private void deadlinePassed() {
        if (queue.isWaiting()) {
            connection.writeDeadlinePassed();
        }
    }

    private void endDeadline() {
        if (deadline != null) {
            deadline.clear();
        }
    }

    private WriteBatch batch() {
        return connection.loop().writes();
    }

    /** Sends what was kept for the end of the batch; the loop's thread. */
    @Override
    public void sendBatched() {
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
                flushed();
            }
        } catch (IOException e) {
            connection.fail(e);
        } catch (Throwable e) {
            connection.failInternally(e);
        }
    }

    @Override
    public void batchSent(long nanos) {
        if (!hasUnsent() && !connection.isClosed()) {
            handedOver(nanos);
        }
    }

    /** Sends what has not been sent, since the socket takes more; the loop's thread. */
    void flushNow() {
        try {
            if (flush()) {
                flushed();
            } else {
                connection.updateInterest();
            }
        } catch (IOException e) {
            connection.fail(e);
        }
    }

    /** Sends what has not been sent; the loop's thread. Tells whether nothing is left. */
    boolean flush() throws IOException {
        if (cutShort || !sending.tryLock()) {
            return false;
        }
        try {
            queue.enqueueDeferred();
            boolean sent = queue.writeAll();
            queue.leaveBatch(batch());
            if (!sent) {
                waitForSocket(queue.isWaiting());
                return false;
            }
            if (pending) {
                queue.setWaiting(false);
                pending = false;
                endDeadline();
                endStall();
            }
            return true;
        } finally {
            sending.unlock();
        }
    }

    /** All output of the loop's is out: what has waited for that goes on. */
    private void flushed() {
        handedOver();
        connection.flushed();
    }

    /** Lets the handler be told when the socket has all that was written so far; the loop's thread. */
    void tellWhenHandedOver() {
        handOverAwaited = true;
    }

    /** The socket has all that the loop has written; the loop's thread. */
    void handedOver() {
        if (handOverAwaited) {
            handedOver(System.nanoTime());
        }
    }

    private void handedOver(long nanos) {
        if (handOverAwaited) {
            handOverAwaited = false;
            try {
                connection.requireHandler().handedOver(nanos);
            } catch (Throwable e) {
                connection.failInternally(e);
            }
        }
    }

    /** Gives the socket now what it can take; the loop's thread. That the network is broken is left to others to find. */
    void handOver() {
        try {
            if (flush()) {
                handedOver();
            }
        } catch (IOException e) {
            log.debug("{} does not take what is sent at the end: {}", connection.remoteAddress(), e.getMessage());
        }
    }

    /** Sends everything, waiting for the socket; any thread but the loop's. */
    void writeAndWait(ByteBuffer... out) throws IOException {
        sending.lock();
        try {
            long due = System.nanoTime() + writeTimeoutNanos;
            requireWorkersOutput();
            writeQueueFully(due);
            // The last PDU of ours may have been among what was queued.
            requireWorkersOutput();
            writeOrCutShort(due, out);
        } finally {
            if (connection.isClosed()) {
                queue.transport().discardOutput();
            }
            sending.unlock();
        }
        if (queue.hasDeferred()) {
            connection.execute(this::flushNow);
        }
    }

    private void requireWorkersOutput() throws IOException {
        if (cutShort || workersOutputEnded || connection.isClosed()) {
            throw new IOException("the association has ended");
        }
    }

    private void writeQueueFully(long due) throws IOException {
        queue.enqueueDeferred();
        for (ByteBuffer next = queue.next(); next != null; next = queue.next()) {
            writeOrCutShort(due, next);
        }
        queue.setWaiting(false);
    }

    private void writeOrCutShort(long due, ByteBuffer... out) throws IOException {
        try {
            writeFully(due, out);
        } catch (IOException e) {
            cutShort = true;
            connection.execute(() -> connection.fail(e));
            throw e;
        } catch (RuntimeException | Error e) {
            cutShort = true;
            connection.failInternallySoon(e);
            throw e;
        }
    }

    private void writeFully(long due, ByteBuffer... out) throws IOException {
        writeSome(out);
        if (!isSent(out)) {
            waitAndWrite(due, out);
        }
    }

    private void waitAndWrite(long due, ByteBuffer... out) throws IOException {
        SocketWait wait = new SocketWait(connection, writeTimeoutNanos, due);
        WriteStallRecord event = FlightRecorder.writeStall();
        waiting = wait;
        try {
            wait.begin();
            long prolongedAt = queue.bytesSent();
            while (!isSent(out)) {
                wait.await();
                writeSome(out);
                if (queue.bytesSent() - prolongedAt >= BYTES_IN_TIME) {
                    prolongedAt = queue.bytesSent();
                    wait.prolong();
                }
            }
        } finally {
            waiting = null;
            wait.end();
            if (event != null) {
                event.over(connection.remoteAddress(), true);
            }
        }
    }

    private void writeSome(ByteBuffer... out) throws IOException {
        if (out.length == 1) {
            queue.write(out[0]);
        } else {
            queue.write(out);
        }
    }

    private boolean isSent(ByteBuffer... out) throws IOException {
        return !Transport.hasRemaining(out) && queue.flush();
    }

    /** From now on only the loop may send; any thread. */
    void endWorkersOutput() {
        workersOutputEnded = true;
    }

    /** Sends what the transport itself has to say; whoever reads. A thread that has the lock does so anyway. */
    void flushTransport() {
        if (sending.tryLock()) {
            try {
                queue.flush();
            } catch (IOException e) {
                connection.execute(() -> connection.fail(e));
            } finally {
                sending.unlock();
            }
        }
        connection.execute(this::flushNow);
    }

    /** Drops what is queued, and wakes a worker that waits; the loop's thread, when the connection is marked closed. */
    void close() {
        endDeadline();
        endStall();
        SocketWait waitedOn = waiting;
        if (waitedOn != null) {
            waitedOn.wakeUp();
        }
        // Without the lock: a worker that has it must not find anything to send afterwards.
        queue.clearDeferred();
        if (sending.tryLock()) {
            try {
                queue.clear();
                queue.transport().closeOutput();
            } catch (IOException e) {
                log.debug("no farewell to {}: {}", connection.remoteAddress(), e.getMessage());
            } finally {
                queue.transport().discardOutput();
                sending.unlock();
            }
        }
    }
}
