package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.association.MessageProvider;
import org.pacsscp.core.internal.association.MessageUser;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an association's messages, as its loop sees it: hands operations out to workers, and lends them the receiving
 * side. Owned by the loop.
 */
public final class Workers implements MessageUser {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final OperationContext context;
    private final Session session;
    private final MessageProvider provider;
    private final Connection connection;
    private final ReceivingSide receiving;
    private final MessageExchange exchange;

    /** {@code null} until there is a worker: most associations that idle have only ever echoed. */
    private @Nullable LoopReports reports;

    /** {@code null} until there is something to look after. */
    private @Nullable OperationWatch watch;

    /** What the worker reads through that has the receiving side, or had it last. */
    private @Nullable WorkerInput lentTo;

    /** Serves what the session's dispatcher knows. */
    public Workers(OperationContext context, Session session, ReceivingSide receiving, MessageProvider provider) {
        this.context = context;
        this.session = session;
        this.provider = provider;
        this.receiving = receiving;
        connection = session.connection();
        exchange = new MessageExchange(context, session, receiving);
    }

    @Override
    public boolean isBusy() {
        return receiving.isLent() || !exchange.operations().isEmpty() || exchange.isAnyWaiting();
    }

    @Override
    public boolean isServing() {
        return exchange.operations().isAnyUnanswered() || exchange.isAnyWaiting();
    }

    @Override
    public boolean isPeersTurn() {
        if (receiving.isLent()) {
            return receiving.isAwaitedByWorker();
        }
        if (exchange.mayNotRead()) {
            return false;
        }
        return !isBusy() || !receiving.isBetweenMessages();
    }

    @Override
    public boolean letsPeerWait() {
        return exchange.mayNotRead();
    }

    @Override
    public void goOn(ByteBuffer in) throws MessageException {
        if (exchange.takeCommandLeft()) {
            received(ReceivingSide.Received.COMMAND, in);
        }
        boolean wasFull = exchange.isFull();
        for (Operation next = exchange.nextWaiting(); next != null; next = exchange.nextWaiting()) {
            begin(next, in);
        }
        if (wasFull && !exchange.isFull()) {
            watch().peerWaitsNoMore();
        }
        if (session.isHeldUp()) {
            connection.pauseReading();
            watch().begin();
        }
    }

    @Override
    public void received(ReceivingSide.Received part, ByteBuffer in) throws MessageException {
        MessageExchange.Step step = exchange.received(part, in);
        if (step == MessageExchange.Step.RESPONSE) {
            if (exchange.leadsToAnotherRequest() && maySpareReceivingSide()) {
                lendToWhoWaits(in);
            }
            step = exchange.handOnResponse();
        }
        switch (step) {
            case CONTINUE -> {}
            case RESPONSE -> throw new IllegalStateException("it was handed on");
            case OPERATION -> begin(exchange.nextOperation(), in);
            case FULL -> {
                connection.pauseReading();
                watch().peerWaits();
            }
        }
    }

    @Override
    public void lendToOpener(ByteBuffer in) {
        if (session.invocations().isOneAtATime() && maySpareReceivingSide()) {
            lendToWhoWaits(in);
        }
    }

    @Override
    public void onWorker(Runnable step) {
        context.executor().execute(step);
    }

    /** Hands an operation to a worker, and with it the receiving side if there is a data set to read. */
    private void begin(Operation operation, ByteBuffer in) {
        // Made before anything is under way, for there may be no memory.
        OperationWatch looksAfterIt = watch();
        exchange.operations().begin(operation);
        int unread = in.position();
        Worker worker = new Worker(context, session, exchange, reports(), operation, lend(operation, in));
        context.load().waits();
        try {
            context.executor().execute(worker);
            looksAfterIt.begin();
        } catch (Throwable e) {
            // Also an OutOfMemoryError, where there is no room for a thread.
            if (!worker.withdraw()) {
                log.error("the executor has failed on {}, which it serves all the same", operation.command(), e);
                looksAfterIt.begin();
                return;
            }
            context.load().waitNoMore(1);
            log.error("the executor does not take {}; the peer is told 0213H: {}", operation.command(), e.toString());
            in.position(unread);
            receiving.endUnusedLoan();
            exchange.operations().end(operation);
            exchange.refuse(operation, DimseStatus.RESOURCE_LIMITATION);
        }
    }

    private LoopReports reports() {
        LoopReports present = reports;
        if (present == null) {
            present = new LoopReports(provider, connection, receiving, exchange);
            reports = present;
        }
        return present;
    }

    private OperationWatch watch() {
        OperationWatch present = watch;
        if (present == null) {
            present = new OperationWatch(context.timeout(), provider, connection, receiving, exchange, reports());
            watch = present;
        }
        return present;
    }

    private @Nullable WorkerMessages lend(Operation operation, ByteBuffer in) {
        return operation.needsReceivingSide()
                ? new WorkerMessages(
                        lend(in),
                        receiving,
                        exchange,
                        reports(),
                        exchange.operations().isAsynchronous())
                : null;
    }

    private WorkerInput lend(ByteBuffer in) {
        LeastReceiveRate rate = new LeastReceiveRate(
                context.limits().minReceiveRate(), context.ratePeriod(), connection.bytesReceived());
        WorkerInput input = new WorkerInput(receiving.lend(in), reports(), rate);
        lentTo = input;
        return input;
    }

    /** Tells whether the loop has nothing to do with the receiving side that others depend on. */
    private boolean maySpareReceivingSide() {
        return provider.isEstablished()
                && !session.isReleaseRequested()
                && exchange.operations().isEmpty()
                && !exchange.isAnyWaiting()
                && !connection.isClosing()
                && !connection.hasPendingOutput()
                && !connection.loop().buffers().isShort();
    }

    /** At rest, since who waits has not got his response yet, and may never ask again. */
    private void lendToWhoWaits(ByteBuffer in) {
        OperationWatch looksAfterIt = watch();
        WorkerInput input = lend(in);
        input.rest();
        session.invocations().lend(new ResponseReader(session, input, receiving, exchange, reports()));
        looksAfterIt.begin();
    }

    @Override
    public void takeBackUnused() {
        if (receiving.takeBackFromRest(0)) {
            reports().returned();
            connection.readNow();
        }
    }

    @Override
    public void weRelease() {
        exchange.refuseRequests();
    }

    @Override
    public void breakOff(DataSetException.Cause cause, String why) {
        WorkerInput input = lentTo;
        if (input != null && receiving.isLent()) {
            input.breakOff(cause, why);
        }
        exchange.operations().cancelAll();
        exchange.forgetWaiting();
    }

    @Override
    public void closed() {
        if (watch != null) {
            watch.closed();
        }
    }
}
