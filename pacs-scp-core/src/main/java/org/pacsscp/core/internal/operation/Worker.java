package org.pacsscp.core.internal.operation;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.Response;
import org.pacsscp.core.internal.association.PeerGoneException;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.report.SessionMdc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an operation on a thread of the executor. One that has the receiving side keeps it for a few milliseconds and
 * serves the next message too, so that a busy association costs no hand-over between threads.
 */
final class Worker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final OperationContext context;
    private final Session session;
    private final MessageExchange exchange;
    private final LoopReports reports;
    private final Operation first;
    private final @Nullable WorkerMessages messages;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** {@code messages} come over the receiving side, if it is lent to this worker. */
    Worker(
            OperationContext context,
            Session session,
            MessageExchange exchange,
            LoopReports reports,
            Operation first,
            @Nullable WorkerMessages messages) {
        this.context = context;
        this.session = session;
        this.exchange = exchange;
        this.reports = reports;
        this.first = first;
        this.messages = messages;
    }

    /** The executor has failed: tells whether it will not be run any more, nor is it now. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (reports.isLoopCurrent()) {
            throw new RejectedExecutionException("the executor runs tasks on the thread that submits them");
        }
        if (!taken.compareAndSet(false, true)) {
            log.error(
                    "the executor has run a task twice, or after it had refused it; {} is served once",
                    first.command());
            return;
        }
        context.load().waitNoMore(1);
        SessionMdc.set(session.mdc());
        try {
            @Nullable Operation operation = first;
            while (operation != null) {
                operation = serve(operation);
            }
        } catch (Throwable e) {
            reports.failInternally(e);
            if (messages != null) {
                messages.input().giveBack(() -> {});
            }
        } finally {
            SessionMdc.clear();
        }
    }

    private @Nullable Operation serve(Operation operation) {
        ReceivedDataSet dataSet = null;
        DataSetSource source = source(operation);
        if (source != null) {
            dataSet = new ReceivedDataSet(
                    source,
                    operation.presentationContext().transferSyntax(),
                    context.memory().share(),
                    context.limits().maxDataSetLength());
            operation.receive(dataSet);
        }
        Response response = handle(operation);
        if (dataSet != null) {
            operation.recordRead(dataSet.position());
            dataSet.end();
        }
        operation.releaseHeld();
        answer(operation, response);
        operation.request().recordEnd(session.id(), null, System.nanoTime());
        exchange.operations().end(operation);
        operation.endAnswer();
        Operation next = messages == null ? null : messages.nextOperation(ReceivingSide.KEEP_NANOS);
        if (next == null) {
            reports.operationEnded();
            return null;
        }
        exchange.operations().begin(next);
        if (!next.command().hasDataSet() && messages != null) {
            // It may take long, and only the loop would see that the peer cancels or goes.
            messages.input().giveBack(() -> {});
        }
        return next;
    }

    private Response handle(Operation operation) {
        context.load().begins();
        try {
            return operation.serve();
        } finally {
            context.load().ends();
        }
    }

    /** What was received while the request waited comes first. */
    private @Nullable DataSetSource source(Operation operation) {
        if (!operation.command().hasDataSet()) {
            return null;
        }
        LentDataSet lent = messages == null ? null : messages.dataSet();
        HeldDataSet held = operation.heldDataSet();
        return held == null ? lent : new WaitedDataSet(held, lent, reports);
    }

    private void answer(Operation operation, Response response) {
        try {
            if (messages != null) {
                messages.dataSet().drain();
                if (messages.input().isBroken()) {
                    return;
                }
            }
            operation.beginAnswer();
            session.sender().respond(operation.request(), response);
            session.sender().answered(operation.request(), response.status());
        } catch (DataSetException | PeerGoneException e) {
            log.debug("{} is not answered: {}", operation.command(), e.getMessage());
        } catch (Throwable e) {
            log.error("the answer to {} failed; the association is aborted", operation.command(), e);
            reports.abort(operation.command() + " cannot be answered");
        }
    }
}
