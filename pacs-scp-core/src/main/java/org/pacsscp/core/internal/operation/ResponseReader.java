package org.pacsscp.core.internal.operation;

import java.util.function.BooleanSupplier;
import org.pacsscp.core.internal.association.LentResponses;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Session;

/**
 * Reads the responses to requests of ours on the thread that waits for them, as a {@link Worker} reads requests of the peer's.
 * Those it leaves to the loop: a handler is not called on a thread that has not asked for that. Used by one thread after the
 * other, each while it has the receiving side.
 */
final class ResponseReader implements LentResponses {
    private final Session session;
    private final WorkerInput input;
    private final LentMessages messages;
    private final LoopReports reports;

    ResponseReader(
            Session session, WorkerInput input, ReceivingSide side, MessageExchange exchange, LoopReports reports) {
        this.session = session;
        this.input = input;
        this.reports = reports;
        messages = new LentMessages(input, side, exchange, reports);
    }

    @Override
    public boolean read(BooleanSupplier enough) {
        if (!input.takeFromRest()) {
            return false;
        }
        try {
            return readOn(enough);
        } catch (Throwable e) {
            reports.failInternally(e);
            input.giveBack(() -> {});
            return false;
        }
    }

    private boolean readOn(BooleanSupplier enough) {
        long due = System.nanoTime() + ReceivingSide.KEEP_NANOS;
        while (!input.isReturned()) {
            messages.advance(due, false);
            if (enough.getAsBoolean()) {
                input.rest();
                leaveToOthers();
                return true;
            }
        }
        return false;
    }

    /** One who has asked meanwhile, and could not read since this thread did, waits for the loop to. */
    private void leaveToOthers() {
        if (session.invocations().isAnyAwaited()) {
            giveBack();
        }
    }

    @Override
    public void giveBack() {
        input.giveBackFromRest();
    }
}
