package org.pacsscp.core.internal.operation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetException.Cause;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.LentInput;
import org.pacsscp.core.internal.pdu.PduException;

/**
 * An association's receiving side in the hands of a worker, or of who waits for a response: its bytes, and the wait for them.
 * What is not for them to judge (another PDU, a fault, the end of the stream) goes back to the loop with the receiving side.
 * Owned by the thread that reads; {@link #breakOff} and {@link #giveBackFromRest} may be called by any thread.
 */
final class WorkerInput {
    /** What is read where headers or a command are due: as much as most commands. What comes with them has to be copied. */
    static final int PEEK = 4096;

    /** Longer than a call of the system takes that has nothing to wait for, and shorter than any peer. */
    private static final long AT_ONCE_NANOS = 5_000;

    private static final long LONG_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LentInput lent;
    private final LoopReports reports;
    private final LeastReceiveRate rate;
    private volatile @Nullable DataSetException broken;

    /** The last wait for a message was none: something was there. */
    private boolean atOnce;

    WorkerInput(LentInput lent, LoopReports reports, LeastReceiveRate rate) {
        this.lent = lent;
        this.reports = reports;
        this.rate = rate;
    }

    LentInput lent() {
        return lent;
    }

    /** What was read and not used. */
    ByteBuffer buffer() {
        return lent.buffer();
    }

    /** Reads something into the empty buffer, waiting for it, up to {@code most} bytes. */
    void fill(int most) throws DataSetException {
        try {
            while (requireMore(lent.read(most)) == 0) {
                await();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Reads into the empty buffer what is there without waiting for it, up to {@code most} bytes; maybe nothing. */
    void fillAtOnce(int most) throws DataSetException {
        try {
            requireMore(lent.read(most));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Reads into {@code dst} what is there without waiting for it, maybe nothing, and up to {@code ahead} bytes beyond it
     * into the empty buffer.
     */
    void readAtOnce(ByteBuffer dst, int ahead) throws DataSetException {
        try {
            requireMore(lent.read(dst, ahead));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Reads into one buffer after the other what is there without waiting for it, maybe nothing. */
    void readAtOnce(ByteBuffer[] dst) throws DataSetException {
        try {
            requireMore(lent.read(dst));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Waits until there may be something to read. */
    void awaitMore() throws DataSetException {
        try {
            await();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Tells whether bytes come as they are, not in records. */
    boolean isPlain() {
        return lent.isPlain();
    }

    private long requireMore(long count) throws DataSetException {
        if (count < 0) {
            throw handOver(
                    Cause.PEER_LOST,
                    "the peer closed the connection in the middle of the data set",
                    reports::streamEnded);
        }
        return count;
    }

    private void await() throws IOException {
        long since = System.nanoTime();
        try {
            lent.await(LONG_WAIT_NANOS);
        } catch (InterruptedIOException e) {
            // An operation is interrupted also because its association has ended, which says more.
            if (broken == null) {
                throw e;
            }
        }
        requireSound();
        rate.waited(System.nanoTime() - since);
        if (rate.isMissed(lent.bytesReceived())) {
            throw handOver(Cause.TIMED_OUT, rate.verdict(), () -> reports.tooSlow(rate.verdict()));
        }
    }

    /** Reads for the next message, up to {@code most} bytes; the receiving side goes back if none come until {@code due}. */
    void readUntil(long due, int most) throws IOException {
        int count = isAtOnce() ? lent.read(most) : 0;
        if (count == 0) {
            long since = System.nanoTime();
            if (!lent.await(Math.max(0, due - since))) {
                giveBack(() -> {});
                return;
            }
            atOnce = System.nanoTime() - since < AT_ONCE_NANOS;
            count = lent.read(most);
        }
        if (count < 0) {
            giveBack(reports::streamEnded);
        }
    }

    /**
     * Tells whether to read before any wait. A peer that has just been answered seldom has its next message there already, and to look
     * first would cost a call; where it was there the last time, as of several peers of one thread, the wait is the call to spare.
     */
    private boolean isAtOnce() {
        return atOnce && !Thread.currentThread().isInterrupted();
    }

    private DataSetException failed(IOException e) {
        if (e instanceof DataSetException known) {
            return known;
        }
        return handOver(Cause.PEER_LOST, "the connection broke: " + e.getMessage(), () -> reports.connectionFailed(e));
    }

    DataSetException malformed(PduException e) {
        return handOver(Cause.MALFORMED, String.valueOf(e.getMessage()), () -> reports.malformed(e));
    }

    DataSetException malformed(MessageException e) {
        return handOver(Cause.MALFORMED, String.valueOf(e.getMessage()), () -> reports.broken(e));
    }

    /** Nothing more can be read, for a reason that the loop has to deal with. */
    DataSetException handOver(Cause cause, String message, Runnable problem) {
        DataSetException why = breakWith(cause, message);
        giveBack(problem);
        return why;
    }

    /** Returns why nothing more can be read: this, or what was known before. */
    DataSetException breakWith(Cause cause, String message) {
        DataSetException why = broken;
        if (why == null) {
            why = new DataSetException(cause, message);
            broken = why;
        }
        return why;
    }

    /** The association has ended, or is about to: whoever reads is told why. */
    void breakOff(Cause cause, String message) {
        breakWith(cause, message);
        lent.wakeUp();
    }

    /** Tells whether the data set cannot be read, or answered, any more. */
    boolean isBroken() {
        return broken != null;
    }

    void requireSound() throws DataSetException {
        DataSetException why = broken;
        if (why != null) {
            throw why;
        }
    }

    /** Gives the receiving side back to the loop, with what it has to do first. */
    void giveBack(Runnable first) {
        if (lent.giveBack()) {
            reports.takeBack(first);
        }
    }

    /** Tells whether the receiving side went back. */
    boolean isReturned() {
        return lent.isReturned();
    }

    /** Nothing is read for now: the loop may take the receiving side. */
    void rest() {
        lent.rest();
    }

    /** The worker wants to read on; {@code false} if the loop has the receiving side again. */
    boolean resume() {
        return lent.resume();
    }

    /** As {@link #resume}, for one of several threads that may read in turn; {@code false} also if another reads. */
    boolean takeFromRest() {
        return lent.takeFromRest();
    }

    /** Gives the receiving side back to the loop, unless somebody reads; any thread. */
    void giveBackFromRest() {
        if (lent.giveBackFromRest()) {
            reports.takeBack(() -> {});
        }
    }
}
