package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.pdu.PduType;

/** The messages that a worker reads from the lent receiving side, one after the other. Owned by the worker. */
final class WorkerMessages {
    private final WorkerInput input;
    private final PduReader reader;
    private final MessageExchange exchange;
    private final Workers workers;
    private final LentDataSet dataSet;

    /** {@code returnAfterDataSet} gives the receiving side back to the loop after each. */
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
        dataSet = new LentDataSet(input, reader, exchange, workers, returnAfterDataSet);
    }

    WorkerInput input() {
        return input;
    }

    /** The data set of the present operation. */
    LentDataSet dataSet() {
        return dataSet;
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
                    dataSet.begin(next.command().hasDataSet());
                    return next;
                }
            }
        } catch (PduException e) {
            input.giveBack(() -> workers.malformed(e));
        } catch (MessageException e) {
            input.giveBack(() -> workers.broken(e));
        } catch (InterruptedIOException e) {
            // Such as by an executor that is shut down. Nothing was read of a message, and the loop reads on.
            input.giveBack(() -> {});
        } catch (IOException e) {
            input.giveBack(() -> workers.connectionFailed(e));
        }
        return null;
    }

    private MessageExchange.Step advance(long due) throws PduException, MessageException, IOException {
        switch (reader.advance(input.buffer())) {
            case UNDERFLOW -> input.readUntil(due, WorkerInput.PEEK);
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
