package org.pacsscp.core.internal.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.io.loop.Quietly;

/**
 * A connection's receiving side while a worker has it, or several threads have it in turn, and a buffer for what was read but not
 * used. Used by the one thread that reads, until it is {@linkplain State#RETURNED returned}, or the loop has taken it back
 * while nobody needed it.
 */
public final class LentInput {
    /** Who has the receiving side. */
    private enum State {
        /** The worker reads. */
        READING,
        /** The worker has it but does not read; the loop may take it. */
        AT_REST,
        /** The loop has it again. */
        RETURNED
    }

    private final ConnectionLife connection;
    private final Input input;
    private final ByteBuffer buffer;
    private final AtomicReference<State> state = new AtomicReference<>(State.READING);
    private volatile long restingSince;
    private volatile boolean waiting;
    private volatile long waitingSince;
    private volatile boolean wokenUp;
    private volatile @Nullable Selector selector;

    LentInput(ConnectionLife connection, Input input, ByteBuffer leftInput) {
        this.connection = connection;
        this.input = input;
        buffer = connection.loop().buffers().take();
        buffer.put(leftInput).flip();
    }

    /** What was read and not used: between position and limit. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Returns what came over the connection so far. */
    public long bytesReceived() {
        return input.bytesReceived();
    }

    /** Reads into the empty buffer what is there, up to {@code most} bytes; 0 if nothing is, -1 at the end of the stream. */
    public int read(int most) throws IOException {
        limitEmptyBuffer(most);
        try {
            return input.readLent(buffer);
        } finally {
            buffer.flip();
        }
    }

    /**
     * Reads into {@code dst}, and up to {@code ahead} bytes that go beyond it into the empty buffer, in one call of the
     * system. A transport of records may bring more.
     */
    public long read(ByteBuffer dst, int ahead) throws IOException {
        limitEmptyBuffer(ahead);
        try {
            return buffer.hasRemaining() ? input.readLent(new ByteBuffer[] {dst, buffer}) : input.readLent(dst);
        } finally {
            buffer.flip();
        }
    }

    /** Reads into one buffer after the other what is there; the empty buffer of the loan stays as it is. */
    public long read(ByteBuffer[] dst) throws IOException {
        return input.readLent(dst);
    }

    /** Tells whether bytes come as they are, not in records. */
    public boolean isPlain() {
        return input.leastInput() == 0;
    }

    private void limitEmptyBuffer(int most) {
        buffer.clear().limit(Math.min(buffer.capacity(), Math.max(most, input.leastInput())));
    }

    /**
     * Waits until something may be there to read.
     *
     * @return whether it is; {@code false} if the time has passed, or {@link #wakeUp} was called
     * @throws InterruptedIOException if the thread is interrupted, which it stays
     */
    public boolean await(long nanos) throws IOException {
        if (input.hasBufferedInput()) {
            return true;
        }
        try {
            Selector awaited = selector();
            // Asked after wakeUp() can see whom to wake, so that neither misses the other.
            if (wokenUp) {
                return false;
            }
            waitingSince = System.nanoTime();
            waiting = true;
            int ready = awaited.select(key -> {}, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
            if (Thread.currentThread().isInterrupted()) {
                // Also if something is there: to read it would close the channel.
                throw new InterruptedIOException("interrupted while waiting for the peer");
            }
            return ready > 0;
        } catch (ClosedSelectorException e) {
            throw new IOException("the connection was closed", e);
        } finally {
            waiting = false;
        }
    }

    private Selector selector() throws IOException {
        Selector present = selector;
        if (present == null) {
            present = connection.loop().selectors().take();
            selector = present;
            connection.channel().registerLent(present, SelectionKey.OP_READ);
        }
        return present;
    }

    /** Ends an {@link #await} now, and each that follows; any thread. */
    public void wakeUp() {
        wokenUp = true;
        Selector awaited = selector;
        if (awaited != null) {
            awaited.wakeup();
        }
    }

    /** The worker does not read for now: the loop may take the receiving side back. */
    public void rest() {
        restingSince = System.nanoTime();
        state.compareAndSet(State.READING, State.AT_REST);
    }

    /** Takes what is at rest, for one of several threads in turn; {@code false} if another reads, or the loop has it. */
    public boolean takeFromRest() {
        return state.compareAndSet(State.AT_REST, State.READING);
    }

    /** As {@link #giveBack}, of what is at rest; {@code false} if somebody reads, or the loop has it already. Any thread. */
    public boolean giveBackFromRest() {
        return state.compareAndSet(State.AT_REST, State.RETURNED);
    }

    /** The worker wants to read on; {@code false} if the loop has the receiving side already. */
    public boolean resume() {
        return state.get() == State.READING || state.compareAndSet(State.AT_REST, State.READING);
    }

    /** Tells whether the loop has the receiving side again, or will have; any thread. */
    public boolean isReturned() {
        return state.get() == State.RETURNED;
    }

    /** Tells whether the worker waits for something to read; any thread. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Returns since when it has waited, as a moment of {@link System#nanoTime}. */
    long waitingSince() {
        return waitingSince;
    }

    /** The loop takes the receiving side if the worker has not read for so long. */
    public boolean takeBack(long restNanos) {
        return state.get() == State.AT_REST
                && System.nanoTime() - restingSince >= restNanos
                && state.compareAndSet(State.AT_REST, State.RETURNED);
    }

    /**
     * The worker gives the receiving side up; what is in the buffer is the loop's. {@code false} if the loop has it
     * already.
     */
    public boolean giveBack() {
        return state.getAndSet(State.RETURNED) != State.RETURNED;
    }

    /** Gives out a copy of what was not used, and the buffer and the selector back; by whoever has them last. */
    ByteBuffer release() {
        ByteBuffer left = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        connection.loop().buffers().give(buffer);
        Selector registered = selector;
        if (registered != null) {
            connection.loop().selectors().give(registered);
        }
        return left;
    }

    /** The connection is closed while a worker may be anywhere: frees its descriptor, and fails what the worker tries. */
    void abandon() {
        Selector registered = selector;
        if (registered != null) {
            Quietly.close(registered);
        }
    }
}
