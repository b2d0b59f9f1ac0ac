package org.pacsscp.core.internal.operation;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InlineHandler;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.core.internal.association.Invocations;
import org.pacsscp.core.internal.association.ReceivingSide;
import org.pacsscp.core.internal.association.Request;
import org.pacsscp.core.internal.association.Session;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.dimse.Verdict;
import org.pacsscp.core.internal.report.PduLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that come on an established association: judges commands, serves what needs no worker, and says when one
 * is needed. Owned by whoever has the receiving side, the association's loop or a worker.
 */
final class MessageExchange {
    private static final Logger log = LoggerFactory.getLogger(MessageExchange.class);
    private static final byte[] NO_BYTES = {};

    /** What a part of a message came to. */
    enum Step {
        /** Read on. */
        CONTINUE,
        /** {@link #nextOperation()} wants a worker. */
        OPERATION,
        /** A response to a request of ours is complete: {@link #handOnResponse()}. */
        RESPONSE,
        /** There is no room for more: read on when a request that waits has begun, or responses were taken. */
        FULL
    }

    private final OperationContext context;
    private final Session session;
    private final ReceivingSide side;
    private final Operations operations;
    private final WaitingRequests waiting;
    private final IntPredicate outstanding = this::isOutstanding;
    private UnattendedDataSet dataSet = UnattendedDataSet.NONE;
    private @Nullable Operation next;
    private @Nullable Answer answer;

    /** A response to a request of ours. */
    private record Answer(Invocations.Pending request, ReceivedResponse response) {}

    /** Nothing may be sent any more. */
    private boolean refusing;

    /** A command is complete on the receiving side which somebody has left who may only read responses. */
    private boolean commandLeft;

    MessageExchange(OperationContext context, Session session, ReceivingSide side) {
        this.context = context;
        this.session = session;
        this.side = side;
        operations = new Operations(session.maxOperationsPerformed());
        waiting = new WaitingRequests(context.memory(), context.load());
    }

    /** Returns what workers serve. */
    Operations operations() {
        return operations;
    }

    /** Serves no more requests: they could not be answered. */
    void refuseRequests() {
        refusing = true;
    }

    /** Takes what the receiving side has come upon, but for the data set that a handler reads. */
    Step received(ReceivingSide.Received what, ByteBuffer in) throws MessageException {
        return switch (what) {
            case COMMAND -> command();
            case DATA -> data(in);
            case END_OF_DATA_SET -> endDataSet();
            case NOTHING, TYPE, PDU -> throw new IllegalArgumentException(what + " is no part of a message");
        };
    }

    /** Leaves the command that has come for the loop to take; on the loop. */
    void leaveCommand() {
        commandLeft = true;
    }

    /** Tells whether a command was left that is to be {@linkplain #received taken} now; the loop's. */
    boolean takeCommandLeft() {
        boolean left = commandLeft;
        commandLeft = false;
        return left;
    }

    private Step data(ByteBuffer in) throws MessageException {
        int length = (int) Math.min(in.remaining(), side.fragmentRemaining());
        if (!dataSet.take(in, length)) {
            return Step.FULL;
        }
        return side.consumed(length) ? endDataSet() : Step.CONTINUE;
    }

    private Step endDataSet() {
        UnattendedDataSet complete = dataSet;
        dataSet = UnattendedDataSet.NONE;
        complete.end();
        return stepAfterDataSet();
    }

    private Step command() throws MessageException {
        ReceivedCommandSet command = side.command();
        PduLog.received(session.connection(), command);
        PresentationContext presentationContext = side.presentationContext();
        if (command.isResponse()) {
            return response(command, presentationContext);
        }
        Verdict verdict = session.dispatcher().judge(presentationContext, command, outstanding);
        if (verdict instanceof Verdict.Cancel cancel) {
            cancel(cancel.messageId());
            return drop(command, () -> {});
        }
        session.requestReceived();
        context.events().requested(session, command);
        if (refusing) {
            log.debug("{} came after we had asked for the release, and is not served", command);
            return drop(command, () -> {});
        }
        Request request =
                Request.comes(presentationContext, command, session.connection().loop());
        if (verdict instanceof Verdict.Refuse refusal) {
            request.outlast();
            return drop(command, () -> session.sender().respondUnattended(request, refusal.status()));
        }
        return serve((Verdict.Invoke) verdict, request);
    }

    private boolean isOutstanding(int messageId) {
        return operations.isOutstanding(messageId) || waiting.find(messageId) != null;
    }

