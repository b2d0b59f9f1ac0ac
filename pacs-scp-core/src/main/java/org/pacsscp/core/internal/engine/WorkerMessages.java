package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetException.Cause;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduType;
import org.pacsscp.core.internal.pdu.PduWriter;

/**
 * What a worker reads from the lent receiving side: the data set of its operation, then the next message. Owned by the
 * worker.
 *
 * <p>Bytes of a data set go straight from the channel to a direct buffer of the handler's. With them comes the header of
 * the next fragment and nothing more, since whatever came beyond it would have to be copied.
 */
final class WorkerMessages implements DataSetSource {
    /** What is read for bytes that are wanted elsewhere, or nowhere. */
    private static final int BUFFERFUL = Integer.MAX_VALUE;

    /** What is read where a message begins: as much as most commands, and what follows a header that came in pieces. */
    private static final int PEEK = 4096;

    private final WorkerInput input;
    private final PduReader reader;
    private final MessageExchange exchange;
    private final Workers workers;
    private final boolean returnAfterDataSet;

    /** Nothing is left of the present data set. From now on exchange and reader may be the loop's. */
    private boolean atEnd;

    WorkerMessages(
            WorkerInput input,
            PduReader reader,
            MessageExchange exchange,
            Workers workers,
            boolean returnAfterDataSet) {
        this.input = input;
        this.reader = reader;
        this.exchange = exchange;
        this.workers = workers;
        this.returnAfterDataSet = returnAfterDataSet;
    }

    WorkerInput input() {
        return input;
    }

    /** Waits for the first bytes, and goes on while there are more and fragments fit: to cut one costs a call more. */
    @Override
    public int read(ByteBuffer dst) throws DataSetException {
        if (!findData()) {
            return -1;
        }
        int start = dst.position();
        boolean channelMayHaveMore = take(dst);
        try {
            while (mayHaveMore(channelMayHaveMore)
                    && findDataAtOnce()
                    && reader.fragmentRemaining() <= dst.remaining()) {
                channelMayHaveMore = takeAtOnce(dst);
            }
        } catch (DataSetException e) {
            // What came before is good; the next call throws this, which the input keeps.
            return dst.position() - start;
        }
        return dst.position() - start;
    }

    private boolean mayHaveMore(boolean inChannel) {
        return !atEnd && (inChannel || input.buffer().hasRemaining());
    }

    /** Takes bytes of the fragment, waiting for some; tells whether the channel gave as many as it was asked for. */
    private boolean take(ByteBuffer dst) throws DataSetException {
        if (input.buffer().hasRemaining()) {
            return copy(dst);
        }
        if (!dst.isDirect()) {
            input.fill(BUFFERFUL);
            return copy(dst);
        }
        return takeFromChannel(dst, input::read);
    }

    private boolean takeAtOnce(ByteBuffer dst) throws DataSetException {
        if (!input.buffer().hasRemaining() && dst.isDirect()) {
            return takeFromChannel(dst, input::readAtOnce);
        }
        return copy(dst);
    }

    private boolean copy(ByteBuffer dst) throws DataSetException {
        ByteBuffer buffer = input.buffer();
        int count = (int) Math.min(Math.min(dst.remaining(), buffer.remaining()), reader.fragmentRemaining());
        dst.put(dst.position(), buffer, buffer.position(), count).position(dst.position() + count);
        buffer.position(buffer.position() + count);
        consumed(count);
        return dst.isDirect();
    }

    @FunctionalInterface
    private interface ChannelRead {
        void into(ByteBuffer dst, int ahead) throws DataSetException;
    }

    private boolean takeFromChannel(ByteBuffer dst, ChannelRead read) throws DataSetException {
        int start = dst.position();
        int limit = dst.limit();
        boolean endsFragment = reader.fragmentRemaining() <= dst.remaining();
        if (endsFragment) {
            dst.limit(start + (int) reader.fragmentRemaining());
        }
        boolean full;
        try {
            read.into(dst, endsFragment ? PduWriter.DATA_HEADER_LENGTH : 0);
            full = !dst.hasRemaining();
        } finally {
            dst.limit(limit);
        }
        consumed(dst.position() - start);
        return full;
    }

    @Override
    public int skip(long most) throws DataSetException {
        if (!findData()) {
            return -1;
        }
        ByteBuffer buffer = input.buffer();
        if (!buffer.hasRemaining()) {
            input.fill(BUFFERFUL);
        }
        int count = (int) Math.min(Math.min(most, buffer.remaining()), reader.fragmentRemaining());
        buffer.position(buffer.position() + count);
        consumed(count);
        return count;
    }

