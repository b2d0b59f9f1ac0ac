package org.pacsscp.core.internal.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.core.internal.dimse.CommandEncoder;
import org.pacsscp.core.internal.dimse.MessageAssembler;
import org.pacsscp.core.internal.dimse.MessageException;
import org.pacsscp.core.internal.dimse.ReceivedCommandSet;
import org.pacsscp.core.internal.dimse.Verdict;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.PduWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the messages of an established association: puts fragments together, has requests judged, runs handlers and
 * sends responses. Owned by the association's loop.
 */
final class MessageExchange {
    private static final Logger log = LoggerFactory.getLogger(MessageExchange.class);

    /** The greatest data set that is read only to be dropped, because its request is refused. */
    private static final long MAX_DRAINED_DATA_SET = 64L << 20;

    /** What a presentation data value item has before its fragment: length, context id, message control header. */
    private static final int ITEM_OVERHEAD = 6;

    private final ServerContext context;
    private final Session session;
    private final Connection connection;
    private final MessageAssembler assembler;
    private final @Nullable PresentationContext[] contexts = new @Nullable PresentationContext[128];
    private final int maxFragment;
    private @Nullable Verdict awaitingDataSet;
    private long commandCompleteAt;
    private long drained;

    MessageExchange(ServerContext context, Session session, Connection connection) {
        this.context = context;
        this.session = session;
        this.connection = connection;
        assembler = new MessageAssembler(context.config().limits().maxCommandSetLength());
        for (PresentationContext accepted : session.presentationContexts()) {
            contexts[accepted.id() / 2] = accepted;
        }
        maxFragment = maxFragment(session.maxPduLengthSent());
    }

    /** PS3.8 D.1: the maximum length counts the P-DATA-TF without its header; Annex E wants even fragments. */
    private static int maxFragment(long maxPduLength) {
        long largest = maxPduLength == 0 ? Integer.MAX_VALUE : Math.min(maxPduLength, Integer.MAX_VALUE);
        return (int) (largest - ITEM_OVERHEAD) & ~1;
    }

    /** A fragment's header came. */
    void begin(int contextId, boolean command, boolean last, long length) throws MessageException {
        if (find(contextId) == null) {
            throw new MessageException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "P-DATA-TF names presentation context " + contextId + ", which was not accepted");
        }
        assembler.begin(contextId, command, last, length);
    }

    /** Takes bytes of the fragment under way. */
    void append(ByteBuffer in, int length, boolean command) throws MessageException {
        if (command) {
            assembler.append(in, length);
            return;
        }
        drained += length;
        if (drained > MAX_DRAINED_DATA_SET) {
            throw new MessageException(
                    AbortReason.INVALID_PDU_PARAMETER_VALUE,
                    "data set of a refused request is longer than " + MAX_DRAINED_DATA_SET + " bytes");
        }
        in.position(in.position() + length);
    }

    /** The fragment under way is complete. */
    void end() throws MessageException {
        switch (assembler.end()) {
            case PARTIAL -> {}
            case COMMAND -> commandComplete();
            case DATA_SET -> {
                Verdict verdict = awaitingDataSet;
                awaitingDataSet = null;
                if (verdict != null) {
                    serve(verdict);
                }
            }
        }
    }

    /** Tells whether nothing is under way: a release is welcome now. */
    boolean betweenMessages() {
        return assembler.betweenMessages();
    }

    private void commandComplete() throws MessageException {
        ReceivedCommandSet command = assembler.command();
        commandCompleteAt = context.time().nanos();
        Verdict verdict = context.dispatcher().judge(presentationContext(), command, messageId -> false);
        if (verdict instanceof Verdict.Response response) {
            throw new MessageException(
                    AbortReason.SERVICE_USER,
                    "a response to message " + response.messageId() + ", which was never sent");
        }
        if (!(verdict instanceof Verdict.Cancel)) {
            session.requestReceived();
            context.events().requested(session, command);
        }
        if (command.hasDataSet()) {
            awaitingDataSet = verdict;
            drained = 0;
        } else {
            serve(verdict);
        }
    }

    private void serve(Verdict verdict) {
        if (verdict instanceof Verdict.Invoke invoke) {
            InlineAction action = new InlineAction(session, presentationContext(), assembler.command());
            respond(invoke(invoke.handler(), action), action.finalElements());
        } else if (verdict instanceof Verdict.Refuse refuse) {
            respond(refuse.status(), CommandElements.none());
        }
    }

    private DimseStatus invoke(ActionHandler handler, InlineAction action) {
        CommandSet command = action.command();
        try {
            DimseStatus status = handler.handle(action);
            if (status != null && status.category() != DimseStatus.Category.PENDING) {
                return status;
            }
            log.error(
                    "handler {} returned {} for {}, which is no final status; the peer is told 0110H",
                    handler.getClass().getName(),
                    status,
                    command);
        } catch (DimseException e) {
            log.debug("handler {} refused {}: {}", handler.getClass().getName(), command, e.status(), e.getCause());
            return e.status();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            log.error(
                    "handler {} failed on {}; the peer is told 0110H",
                    handler.getClass().getName(),
                    command,
                    e);
        }
        return DimseStatus.PROCESSING_FAILURE;
    }

    private void respond(DimseStatus status, CommandElements elements) {
        ReceivedCommandSet request = assembler.command();
        ByteBuffer out = connection.loop().writeBuffer();
        out.position(PduWriter.DATA_HEADER_LENGTH);
        CommandEncoder.response(out, request, status, elements, false);
        int length = out.position() - PduWriter.DATA_HEADER_LENGTH;
        if (length <= maxFragment) {
            out.flip();
            PduWriter.writeDataHeader(out, assembler.contextId(), true, true, length);
            connection.write(out.rewind());
        } else {
            sendInFragments(out.flip().position(PduWriter.DATA_HEADER_LENGTH));
        }
        session.responseSent();
        context.events().answered(session, request, status, context.time().nanos() - commandCompleteAt);
    }

    private void sendInFragments(ByteBuffer command) {
        ByteBuffer pdu = ByteBuffer.allocate(PduWriter.DATA_HEADER_LENGTH + maxFragment);
        while (command.hasRemaining()) {
            int length = Math.min(command.remaining(), maxFragment);
            boolean last = length == command.remaining();
            PduWriter.writeDataHeader(pdu.clear(), assembler.contextId(), true, last, length);
            pdu.put(command.slice(command.position(), length));
            command.position(command.position() + length);
            connection.write(pdu.flip());
        }
    }

    private PresentationContext presentationContext() {
        PresentationContext found = find(assembler.contextId());
        if (found == null) {
            throw new IllegalStateException("message on unknown presentation context " + assembler.contextId());
        }
        return found;
    }

    private @Nullable PresentationContext find(int contextId) {
        return contextId % 2 == 0 ? null : contexts[contextId / 2];
    }
}
