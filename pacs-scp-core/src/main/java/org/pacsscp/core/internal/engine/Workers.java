package org.pacsscp.core.internal.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.LentInput;
import org.pacsscp.core.internal.io.RareDeadline;
import org.pacsscp.core.internal.pdu.PduException;
import org.pacsscp.core.internal.pdu.PduReader;
import org.pacsscp.core.internal.ul.Event;
import org.pacsscp.core.internal.ul.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An association's workers, as its loop sees them: hands operations out, lends the receiving side and takes it back.
 * Owned by the loop, but for the methods that workers call.
 */
final class Workers {
    private static final Logger log = LoggerFactory.getLogger(Workers.class);

    private final ServerContext context;
    private final Executor executor;
    private final Association association;
    private final Connection connection;
    private final PduReader reader;
    private final RareDeadline watch;
    private @Nullable WorkerInput input;

    Workers(
            ServerContext context,
            Executor executor,
            Association association,
            Connection connection,
            PduReader reader) {
        this.context = context;
        this.executor = executor;
        this.association = association;
        this.connection = connection;
        this.reader = reader;
        watch = connection.rareDeadline(() -> association.withMdc(this::watch));
    }

    /** Tells whether a worker has the receiving side. */
    boolean haveReceivingSide() {
        return input != null;
    }

    /** Tells whether a worker has the receiving side or a handler works. */
    boolean areBusy() {
        return input != null || !session().operations().isEmpty();
    }

    /** Tells whether it is the peer's turn: nothing is under way, or a message of its is. */
    boolean waitForPeer() {
        if (input != null) {
            return input.lent().isWaiting();
        }
        return session().operations().isEmpty() || !exchange().betweenMessages();
    }

    /** Tells whether a request waits for another operation to end. */
    boolean isStalled() {
        return association.upperLayer().isEstablished() && exchange().stalledOperation() != null;
    }

    /** Begins the operation that has waited, if another has ended. */
    void beginStalled(ByteBuffer in) {
        if (isStalled() && !session().operations().isFull()) {
            begin(exchange().nextOperation(), in);
        }
    }

    /** Hands an operation to a worker, and with it the receiving side if there is a data set to read. */
    void begin(Operation operation, ByteBuffer in) {
        Session session = session();
        session.operations().begin(operation);
        int unread = in.position();
        if (operation.command().hasDataSet()) {
            input = new WorkerInput(connection.lend(in), this, patience());
        }
        Worker worker = new Worker(context, session, this, operation, messages());
        try {
            executor.execute(worker);
            watch.set(Worker.KEEP_NANOS);
        } catch (Throwable e) {
            // Also an OutOfMemoryError, where there is no room for a thread.
            if (!worker.withdraw()) {
                log.error("the executor has failed on {}, which it serves all the same", operation.command(), e);
                watch.set(Worker.KEEP_NANOS);
                return;
            }
            log.error("the executor does not take {}; the peer is told 0213H: {}", operation.command(), e.toString());
            in.position(unread);
            endUnusedLoan();
            session.operations().end(operation);
            exchange().refuse(operation, DimseStatus.RESOURCE_LIMITATION);
        }
    }

    private @Nullable WorkerMessages messages() {
        return input == null
                ? null
                : new WorkerMessages(
                        input, reader, exchange(), this, session().operations().isAsynchronous());
    }

    private Patience patience() {
        return new Patience(context.config().limits().minReceiveRate(), context.patience(), connection.bytesReceived());
    }

    private void endUnusedLoan() {
        if (input != null) {
            connection.endUnusedLoan(input.lent());
            input = null;
        }
    }

    /** Takes the receiving side back from a worker that does not read, and ends what is overdue. */
    private void watch() {
        if (input != null && input.lent().takeBack(Worker.KEEP_NANOS)) {
            returned(input.lent());
        }
        long limit = context.config().timeouts().operation().toNanos();
        boolean limited = limit > 0 && association.upperLayer().isEstablished() && !abortOverdue(limit);
        if (input != null) {
            watch.set(Worker.KEEP_NANOS);
        } else if (limited && !session().operations().isEmpty()) {
            watch.set(Math.max(Worker.KEEP_NANOS, limit / 20));
        }
    }

    private boolean abortOverdue(long limit) {
        for (Operation operation : session().operations().underWay()) {
            if (System.nanoTime() - operation.request().arrivedAt() > limit) {
                association
                        .upperLayer()
                        .happen(
                                Event.EVT_15_ABORT_REQUEST,
                                Cause.timeout(operation.command() + " was not served within "
                                        + context.config().timeouts().operation() + " (Timeouts.operation)"));
                return true;
            }
        }
        return false;
    }

    /** A worker gives the receiving side back; any thread. {@code first} is what it could not judge itself. */
    void takeBack(LentInput lent, Runnable first) {
        onLoop(() -> {
            try {
                if (!connection.isClosing()) {
                    first.run();
                }
            } finally {
                returned(lent);
            }
        });
    }

    private void returned(LentInput lent) {
        input = null;
        if (association.upperLayer().state() == State.STA13) {
            // The rest of a PDU whose message nobody waits for.
            reader.discardBody();
        }
        connection.returned(lent);
    }

    /** A worker has served an operation and serves no other; any thread. */
    void operationEnded() {
        onLoop(() -> {
            if (association.upperLayer().isEstablished()) {
                exchange().pduCompleted();
                if (isStalled() && !session().operations().isFull()) {
                    connection.resumeReading();
                }
            }
            association.upperLayer().answerReleaseIfDone();
        });
    }

    /** A worker met a PDU other than P-DATA-TF, of which it has read the type; on the loop. */
    void judgeType() {
        association.judgeType();
    }

    /** A worker met what is no PDU; on the loop. */
    void malformed(PduException e) {
        association.malformed(e);
    }

    /** A worker met fragments that make no message; on the loop. */
    void broken(MessageException e) {
        association.broken(e);
    }

    /** A worker found the peer too slow; on the loop. */
    void tooSlow(String verdict) {
        association.upperLayer().happen(Event.EVT_15_ABORT_REQUEST, Cause.timeout(verdict));
    }

    /** A worker found a fault in a message whose end it has read already; any thread. */
    void report(MessageException e) {
        onLoop(() -> {
            if (association.upperLayer().isEstablished()) {
                association.broken(e);
            }
        });
    }

    /** A worker found that the peer will send no more; on the loop. */
    void streamEnded() {
        connection.streamEnded();
    }

    /** A worker found the connection broken; on the loop. */
    void connectionFailed(IOException e) {
        connection.fail(e);
    }

    /** A fault of ours on a worker; any thread. */
    void failInternally(Throwable fault) {
        onLoop(() -> connection.failInternally(fault));
    }

    /** Tells whether the present thread is the association's loop; any thread. */
    boolean isLoopCurrent() {
        return connection.loop().isCurrent();
    }

    /** The association has ended: a worker that reads is told why. */
    void breakOff(DataSetException.Cause cause, String message) {
        if (input != null) {
            input.breakOff(cause, message);
        }
    }

    /** The connection is closed. */
    void closed() {
        watch.clear();
    }

    private void onLoop(Runnable step) {
        connection.execute(() -> association.withMdc(step));
    }

    private Session session() {
        return association.upperLayer().session();
    }

    private MessageExchange exchange() {
        return association.upperLayer().exchange();
    }
}
