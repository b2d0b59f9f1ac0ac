package org.pacsscp.core.internal.operation;

import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.association.ReceivingSide;

/** The messages that a worker reads from the lent receiving side, one after the other. Owned by the worker. */
final class WorkerMessages {
    private final WorkerInput input;
    private final MessageExchange exchange;
    private final LentMessages messages;
    private final LentDataSet dataSet;

    /** {@code returnAfterDataSet} gives the receiving side back to the loop after each. */
    WorkerMessages(
            WorkerInput input,
            ReceivingSide side,
            MessageExchange exchange,
            LoopReports reports,
            boolean returnAfterDataSet) {
        this.input = input;
        this.exchange = exchange;
        messages = new LentMessages(input, side, exchange, reports);
        dataSet = new LentDataSet(input, side, exchange, reports, returnAfterDataSet);
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
        while (!input.isReturned()) {
            if (messages.advance(due, true) == MessageExchange.Step.OPERATION) {
                Operation next = exchange.nextOperation();
                dataSet.begin(next.command().hasDataSet());
                return next;
            }
        }
        return null;
    }
}
