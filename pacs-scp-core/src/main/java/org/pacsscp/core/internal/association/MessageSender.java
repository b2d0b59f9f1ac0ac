package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandResponse;
import org.pacsscp.api.DataSetWriter;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Response;
import org.pacsscp.core.internal.dimse.CommandEncoder;
import org.pacsscp.core.internal.dimse.FragmentOutputStream;
import org.pacsscp.core.internal.dimse.PduSink;
import org.pacsscp.core.internal.io.Connection;
import org.pacsscp.core.internal.io.loop.BufferPool;
import org.pacsscp.core.internal.pdu.DataHeader;
import org.pacsscp.core.internal.report.PduLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends messages on an association, one after the other, whoever sends them. A worker waits for its turn and for the socket; the
 * loop never waits. Any thread.
 */
public final class MessageSender {
    private static final Logger log = LoggerFactory.getLogger(MessageSender.class);

    private final AssociationContext context;
    private final Session session;
    private final MessageProvider provider;
    private final Connection connection;
    private final int maxFragment;
    private final PduSink worker = this::writeAndWait;
    private final SendingTurn turn = new SendingTurn();
    private final LoopMessages loop;

    MessageSender(AssociationContext context, Session session, MessageProvider provider, Connection connection) {
        this.context = context;
        this.session = session;
        this.provider = provider;
        this.connection = connection;
        maxFragment = FragmentOutputStream.maxFragment(session.maxPduLengthSent());
        loop = new LoopMessages(session, connection, maxFragment, turn, this::answered);
    }

    /** Tells whether no further request should be read until a worker's message is out; the loop's thread. */
    boolean isCongested() {
        return turn.isCongested();
    }

    /** Sends a final response without a data set; a peer that is gone is noticed by whoever reads. */
    public void respondUnattended(Request request, CommandResponse response) {
        if (connection.loop().isCurrent()) {
            loop.respond(request, response);
        } else {
            try {
                respond(request, response);
                answered(request, response.status());
            } catch (IOException e) {
                log.debug("the response to {} was not sent: {}", request.command(), e.getMessage());
            }
        }
    }

    /** The socket has all that the loop has written, since that moment of {@link System#nanoTime}. */
    void handedOver(long nanos) {
        loop.handedOver(nanos);
    }

    /** The association is about to end: what the socket takes now is told before that, and the rest is not told. */
    void handOver() {
        loop.handOver();
    }

    /** Makes a P-DATA-TF of a command set before which there is room for the headers. */
    static ByteBuffer inOnePdu(int contextId, ByteBuffer command) {
        int length = command.remaining();
        DataHeader.write(command.rewind(), contextId, true, true, length);
        return command.rewind();
    }

    /** Sends what waits for a worker's message, if that is out, and tells whether nothing waits; the loop's thread. */
    boolean hasSentAll() {
        turn.sendWaitingInTurn();
        return !turn.isAnyWaiting();
    }

    /** Sends a response from a worker, and waits until it is out. */
    public void respond(Request request, Response response) throws IOException {
        send(connection.loop().buffers(), OutgoingMessage.of(request, response));
    }

    /** Sends several responses from a worker, in as few pieces as they need, and waits until they are out. */
    public void respond(Request request, List<? extends Response> responses) throws IOException {
        sendInTurn(connection.loop().buffers(), pdus -> {
            for (Response response : responses) {
                append(OutgoingMessage.of(request, response), pdus);
            }
        });
    }

    /** Sends a request of ours, and waits until it is out. */
    void request(PresentationContext presentationContext, Invocation invocation, int messageId) throws IOException {
        OutgoingMessage message = new OutgoingMessage(
                presentationContext,
                invocation.elements(),
                invocation.dataSet(),
                command -> CommandEncoder.request(command, invocation, messageId));
        BufferPool whole = context.requestBuffers();
        send(whole.isShort() ? connection.loop().buffers() : whole, message);
    }

    /** Tells whether a request is one that the loop can send. */
    static boolean mayBeSentSoon(Invocation invocation) {
        return invocation.dataSet().isEmpty()
                && OutgoingMessage.mostInCommand(invocation.elements()) <= LoopMessages.MOST_IN_COMMAND;
    }

    /** Sends a request of ours that {@linkplain #mayBeSentSoon may be sent} so, soon; the loop's thread, which does not wait. */
    void requestSoon(Invocation invocation, Invocations.Pending request) {
        loop.request(invocation, request);
    }

    /** Sends C-CANCEL for a request of ours, unless its final response has come; the loop's thread. */
    void cancel(Invocations.Pending request) {
        loop.cancel(request);
    }

