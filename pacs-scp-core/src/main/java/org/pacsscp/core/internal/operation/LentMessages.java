package org.pacsscp.core.internal.operation;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduType;

/**
 * What comes over the lent receiving side, message by message. Whatever is for the loop to judge goes back to it with the
 * receiving side. Owned by the thread that has that.
 */
final class LentMessages {
    private final WorkerInput input;
    private final ReceivingSide side;
    private final MessageExchange exchange;
    private final LoopReports reports;

    LentMessages(WorkerInput input, ReceivingSide side, MessageExchange exchange, LoopReports reports) {
        this.input = input;
        this.side = side;
        this.exchange = exchange;
        this.reports = reports;
    }

    /** Goes on by one step, waiting for bytes until {@code due}; {@code requests} says that requests of the peer's are taken. */
    MessageExchange.Step advance(long due, boolean requests) {
        if (input.isBroken()) {
            input.giveBack(() -> {});
            return MessageExchange.Step.CONTINUE;
        }
        try {
            return handOn(read(due, requests));
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
        return MessageExchange.Step.CONTINUE;
    }

    private MessageExchange.Step read(long due, boolean requests) throws PduException, MessageException, IOException {
        ReceivingSide.Received received = side.advance(input.buffer());
        switch (received) {
            case NOTHING -> input.readUntil(due, WorkerInput.PEEK);
            case TYPE -> {
                if (side.type() != PduType.P_DATA_TF) {
                    input.giveBack(reports::judgeType);
                }
            }
            case COMMAND -> {
                if (!requests && !side.command().isResponse()) {
                    input.giveBack(exchange::leaveCommand);
                    return MessageExchange.Step.CONTINUE;
                }
                return exchange.received(received, input.buffer());
            }
            case DATA, END_OF_DATA_SET -> {
                return exchange.received(received, input.buffer());
            }
            case PDU -> throw new IllegalStateException("its type went back to the loop");
        }
        return MessageExchange.Step.CONTINUE;
    }

    private MessageExchange.Step handOn(MessageExchange.Step step) {
        MessageExchange.Step then = step == MessageExchange.Step.RESPONSE ? exchange.handOnResponse() : step;
        if (then == MessageExchange.Step.FULL) {
            // Responses that nobody takes: it is for the loop to wait until somebody does.
            input.giveBack(() -> {});
        }
        return then;
    }
}
