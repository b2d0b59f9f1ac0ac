package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetException.Cause;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.LentInput;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduType;

/**
 * An association's receiving side in the hands of a worker: the data set of its operation, and the next message. What is
 * not for a worker to judge (another PDU, a fault, the end of the stream) goes back to the loop with the receiving side.
 * Owned by the worker; {@link #breakOff} may be called by any thread.
 */
final class WorkerInput implements DataSetSource {
    private static final long LONG_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LentInput lent;
    private final PduReader reader;
    private final MessageExchange exchange;
    private final Workers workers;
    private final Patience patience;
    private final boolean returnAfterDataSet;
    private boolean returned;

    /** Nothing is left of the present data set. From now on exchange and reader may be the loop's. */
    private boolean atEnd;

    private volatile @Nullable DataSetException broken;

    WorkerInput(
            LentInput lent,
            PduReader reader,
            MessageExchange exchange,
            Workers workers,
            Patience patience,
            boolean returnAfterDataSet) {
        this.lent = lent;
        this.reader = reader;
        this.exchange = exchange;
        this.workers = workers;
        this.patience = patience;
        this.returnAfterDataSet = returnAfterDataSet;
    }

    LentInput lent() {
        return lent;
    }

    @Override
    public int read(ByteBuffer dst) throws DataSetException {
        if (!findData()) {
            return -1;
        }
        ByteBuffer buffer = lent.buffer();
        int count;
        if (buffer.hasRemaining() || !dst.isDirect()) {
            count = fromBuffer(buffer, dst);
        } else {
            count = fromChannel(dst);
        }
        consumed(count);
        return count;
    }

    private int fromBuffer(ByteBuffer buffer, ByteBuffer dst) throws DataSetException {
        if (!buffer.hasRemaining()) {
            fill();
        }
        int count = (int) Math.min(Math.min(dst.remaining(), buffer.remaining()), reader.fragmentRemaining());
        dst.put(buffer.slice(buffer.position(), count));
        buffer.position(buffer.position() + count);
        return count;
    }

    private int fromChannel(ByteBuffer dst) throws DataSetException {
        int start = dst.position();
        int limit = dst.limit();
        dst.limit((int) Math.min(limit, start + reader.fragmentRemaining()));
        try {
            while (dst.position() == start) {
                long count = lent.read(dst);
                if (count < 0) {
                    throw lost();
                }
                if (count == 0) {
                    await();
                }
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            dst.limit(limit);
        }
        return dst.position() - start;
    }

    @Override
    public int skip(long most) throws DataSetException {
        if (!findData()) {
            return -1;
        }
        ByteBuffer buffer = lent.buffer();
        if (!buffer.hasRemaining()) {
            fill();
        }
        int count = (int) Math.min(Math.min(most, buffer.remaining()), reader.fragmentRemaining());
        buffer.position(buffer.position() + count);
        consumed(count);
        return count;
    }

    /** Reads up to the next byte of the data set; {@code false} at its end. */
    private boolean findData() throws DataSetException {
        DataSetException why = broken;
        if (why != null) {
            throw why;
        }
        while (!atEnd) {
            if (reader.fragmentRemaining() > 0) {
                return true;
            }
            step();
        }
        return false;
    }

    private void step() throws DataSetException {
        try {
            switch (reader.advance(lent.buffer())) {
                case UNDERFLOW -> fill();
                case TYPE -> requireData();
                case FRAGMENT -> {
                    exchange.fragment();
                    restAtEnd();
                }
                case END_OF_P_DATA -> exchange.pduCompleted();
                case PDU, DATA -> throw new IllegalStateException("neither can come in the middle of a data set here");
            }
        } catch (PduException e) {
            throw malformed(e);
        } catch (MessageException e) {
            throw malformed(e);
        }
    }

    private void requireData() throws DataSetException {
        if (reader.type() != PduType.P_DATA_TF) {
            throw handOver(
                    reader.type() == PduType.ABORT ? Cause.ABORTED : Cause.MALFORMED,
                    reader.type() + " came in the middle of the data set",
                    workers::judgeType);
        }
    }

    private void consumed(int count) throws DataSetException {
        try {
            exchange.consumed(count);
        } catch (MessageException e) {
            throw malformed(e);
        }
        restAtEnd();
    }

    private void restAtEnd() {
        atEnd = exchange.betweenMessages();
        if (atEnd) {
            if (returnAfterDataSet) {
                giveBack(() -> {});
            } else {
                lent.rest();
            }
        }
    }

    private void fill() throws DataSetException {
        try {
            for (int count = lent.read(); count <= 0; count = lent.read()) {
                if (count < 0) {
                    throw lost();
                }
                await();
            }
        } catch (IOException e) {
            throw failed(e);
        }
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
        DataSetException why = broken;
        if (why != null) {
            throw why;
        }
        patience.waited(System.nanoTime() - since);
        if (patience.isExhausted(lent.bytesReceived())) {
            throw handOver(Cause.TIMED_OUT, patience.verdict(), () -> workers.tooSlow(patience.verdict()));
        }
    }

    private DataSetException lost() {
        return handOver(
                Cause.PEER_LOST, "the peer closed the connection in the middle of the data set", workers::streamEnded);
    }

    private DataSetException failed(IOException e) {
        if (e instanceof DataSetException known) {
            return known;
        }
        return handOver(Cause.PEER_LOST, "the connection broke: " + e.getMessage(), () -> workers.connectionFailed(e));
    }

    private DataSetException malformed(PduException e) {
        return handOver(Cause.MALFORMED, String.valueOf(e.getMessage()), () -> workers.malformed(e));
    }

    private DataSetException malformed(MessageException e) {
        return handOver(Cause.MALFORMED, String.valueOf(e.getMessage()), () -> workers.broken(e));
    }

    @Override
    public DataSetException exceeded(String message) {
        MessageException e = new MessageException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message);
        if (atEnd) {
            // The loop may have the receiving side again, or takes it when it likes.
            DataSetException why = new DataSetException(Cause.LIMIT_EXCEEDED, message);
            broken = why;
            workers.report(e);
            return why;
        }
        return handOver(Cause.LIMIT_EXCEEDED, message, () -> workers.broken(e));
    }