    private void send(BufferPool buffers, OutgoingMessage message) throws IOException {
        if (message.isShort(maxFragment)) {
            sendShort(message);
        } else {
            sendInTurn(buffers, pdus -> append(message, pdus));
        }
    }

    /** One PDU needs no buffer but that of its command. */
    private void sendShort(OutgoingMessage message) throws IOException {
        int contextId = message.presentationContext().id();
        ByteBuffer pooled = context.commandBuffers().take();
        try {
            ByteBuffer command = message.encode(pooled);
            inTurn(() -> {
                PduLog.sentCommand(connection, command);
                writeAndWait(inOnePdu(contextId, command));
            });
        } finally {
            context.commandBuffers().give(pooled);
        }
    }

    /** Makes PDUs behind those that are there; sends those for which there is no room. */
    private interface Messages {
        void appendTo(ByteBuffer pdus) throws IOException;
    }

    /**
     * Several messages, or one with its data set, go out together: calls of the system are spared, and the peer is woken once. If one
     * cannot be encoded, those before it go out all the same.
     */
    private void sendInTurn(BufferPool buffers, Messages messages) throws IOException {
        inTurn(() -> {
            ByteBuffer pdus = buffers.take();
            try {
                appendWhole(messages, pdus);
                if (pdus.flip().hasRemaining()) {
                    writeAndWait(pdus);
                }
            } finally {
                buffers.give(pdus);
            }
        });
    }

    private void appendWhole(Messages messages, ByteBuffer pdus) throws IOException {
        try {
            messages.appendTo(pdus);
        } catch (PeerGoneException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            if (!turn.isCutShort()) {
                sendWhole(() -> writeAndWait(pdus.flip()), e);
            }
            throw e;
        }
    }

    private void inTurn(SendingTurn.Turn messages) throws IOException {
        try {
            turn.take(messages);
        } finally {
            if (turn.isAnyWaiting()) {
                connection.execute(this::sendWaitingAndReadOn);
            }
        }
    }

    private void append(OutgoingMessage message, ByteBuffer pdus) throws IOException {
        int contextId = message.presentationContext().id();
        appendCommand(message, pdus);
        if (message.dataSet().isPresent()) {
            write(message.dataSet().get(), new FragmentOutputStream(worker, pdus, contextId, false, maxFragment));
        }
    }

    private void appendCommand(OutgoingMessage message, ByteBuffer pdus) throws IOException {
        boolean pooled = message.fitsPooledBuffer();
        ByteBuffer buffer = pooled ? context.commandBuffers().take() : ByteBuffer.allocate(message.mostInCommand());
        try {
            ByteBuffer command = message.encode(buffer);
            PduLog.sentCommand(connection, command);
            FragmentOutputStream out = new FragmentOutputStream(
                    worker, pdus, message.presentationContext().id(), true, maxFragment);
            out.write(command);
            out.finish();
        } finally {
            if (pooled) {
                context.commandBuffers().give(buffer);
            }
        }
    }

    private void sendWaitingAndReadOn() {
        turn.sendWaitingInTurn();
        connection.resumeReading();
        provider.answerReleaseIfDone();
    }

    private void writeAndWait(ByteBuffer... pdus) throws PeerGoneException {
        PduLog.sentAll(connection, pdus);
        try {
            connection.writeAndWait(pdus);
        } catch (IOException e) {
            throw new PeerGoneException(e);
        }
    }

    private void write(DataSetWriter dataSet, FragmentOutputStream out) throws IOException {
        try {
            dataSet.writeTo(out);
            out.finish();
        } catch (PeerGoneException e) {
            throw e;
        } catch (Throwable e) {
            sendWhole(out::giveUp, e);
            // Half a data set cannot be taken back.
            turn.cutShort();
            connection.endWorkersOutput();
            provider.abort(AbortReason.SERVICE_USER, "a data set could not be written to its end: " + e.getMessage());
            throw e;
        }
    }

    /** Sends what is whole before what cannot be. */
    private static void sendWhole(SendingTurn.Turn whole, Throwable fault) {
        try {
            whole.take();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    /** The socket has a final response since just now: tells who wants to know. */
    public void answered(Request request, DimseStatus status) {
        answered(request, status, System.nanoTime());
    }

    private void answered(Request request, DimseStatus status, long nanos) {
        session.responseSent();
        request.recordEnd(session.id(), status, nanos);
        context.events().answered(session, request.command(), status, nanos - request.arrivedAt());
    }
}
