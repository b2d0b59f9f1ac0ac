package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DataSetException.Cause;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.DataHeader;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduType;

/**
 * The data sets of a worker's operations, one after the other, as they come over the lent receiving side. Owned by the
 * worker.
 *
 * <p>Bytes go straight from the channel to a direct buffer of the handler's, with as many fragments as it has room for.
 * With them comes the header of the next fragment and nothing more, since whatever came beyond it would have to be copied.
 */
final class LentDataSet implements DataSetSource {
    /** What is read for bytes that are wanted elsewhere, or nowhere. */
    private static final int BUFFERFUL = Integer.MAX_VALUE;

    private final WorkerInput input;
    private final ReceivingSide side;
    private final MessageExchange exchange;
    private final LoopReports reports;
    private final boolean returnAfterDataSet;
    private @Nullable FragmentsAhead ahead;

    /** Nothing is left of the present data set. From now on exchange and reader may be the loop's. */
    private boolean atEnd;

    /** {@code returnAfterDataSet} gives the receiving side back to the loop after each. */
    LentDataSet(
            WorkerInput input,
            ReceivingSide side,
            MessageExchange exchange,
            LoopReports reports,
            boolean returnAfterDataSet) {
        this.input = input;
        this.side = side;
        this.exchange = exchange;
        this.reports = reports;
        this.returnAfterDataSet = returnAfterDataSet;
    }

