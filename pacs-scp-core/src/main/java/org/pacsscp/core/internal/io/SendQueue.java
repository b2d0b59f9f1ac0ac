package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.WriteBatch;

/**
 * What a connection has to send, before its transport: first what is kept for the end of the loop's batch, then what had to
 * wait for the socket, then what came from the loop while a worker was sending. Guarded by the sending lock, unless it says
 * otherwise.
 */
final class SendQueue {
    private static final AtomicLongFieldUpdater<SendQueue> BYTES_SENT =
            AtomicLongFieldUpdater.newUpdater(SendQueue.class, "bytesSent");

    /** Replaced when TLS begins, before anything is sent. */
    private volatile Transport transport;

    private volatile long bytesSent;

    /** What the loop wanted to send while a worker was sending; {@code null} until that happens. */
    private volatile @Nullable Queue<ByteBuffer> deferred;

    /** {@code null} until something has to wait: most peers read as fast as we send. */
    private @Nullable ArrayDeque<ByteBuffer> queued;

    /** Only the loop sets it; a worker may send what is in it. */
    private @Nullable ByteBuffer batched;

    /** Bytes have to wait for the socket, here or in the transport. */
    private volatile boolean waiting;

    SendQueue(Transport transport) {
        this.transport = transport;
    }

    /** Replaces the transport; the loop's thread, before anything is sent. */
    void secure(Transport tls) {
        transport = tls;
    }

    /** Any thread, without the lock too. */
    Transport transport() {
        return transport;
    }

    /** Any thread, without the lock too. */
    long bytesSent() {
        return bytesSent;
    }

    /** Tells whether bytes are still to be sent; the loop's thread, without the lock too. */
    boolean isAny() {
        return batched != null || isWaiting();
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

    /** Bytes are queued before they are taken from the others, so that whoever asks without the lock always sees them waiting. */
    void enqueueDeferred() {
        Queue<ByteBuffer> present = deferred;
        if (present == null) {
            return;
        }
        for (ByteBuffer out = present.peek(); out != null; out = present.peek()) {
            queued().add(out);
            waiting = true;
            present.poll();
        }
    }

    boolean isEmpty() {
        return batched == null && isNoneQueued();
    }

    private boolean isNoneQueued() {
        return queued == null || queued.isEmpty();
    }

    private ArrayDeque<ByteBuffer> queued() {
        ArrayDeque<ByteBuffer> present = queued;
        if (present == null) {
            present = new ArrayDeque<>(1);
            queued = present;
        }
        return present;
    }

    void add(ByteBuffer out) {
        queued().add(copy(out));
    }

    /** Keeps bytes for the end of the batch; {@code false} if they cannot wait for that. The loop's thread. */
    boolean addToBatch(WriteBatch.Writer writer, WriteBatch batch, ByteBuffer out) {
        if (!isNoneQueued()) {
            return false;
        }
        ByteBuffer present = batched;
        if (present == null) {
            if (!batch.takes(out.remaining())) {
                return false;
            }
            batched = batch.add(writer).put(out).flip();
            return true;
        }
        int end = present.limit();
        if (present.capacity() - end < out.remaining()) {
            return false;
        }
        present.limit(end + out.remaining()).put(end, out, out.position(), out.remaining());
        out.position(out.limit());
        return true;
    }

    /** Gives up the batch's buffer, when the batch ends or its bytes are out; the loop's thread. */
    void leaveBatch(WriteBatch batch) {
        ByteBuffer present = batched;
        if (present != null) {
            batched = null;
            if (present.hasRemaining()) {
                queued().addFirst(copy(present));
            }
            batch.giveBack(present);
        }
    }

    /** Returns what is to be sent next; {@code null} if nothing is. */
    @Nullable
    ByteBuffer next() {
        if (batched != null && batched.hasRemaining()) {
            return batched;
        }
        if (queued == null) {
            return null;
        }
        while (!queued.isEmpty() && !queued.element().hasRemaining()) {
            queued.remove();
        }
        return queued.peek();
    }

    /** Writes what the transport takes of these bytes. */
    void write(ByteBuffer out) throws IOException {
        count(transport.write(out));
    }

    /** Writes what the transport takes of these bytes. */
    void write(ByteBuffer[] out) throws IOException {
        count(transport.write(out));
    }

    private void count(long sent) {
        BYTES_SENT.lazySet(this, bytesSent + sent);
    }

    /** Sends what the transport has held back; {@code false} if the channel does not take all of it. */
    boolean flush() throws IOException {
        return transport.flush();
    }

    /** Writes what the transport takes of all there is; tells whether nothing is left, here or there. */
    boolean writeAll() throws IOException {
        if (!transport.flush()) {
            return false;
        }
        for (ByteBuffer next = next(); next != null; next = next()) {
            write(next);
            if (next.hasRemaining()) {
                return false;
            }
        }
        return transport.flush();
    }

    /** Drops what came while a worker was sending; the loop's thread, without the lock too. */
    void clearDeferred() {
        Queue<ByteBuffer> present = deferred;
        if (present != null) {
            present.clear();
        }
    }

    void clear() {
        queued = null;
        batched = null;
    }

    private static ByteBuffer copy(ByteBuffer out) {
        return ByteBuffer.allocate(out.remaining()).put(out).flip();
    }
}
