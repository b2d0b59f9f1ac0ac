package org.pacsscp.core.internal.engine;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an operation on a thread of the executor. One that has the receiving side keeps it for a few milliseconds and
 * serves the next message too, so that a busy association costs no hand-over between threads.
 */
final class Worker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    /** How long the receiving side stays with a worker that has nothing to read. */
    static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ServerContext context;
    private final Session session;
    private final Workers workers;
    private final Operation first;
    private final @Nullable WorkerMessages messages;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** {@code messages} come over the receiving side, if it is lent to this worker. */
    Worker(
            ServerContext context,
            Session session,
            Workers workers,
            Operation first,
            @Nullable WorkerMessages messages) {
        this.context = context;
        this.session = session;
        this.workers = workers;
        this.first = first;
        this.messages = messages;
    }

    /** The executor has failed: tells whether it will not be run any more, nor is it now. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (workers.isLoopCurrent()) {
            throw new RejectedExecutionException("the executor runs tasks on the thread that submits them");
        }
        if (!taken.compareAndSet(false, true)) {
            log.error(
                    "the executor has run a task twice, or after it had refused it; {} is served once",
                    first.command());
            return;
        }
        SessionMdc.set(session.mdc());
        try {
            @Nullable Operation operation = first;
            while (operation != null) {
                operation = serve(operation);
            }
        } catch (Throwable e) {
            workers.failInternally(e);
            if (messages != null) {
                messages.input().giveBack(() -> {});
            }
        } finally {
            SessionMdc.clear();
        }
    }

    private @Nullable Operation serve(Operation operation) {
        ReceivedDataSet dataSet = null;
        if (messages != null && operation.command().hasDataSet()) {
            dataSet = new ReceivedDataSet(
                    messages.dataSet(),
                    operation.presentationContext().transferSyntax(),
                    context.memory().share(),
                    context.config().limits().maxDataSetLength());
            operation.receive(dataSet);
        }
        DimseStatus status = operation.serve();
        if (dataSet != null) {
            dataSet.end();
        }
        answer(operation, status);
        session.operations().end(operation);
        Operation next = messages == null ? null : messages.nextOperation(KEEP_NANOS);
        if (next == null) {
            workers.operationEnded();
            return null;
        }
        session.operations().begin(next);
        if (!next.command().hasDataSet() && messages != null) {
            // It may take long, and only the loop would see that the peer cancels or goes.
            messages.input().giveBack(() -> {});
        }
        return next;
    }

    private void answer(Operation operation, DimseStatus status) {
        try {
            if (messages != null) {
                messages.dataSet().drain();
                if (messages.input().isBroken()) {
                    return;
                }
            }
            operation.beginAnswer();
            session.sender().respond(operation.request(), status, operation.finalElements(), operation.finalDataSet());
            session.sender().answered(operation.request(), status);
        } catch (DataSetException | PeerGoneException e) {
            log.debug("{} is not answered: {}", operation.command(), e.getMessage());
        } catch (Throwable e) {
            log.error("the data set of the answer to {} failed; the association is aborted", operation.command(), e);
        }
    }
}
