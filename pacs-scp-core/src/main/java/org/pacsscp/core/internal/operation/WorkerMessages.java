package org.pacsscp.core.internal.operation;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduType;

/** The messages that a worker reads from the lent receiving side, one after the other. Owned by the worker. */
final class WorkerMessages {
    private final WorkerInput input;
    private final ReceivingSide side;
    private final MessageExchange exchange;
    private final LoopReports reports;
    private final LentDataSet dataSet;

    /** {@code returnAfterDataSet} gives the receiving side back to the loop after each. */
    WorkerMessages(
            WorkerInput input,
            ReceivingSide side,
            MessageExchange exchange,
            LoopReports reports,
            boolean returnAfterDataSet) {
        this.input = input;
        this.side = side;
        this.exchange = exchange;
        this.reports = reports;
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
        try {
            while (!input.isReturned()) {
                if (input.isBroken()) {
                    input.giveBack(() -> {});
                } else {
                    MessageExchange.Step step = advance(due);
                    if (step == MessageExchange.Step.OPERATION) {
                        Operation next = exchange.nextOperation();
                        dataSet.begin(next.command().hasDataSet());
                        return next;
                    }
                    if (step == MessageExchange.Step.FULL) {
                        // Responses that nobody takes: it is for the loop to wait until somebody does.
                        input.giveBack(() -> {});
                    }
                }
            }
        } catch (PduException e) {
            input.giveBack(() -> reports.malformed(e));
        } catch (MessageException e) {
            input.giveBack(() -> reports.broken(e));
        } catch (InterruptedIOException e) {
            // Such as by an executor that is shut down. Nothing was read of a message, and the loop reads on.
            input.giveBack(() -> {});
        } catch (IOException e) {
            input.giveBack(() -> reports.connectionFailed(e));
        }
        return null;
    }

    private MessageExchange.Step advance(long due) throws PduException, MessageException, IOException {
        ReceivingSide.Received received = side.advance(input.buffer());
        switch (received) {
            case NOTHING -> input.readUntil(due, WorkerInput.PEEK);
            case TYPE -> {
                if (side.type() != PduType.P_DATA_TF) {
                    input.giveBack(reports::judgeType);
                }
            }
            case COMMAND, DATA, END_OF_DATA_SET -> {
                return exchange.received(received, input.buffer());
            }
            case PDU -> throw new IllegalStateException("its type went back to the loop");
        }
        return MessageExchange.Step.CONTINUE;
    }
}