    /** One that has ended, or never was, is nobody's fault; one that waits is cancelled when its handler is called. */
    private void cancel(int messageId) {
        Operation waits = waiting.find(messageId);
        if (waits != null) {
            waits.cancel();
        } else {
            operations.cancel(messageId);
        }
    }

    private Step serve(Verdict.Invoke invoke, Request request) {
        if (invoke.handler() instanceof InlineHandler handler) {
            InlineRunner.serve(session, handler, request);
            return Step.CONTINUE;
        }
        request.outlast();
        Operation operation = new Operation(session, invoke, request);
        if (waiting.isEmpty() && !operations.isFull()) {
            next = operation;
            return Step.OPERATION;
        }
        waiting.add(operation);
        HeldDataSet held = operation.heldDataSet();
        if (held != null) {
            dataSet = held;
        }
        return waiting.isFull() ? Step.FULL : Step.CONTINUE;
    }

    /** A data set that nobody wants is read all the same, up to a limit; the answer comes after it. */
    private Step drop(ReceivedCommandSet command, Runnable then) {
        if (command.hasDataSet()) {
            dropDataSet(then);
        } else {
            then.run();
        }
        return Step.CONTINUE;
    }

    private void dropDataSet(Runnable then) {
        dataSet = UnattendedDataSet.drop(context.limits().maxUnreadDataSetLength(), then);
    }

    private Step response(ReceivedCommandSet command, PresentationContext presentationContext) throws MessageException {
        Invocations.Pending pending = session.invocations().answered(command);
        if (command.hasDataSet()) {
            dataSet = UnattendedDataSet.collect(bytes -> answer(pending, command, presentationContext, bytes));
            return stepAfterDataSet();
        }
        answer(pending, command, presentationContext, NO_BYTES);
        return Step.RESPONSE;
    }

    private void answer(
            Invocations.Pending request, ReceivedCommandSet command, PresentationContext context, byte[] dataSet) {
        answer =
                new Answer(request, new ReceivedResponse(command, DataSetStream.of(context.transferSyntax(), dataSet)));
    }

    private Step stepAfterDataSet() {
        return answer != null ? Step.RESPONSE : session.isHeldUp() ? Step.FULL : Step.CONTINUE;
    }

    /** Tells whether who waits for the response that has come may read from the peer himself from now on. */
    boolean leadsToAnotherRequest() {
        Answer present = answer();
        return present.request().leadsToAnother(present.response());
    }

    /**
     * Hands the response on of which {@link Step#RESPONSE} spoke. From then on who has asked may have the receiving side, if it
     * was lent to him before.
     */
    Step handOnResponse() {
        Answer present = answer();
        answer = null;
        present.request().complete(present.response());
        return session.isHeldUp() ? Step.FULL : Step.CONTINUE;
    }

    private Answer answer() {
        Answer present = answer;
        if (present == null) {
            throw new IllegalStateException("no response has come");
        }
        return present;
    }

    /** The operation that {@link Step#OPERATION} spoke of; from now on the caller's. */
    Operation nextOperation() {
        Operation operation = next;
        if (operation == null) {
            throw new IllegalStateException("no operation wants a worker");
        }
        next = null;
        return operation;
    }

    /** Takes out the request that has waited longest, if it may begin; {@code null} if none may. The loop's. */
    @Nullable
    Operation nextWaiting() {
        Operation operation = operations.isFull() ? null : waiting.poll();
        if (operation != null && operation.needsReceivingSide()) {
            // Its handler reads what is left.
            dataSet = UnattendedDataSet.NONE;
        }
        return operation;
    }

    /** Tells whether a request waits for another to end; the loop's. */
    boolean isAnyWaiting() {
        return !waiting.isEmpty();
    }

    /** Tells whether what the peer has sent stays in the socket until a request that waits has begun; the loop's. */
    boolean isFull() {
        return waiting.isFull();
    }

    /** Tells whether it stays there for that, or until responses to our requests have been taken; the loop's. */
    boolean mayNotRead() {
        return isFull() || session.isHeldUp();
    }

    /** No worker can be had for an operation. */
    void refuse(Operation operation, DimseStatus status) {
        Request request = operation.request();
        Runnable answer = () -> session.sender().respondUnattended(request, status);
        boolean readToItsEnd = !operation.needsReceivingSide();
        operation.releaseHeld();
        if (readToItsEnd) {
            answer.run();
        } else {
            dropDataSet(answer);
        }
    }

    /** The data set of the present operation is no longer wanted: what is left of it is dropped. */
    void dropRest() {
        dropDataSet(() -> {});
    }

    /** The association has ended: what waits will not be served. The loop's. */
    void forgetWaiting() {
        if (isAnyWaiting()) {
            waiting.clear();
            dropRest();
        }
    }
}