    private DataSetException handOver(Cause cause, String message, Runnable problem) {
        DataSetException why = broken;
        if (why == null) {
            why = new DataSetException(cause, message);
            broken = why;
        }
        giveBack(problem);
        return why;
    }

    /** Gives the receiving side back to the loop, with what it has to do first. */
    void giveBack(Runnable first) {
        if (!returned) {
            returned = true;
            if (lent.giveBack()) {
                workers.takeBack(lent, first);
            }
        }
    }

    /** The association has ended, or is about to: whoever reads is told why. */
    void breakOff(Cause cause, String message) {
        if (broken == null) {
            broken = new DataSetException(cause, message);
        }
        lent.wakeUp();
    }

    /** Tells whether the data set cannot be read, or answered, any more. */
    boolean isBroken() {
        return broken != null;
    }

    /** Reads what the handler does not want of the data set. */
    @Override
    public void drain() throws DataSetException {
        if (!atEnd && broken == null) {
            exchange.dropRest();
            while (findData()) {
                ByteBuffer buffer = lent.buffer();
                if (!buffer.hasRemaining()) {
                    fill();
                }
                try {
                    exchange.data(buffer);
                } catch (MessageException e) {
                    throw malformed(e);
                }
                atEnd = exchange.betweenMessages();
            }
            restAtEnd();
        }
    }

    /**
     * Waits for the next request that wants a worker, at most so long; messages that need none are served meanwhile.
     *
     * @return the operation, with the receiving side still the worker's; {@code null} if that has gone back to the loop
     */
    @Nullable
    Operation nextOperation(long nanos) {
        if (returned || !lent.resume()) {
            return null;
        }
        long due = System.nanoTime() + nanos;
        try {
            while (!returned) {
                if (broken != null) {
                    giveBack(() -> {});
                } else if (advance(due) == MessageExchange.Step.OPERATION) {
                    Operation next = exchange.nextOperation();
                    atEnd = !next.command().hasDataSet();
                    return next;
                }
            }
        } catch (PduException e) {
            giveBack(() -> workers.malformed(e));
        } catch (MessageException e) {
            giveBack(() -> workers.broken(e));
        } catch (IOException e) {
            giveBack(() -> workers.connectionFailed(e));
        }
        return null;
    }

    private MessageExchange.Step advance(long due) throws PduException, MessageException, IOException {
        switch (reader.advance(lent.buffer())) {
            case UNDERFLOW -> readUntil(due);
            case TYPE -> {
                if (reader.type() != PduType.P_DATA_TF) {
                    giveBack(workers::judgeType);
                }
            }
            case FRAGMENT -> {
                return exchange.fragment();
            }
            case DATA -> {
                return exchange.data(lent.buffer());
            }
            case END_OF_P_DATA -> exchange.pduCompleted();
            case PDU -> throw new IllegalStateException("its type went back to the loop");
        }
        return MessageExchange.Step.CONTINUE;
    }

    private void readUntil(long due) throws IOException {
        int count = lent.read();
        if (count < 0) {
            giveBack(workers::streamEnded);
        } else if (count == 0) {
            long left = due - System.nanoTime();
            if (left <= 0) {
                giveBack(() -> {});
            } else {
                lent.await(left);
            }
        }
    }
}
