package org.pacsscp.core.internal.engine;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.core.internal.dimse.Dispatcher;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.dimse.Verdict;
import org.pacsscp.core.internal.pdu.PduReader;

/**
 * The messages that come on an established association: puts fragments together, judges commands, serves what needs no
 * worker, and says when one is needed. Owned by whoever has the receiving side, the association's loop or a worker.
 */
final class MessageExchange {
    /** What a fragment or its bytes came to. */
    enum Step {
        /** Read on. */
        CONTINUE,
        /** {@link #nextOperation()} wants a worker. */
        OPERATION,
        /** As many operations are under way as may be: read on when one has ended. */
        STALLED
    }

    private final ServerContext context;
    private final Dispatcher dispatcher;
    private final Session session;
    private final PduReader reader;
    private final MessageAssembler assembler;
    private final MessageSender sender;
    private final Operations operations;

    /** By half their ids, which are odd. */
    private final @Nullable PresentationContext[] contexts;

    private DataSetUse dataSetUse = DataSetUse.NONE;
    private @Nullable Operation next;
    private volatile long lastPduAt;

    MessageExchange(
            ServerContext context, Dispatcher dispatcher, Session session, PduReader reader, MessageSender sender) {
        this.context = context;
        this.dispatcher = dispatcher;
        this.session = session;
        this.reader = reader;
        this.sender = sender;
        operations = session.operations();
        assembler = new MessageAssembler(context.config().limits().maxCommandSetLength());
        contexts = byHalfId(session.presentationContexts());
        pduCompleted();
    }

    /** A fragment's header was read. */
    Step fragment() throws MessageException {
        PresentationContext presentationContext = find(reader.contextId());
        if (presentationContext == null) {
            throw new MessageException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "P-DATA-TF names presentation context " + reader.contextId() + ", which was not accepted");
        }
        PduLog.receivedFragment(session.connection(), reader);
        assembler.begin(presentationContext, reader.command(), reader.last(), reader.fragmentRemaining());
        return endFragmentIfComplete();
    }

    /** Takes the next bytes of the fragment, those of an operation's data set excepted. */
    Step data(ByteBuffer in) throws MessageException {
        int length = (int) Math.min(in.remaining(), reader.fragmentRemaining());
        if (reader.command()) {
            assembler.append(in, length);
        } else {
            dataSetUse.take(in, length);
        }
        return consumed(length);
    }

    /** Bytes of the fragment were taken, by this or by the stream of the operation that they belong to. */
    Step consumed(int length) throws MessageException {
        reader.consumed(length);
        return endFragmentIfComplete();
    }

    private Step endFragmentIfComplete() throws MessageException {
        if (reader.fragmentRemaining() > 0) {
            return Step.CONTINUE;
        }
        return switch (assembler.end()) {
            case PARTIAL -> Step.CONTINUE;
            case COMMAND -> commandComplete();
            case DATA_SET -> {
                DataSetUse complete = dataSetUse;
                dataSetUse = DataSetUse.NONE;
                complete.end();
                yield Step.CONTINUE;
            }
        };
    }

    private Step commandComplete() throws MessageException {
        ReceivedCommandSet command = assembler.command();
        PduLog.received(session.connection(), command);
        PresentationContext presentationContext = assembler.presentationContext();
        Verdict verdict = dispatcher.judge(presentationContext, command, operations::isOutstanding);
        if (verdict instanceof Verdict.Cancel cancel) {
            operations.cancel(cancel.messageId());
            return drop(command, () -> {});
        }
        if (verdict instanceof Verdict.Response) {
            response(command, presentationContext);
            return Step.CONTINUE;
        }
        session.requestReceived();
        context.events().requested(session, command);
        Request request = new Request(presentationContext, command, System.nanoTime());
        if (verdict instanceof Verdict.Refuse refusal) {
            return drop(command, () -> sender.respondUnattended(request, refusal.status()));
        }
        return serve((Verdict.Invoke) verdict, request);
    }

    private Step serve(Verdict.Invoke invoke, Request request) {
        boolean full = operations.isFull();
        if (invoke.execution() == ActionHandler.Execution.INLINE && !full) {
            InlineRunner.serve(session, invoke.handler(), request);
            return Step.CONTINUE;
        }
        next = new Operation(session, invoke, request);
        return full ? Step.STALLED : Step.OPERATION;
    }

    /** A data set that nobody wants is read all the same, up to a limit; the answer comes after it. */
    private Step drop(ReceivedCommandSet command, Runnable then) {
        if (command.hasDataSet()) {
            dataSetUse = DataSetUse.drop(context.config().limits().maxUnreadDataSetLength(), then);
        } else {
            then.run();
        }
        return Step.CONTINUE;
    }

    private void response(ReceivedCommandSet command, PresentationContext presentationContext) throws MessageException {
        Invocations.Pending pending = session.invocations().answered(command.messageId());
        if (command.hasDataSet()) {
            dataSetUse =
                    DataSetUse.collect(bytes -> pending.complete(command, presentationContext.transferSyntax(), bytes));
        } else {
            pending.complete(command, presentationContext.transferSyntax(), new byte[0]);
        }
    }

    /** The operation that {@link Step#OPERATION} or {@link Step#STALLED} spoke of; from now on the caller's. */
    Operation nextOperation() {
        Operation operation = next;
        if (operation == null) {
            throw new IllegalStateException("no operation waits for a worker");
        }
        next = null;
        return operation;
    }

    /** The operation that waits for another to end; {@code null} if none does. */
    @Nullable
    Operation stalledOperation() {
        return next;
    }

    /** No worker can be had for an operation. */
    void refuse(Operation operation, DimseStatus status) {
        Request request = operation.request();
        drop(request.command(), () -> sender.respondUnattended(request, status));
    }

    /** The data set of the present operation is no longer wanted: what is left of it is dropped. */
    void dropRest() {
        dataSetUse = DataSetUse.drop(context.config().limits().maxUnreadDataSetLength(), () -> {});
    }

    /** Tells whether nothing is under way: a release is welcome now. */
    boolean betweenMessages() {
        return assembler.betweenMessages();
    }

    /** The idle deadline counts from whole PDUs, so that dripping bytes do not put it off. */
    void pduCompleted() {
        lastPduAt = context.time().nanos();
    }

    /** When the last PDU was complete; any thread. */
    long lastPduAt() {
        return lastPduAt;
    }

    private static @Nullable PresentationContext[] byHalfId(List<PresentationContext> accepted) {
        int greatest = 0;
        for (PresentationContext context : accepted) {
            greatest = Math.max(greatest, context.id());
        }
        @Nullable PresentationContext[] contexts = new @Nullable PresentationContext[(greatest + 1) / 2];
        for (PresentationContext context : accepted) {
            contexts[context.id() / 2] = context;
        }
        return contexts;
    }

    private @Nullable PresentationContext find(int contextId) {
        return contextId % 2 == 0 || contextId / 2 >= contexts.length ? null : contexts[contextId / 2];
    }
}