    /** Another operation begins, with a data set or without. */
    void begin(boolean hasDataSet) {
        atEnd = !hasDataSet;
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
            while (mayHaveMore(channelMayHaveMore) && findDataAtOnce() && side.fragmentRemaining() <= dst.remaining()) {
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
        int start = dst.position();
        boolean full = takeFromChannel(dst);
        while (dst.position() == start) {
            input.awaitMore();
            full = takeFromChannel(dst);
        }
        return full;
    }

    private boolean takeAtOnce(ByteBuffer dst) throws DataSetException {
        if (!input.buffer().hasRemaining() && dst.isDirect()) {
            return takeFromChannel(dst);
        }
        return copy(dst);
    }

    private boolean copy(ByteBuffer dst) throws DataSetException {
        ByteBuffer buffer = input.buffer();
        int count = (int) Math.min(Math.min(dst.remaining(), buffer.remaining()), side.fragmentRemaining());
        dst.put(dst.position(), buffer, buffer.position(), count).position(dst.position() + count);
        buffer.position(buffer.position() + count);
        consumed(count);
        return dst.isDirect();
    }

    private boolean takeFromChannel(ByteBuffer dst) throws DataSetException {
        if (side.fragmentRemaining() > dst.remaining()) {
            return takePart(dst);
        }
        return (input.isPlain() && ahead().prepare(side.reader(), dst)) ? takeFragments(dst) : takeFragment(dst);
    }

    private FragmentsAhead ahead() {
        FragmentsAhead present = ahead;
        if (present == null) {
            present = new FragmentsAhead(input.buffer());
            ahead = present;
        }
        return present;
    }

    private boolean takePart(ByteBuffer dst) throws DataSetException {
        int start = dst.position();
        input.readAtOnce(dst, 0);
        boolean full = !dst.hasRemaining();
        consumed(dst.position() - start);
        return full;
    }

    private boolean takeFragment(ByteBuffer dst) throws DataSetException {
        int start = dst.position();
        int limit = dst.limit();
        dst.limit(start + (int) side.fragmentRemaining());
        boolean full;
        try {
            input.readAtOnce(dst, DataHeader.LENGTH);
            full = !dst.hasRemaining();
        } finally {
            dst.limit(limit);
        }
        consumed(dst.position() - start);
        return full;
    }

    /** The present fragment, and those after it that are as expected. */
    private boolean takeFragments(ByteBuffer dst) throws DataSetException {
        FragmentsAhead fragments = ahead();
        int contextId = side.reader().contextId();
        input.readAtOnce(fragments.segments());
        boolean full = fragments.isFull();
        for (int i = 0; ; i++) {
            int read = fragments.dataRead(i);
            int count = (int) Math.min(read, side.fragmentRemaining());
            boolean goesOn = count == read
                    && count == side.fragmentRemaining()
                    && !side.reader().last()
                    && fragments.isFollowed(i, contextId);
            if (!goesOn) {
                // Before the end of the data set may be seen: from then on the buffer may be the loop's.
                fragments.reassemble(2 * i, count);
            }
            dst.position(dst.position() + count);
            consumed(count);
            if (!goesOn) {
                return full;
            }
            beginFragment(fragments.header(i));
        }
    }

    /** Its headers are sound, so that nothing but its fragment can come of them. */
    private void beginFragment(ByteBuffer header) throws DataSetException {
        while (header.hasRemaining()) {
            step(header);
        }
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
        int count = (int) Math.min(Math.min(most, buffer.remaining()), side.fragmentRemaining());
        buffer.position(buffer.position() + count);
        consumed(count);
        return count;
    }

    /** Reads up to the next byte of the data set, waiting for it; {@code false} at its end. */
    private boolean findData() throws DataSetException {
        input.requireSound();
        while (!atEnd) {
            if (side.fragmentRemaining() > 0) {
                return true;
            }
            if (!step()) {
                input.fill(WorkerInput.PEEK);
            }
        }
        return false;
    }

    /** Reads up to the next byte of the data set unless it would have to wait. */
    private boolean findDataAtOnce() throws DataSetException {
        while (!atEnd) {
            if (side.fragmentRemaining() > 0) {
                return true;
            }
            if (!step()) {
                input.fillAtOnce(WorkerInput.PEEK);
                if (!input.buffer().hasRemaining()) {
                    return false;
                }
            }
        }
        return false;
    }

    /** Takes what is in the buffer a step further; {@code false} if nothing is. */
    private boolean step() throws DataSetException {
        return step(input.buffer());
    }

    private boolean step(ByteBuffer in) throws DataSetException {
        try {
            switch (side.advance(in)) {
                case NOTHING -> {
                    return false;
                }
                case TYPE -> requireData();
                case DATA -> {}
                case END_OF_DATA_SET -> {
                    exchange.received(ReceivingSide.Received.END_OF_DATA_SET, in);
                    end();
                }
                case PDU, COMMAND -> throw new IllegalStateException("neither can come in the middle of a data set");
            }
            return true;
        } catch (PduException e) {
            throw input.malformed(e);
        } catch (MessageException e) {
            throw input.malformed(e);
        }
    }

    private void requireData() throws DataSetException {
        if (side.type() != PduType.P_DATA_TF) {
            throw input.handOver(
                    side.type() == PduType.ABORT ? Cause.ABORTED : Cause.MALFORMED,
                    side.type() + " came in the middle of the data set",
                    reports::judgeType);
        }
    }

    private void consumed(int count) throws DataSetException {
        try {
            if (side.consumed(count)) {
                end();
            }
        } catch (MessageException e) {
            throw input.malformed(e);
        }
    }

    /** From now on the receiving side may be the loop's. */
    private void end() {
        atEnd = true;
        if (returnAfterDataSet) {
            input.giveBack(() -> {});
        } else {
            input.rest();
        }
    }

    @Override
    public DataSetException exceeded(String message) {
        MessageException e = new MessageException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message);
        if (atEnd) {
            // The loop may have the receiving side again, or takes it when it likes.
            DataSetException why = input.breakWith(Cause.LIMIT_EXCEEDED, message);
            reports.report(e);
            return why;
        }
        return input.handOver(Cause.LIMIT_EXCEEDED, message, () -> reports.broken(e));
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
                dropFrom(buffer);
            }
        }
    }

    private void dropFrom(ByteBuffer buffer) throws DataSetException {
        try {
            exchange.received(ReceivingSide.Received.DATA, buffer);
        } catch (MessageException e) {
            throw input.malformed(e);
        }
        if (side.isBetweenMessages()) {
            end();
        }
    }
}
