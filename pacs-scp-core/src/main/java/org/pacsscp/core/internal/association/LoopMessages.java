package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.core.internal.dimse.CommandEncoder;
import org.pacsscp.core.internal.dimse.FragmentOutputStream;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.pdu.DataHeader;
import org.pacsscp.core.internal.report.PduLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that an association's loop sends: commands without a data set, made in the loop's buffer, for which it never
 * waits. The loop's thread.
 */
final class LoopMessages {
    /** Of what is sent, half of the loop's buffer: the rest is for headers. */
    static final int MOST_IN_COMMAND = 1 << 15;

    private static final Logger log = LoggerFactory.getLogger(LoopMessages.class);

    private final Session session;
    private final Connection connection;
    private final int maxFragment;
    private final SendingTurn turn;
    private final Answered answered;

    /** Final responses that the socket does not have yet. */
    private final Request.Line unsent = new Request.Line();

    /** Is told of each final response that the socket has, since a moment of {@link System#nanoTime}. */
    interface Answered {
        void tell(Request request, DimseStatus status, long nanos);
    }

    /** {@code answered} is told of each final response once the socket has it. */
    LoopMessages(Session session, Connection connection, int maxFragment, SendingTurn turn, Answered answered) {
        this.session = session;
        this.connection = connection;
        this.maxFragment = maxFragment;
        this.turn = turn;
        this.answered = answered;
    }

    /** Sends a final response now, or once the message of a worker is out. */
    void respond(Request request, CommandResponse response) {
        if (turn.takeAtOnce()) {
            try {
                respondInTurn(request, response);
            } finally {
                turn.end();
            }
        } else {
            turn.leave(() -> respondInTurn(request, response));
        }
    }

    private void respondInTurn(Request request, CommandResponse response) {
        if (mayNotSend()) {
            log.debug("the response to {} is not sent: the association has ended", request.command());
            return;
        }
        ByteBuffer command = connection.loop().writeBuffer().position(DataHeader.LENGTH);
        CommandEncoder.response(command, request.command(), response.status(), response.elements(), false);
        write(request.presentationContext().id(), command);
        handedOverOrUnsent(request, response.status());
    }

    /** Sends a request of ours without a data set now, or once the message of a worker is out. */
    void request(Invocation invocation, Invocations.Pending request) {
        if (turn.takeAtOnce()) {
            try {
                requestInTurn(invocation, request);
            } finally {
                turn.end();
            }
        } else {
            turn.leave(() -> requestInTurn(invocation, request));
        }
    }

    private void requestInTurn(Invocation invocation, Invocations.Pending request) {
        if (request.answer().isDone()) {
            return;
        }
        if (mayNotSend()) {
            request.fail(new InvocationException(
                    InvocationException.Cause.ASSOCIATION_ENDED,
                    "the request was not sent: the association has ended"));
            return;
        }
        ByteBuffer command = connection.loop().writeBuffer().position(DataHeader.LENGTH);
        CommandEncoder.request(command, invocation, request.messageId());
        write(request.presentationContext().id(), command);
        request.sent();
    }

    /** Sends C-CANCEL for a request of ours, unless its final response has come. */
    void cancel(Invocations.Pending request) {
        turn.leave(() -> cancelInTurn(request));
    }

    private void cancelInTurn(Invocations.Pending request) {
        if (request.answer().isDone() || mayNotSend()) {
            return;
        }
        ByteBuffer command = connection.loop().writeBuffer().position(DataHeader.LENGTH);
        CommandEncoder.cancel(command, request.messageId());
        write(request.presentationContext().id(), command);
    }

    private boolean mayNotSend() {
        return turn.isCutShort() || session.end().isPresent() || connection.isClosing();
    }

    /** Sends what was written to the loop's buffer after room for the headers. */
    private void write(int contextId, ByteBuffer command) {
        command.flip().position(DataHeader.LENGTH);
        PduLog.sentCommand(connection, command);
        if (command.remaining() <= maxFragment) {
            write(MessageSender.inOnePdu(contextId, command));
        } else {
            writeInFragments(contextId, command);
        }
    }

    private void writeInFragments(int contextId, ByteBuffer command) {
        ByteBuffer pdus = ByteBuffer.allocate(DataHeader.LENGTH + maxFragment);
        try {
            FragmentOutputStream out = new FragmentOutputStream(this::write, pdus, contextId, true, maxFragment);
            out.write(command);
            out.finish();
        } catch (IOException e) {
            throw new IllegalStateException("a sink of the loop's threw", e);
        }
        write(pdus.flip());
    }

    private void write(ByteBuffer... pdus) {
        PduLog.sentAll(connection, pdus);
        for (ByteBuffer out : pdus) {
            connection.write(out);
        }
    }

    /** A response that nobody was given is no answer: the socket may take it at once, later, or never. */
    private void handedOverOrUnsent(Request request, DimseStatus status) {
        if (connection.hasUnsent()) {
            unsent.add(request, status);
            connection.tellWhenHandedOver();
        } else if (!connection.isClosing()) {
            answered.tell(request, status, System.nanoTime());
        }
    }

    /** The socket has all that the loop has written, since that moment. */
    void handedOver(long nanos) {
        for (Request request = unsent.poll(); request != null; request = unsent.poll()) {
            answered.tell(request, request.answer(), nanos);
        }
    }

    /** The association is about to end: what the socket takes now is told before that, and the rest is not told. */
    void handOver() {
        if (!unsent.isEmpty()) {
            connection.handOver();
        }
    }
}