    /** Reads up to the next byte of the data set, waiting for it; {@code false} at its end. */
    private boolean findData() throws DataSetException {
        input.requireSound();
        while (!atEnd) {
            if (reader.fragmentRemaining() > 0) {
                return true;
            }
            if (!step()) {
                input.fill(PEEK);
            }
        }
        return false;
    }

    /** Reads up to the next byte of the data set unless it would have to wait. */
    private boolean findDataAtOnce() throws DataSetException {
        while (!atEnd) {
            if (reader.fragmentRemaining() > 0) {
                return true;
            }
            if (!step()) {
                input.fillAtOnce(PEEK);
                if (!input.buffer().hasRemaining()) {
                    return false;
                }
            }
        }
        return false;
    }

    /** Takes what is in the buffer a step further; {@code false} if nothing is. */
    private boolean step() throws DataSetException {
        try {
            switch (reader.advance(input.buffer())) {
                case UNDERFLOW -> {
                    return false;
                }
                case TYPE -> requireData();
                case FRAGMENT -> {
                    exchange.fragment();
                    restAtEnd();
                }
                case END_OF_P_DATA -> exchange.pduCompleted();
                case PDU, DATA -> throw new IllegalStateException("neither can come in the middle of a data set here");
            }
            return true;
        } catch (PduException e) {
            throw input.malformed(e);
        } catch (MessageException e) {
            throw input.malformed(e);
        }
    }

    private void requireData() throws DataSetException {
        if (reader.type() != PduType.P_DATA_TF) {
            throw input.handOver(
                    reader.type() == PduType.ABORT ? Cause.ABORTED : Cause.MALFORMED,
                    reader.type() + " came in the middle of the data set",
                    workers::judgeType);
        }
    }

    private void consumed(int count) throws DataSetException {
        try {
            exchange.consumed(count);
        } catch (MessageException e) {
            throw input.malformed(e);
        }
        restAtEnd();
    }

    /** To be called once for each step, since from the end on the receiving side may be the loop's. */
    private void restAtEnd() {
        atEnd = exchange.betweenMessages();
        if (atEnd) {
            if (returnAfterDataSet) {
                input.giveBack(() -> {});
            } else {
                input.rest();
            }
        }
    }

    @Override
    public DataSetException exceeded(String message) {
        MessageException e = new MessageException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message);
        if (atEnd) {
            // The loop may have the receiving side again, or takes it when it likes.
            DataSetException why = input.breakWith(Cause.LIMIT_EXCEEDED, message);
            workers.report(e);
            return why;
        }
        return input.handOver(Cause.LIMIT_EXCEEDED, message, () -> workers.broken(e));
    }

    /** Reads what the handler does not want of the data set. */
    @Override
    public void drain() throws DataSetException {
        if (!atEnd && !input.isBroken()) {
            exchange.dropRest();
            while (findData()) {
                ByteBuffer buffer = input.buffer();
                if (!buffer.hasRemaining()) {
                    input.fill(BUFFERFUL);
                }
                try {
                    exchange.data(buffer);
                } catch (MessageException e) {
                    throw input.malformed(e);
                }
                restAtEnd();
            }
        }
    }

    /**
     * Waits for the next request that wants a worker, at most so long; messages that need none are served meanwhile.
     *
     * @return the operation, with the receiving side still the worker's; {@code null} if that has gone back to the loop
     */
    @Nullable
    Operation nextOperation(long nanos) {
        if (!input.resume()) {
            return null;
        }
        long due = System.nanoTime() + nanos;
        try {
            while (!input.isReturned()) {
                if (input.isBroken()) {
                    input.giveBack(() -> {});
                } else if (advance(due) == MessageExchange.Step.OPERATION) {
                    Operation next = exchange.nextOperation();
                    atEnd = !next.command().hasDataSet();
                    return next;
                }
            }
        } catch (PduException e) {
            input.giveBack(() -> workers.malformed(e));
        } catch (MessageException e) {
            input.giveBack(() -> workers.broken(e));
        } catch (IOException e) {
            input.giveBack(() -> workers.connectionFailed(e));
        }
        return null;
    }

    private MessageExchange.Step advance(long due) throws PduException, MessageException, IOException {
        switch (reader.advance(input.buffer())) {
            case UNDERFLOW -> input.readUntil(due, PEEK);
            case TYPE -> {
                if (reader.type() != PduType.P_DATA_TF) {
                    input.giveBack(workers::judgeType);
                }
            }
            case FRAGMENT -> {
                return exchange.fragment();
            }
            case DATA -> {
                return exchange.data(input.buffer());
            }
            case END_OF_P_DATA -> exchange.pduCompleted();
            case PDU -> throw new IllegalStateException("its type went back to the loop");
        }
        return MessageExchange.Step.CONTINUE;
    }
}
