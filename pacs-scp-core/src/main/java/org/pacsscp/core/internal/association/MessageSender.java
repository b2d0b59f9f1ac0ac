package org.pacsscp.core.internal.association;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
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
 * Sends messages on an association, one after the other, whoever sends them. A worker waits for its turn and for the
 * socket; the loop never waits, and leaves its message to be sent when the worker's is out. Any thread.
 */
public final class MessageSender {
    private static final Logger log = LoggerFactory.getLogger(MessageSender.class);

    /** So many messages of the loop's may wait for a worker's before no further request is read. */
    private static final int MAX_WAITING = 16;

    private final AssociationContext context;
    private final Session session;
    private final MessageProvider provider;
    private final Connection connection;
    private final int maxFragment;
    private final PduSink worker = this::writeAndWait;
    private final ReentrantLock turn = new ReentrantLock();

    /** Messages of the loop's that wait for a worker's; {@code null} until one has to. */
    private volatile @Nullable Queue<Runnable> waiting;

    /** The loop's final responses that the socket does not have yet. */
    private final Request.Line unsent = new Request.Line();

    /** Half a message is out, after which the peer would take any other for its rest; written by who has the turn. */
    private volatile boolean cutShort;

    MessageSender(AssociationContext context, Session session, MessageProvider provider, Connection connection) {
        this.context = context;
        this.session = session;
        this.provider = provider;
        this.connection = connection;
        maxFragment = FragmentOutputStream.maxFragment(session.maxPduLengthSent());
    }

    /** Tells whether no further request should be read until a worker's message is out; the loop's thread. */
    boolean isCongested() {
        Queue<Runnable> present = waiting;
        return present != null && present.size() >= MAX_WAITING;
    }

    /** Sends a final response without a data set; a peer that is gone is noticed by whoever reads. */
    public void respondUnattended(Request request, CommandResponse response) {
        if (connection.loop().isCurrent()) {
            respondInTurn(request, response);
        } else {
            try {
                respond(request, response);
                answered(request, response.status());
            } catch (IOException e) {
                log.debug("the response to {} was not sent: {}", request.command(), e.getMessage());
            }
        }
    }

    /** Sends from the loop's thread now, or once the message of a worker is out. */
    private void respondInTurn(Request request, CommandResponse response) {
        if (turn.tryLock()) {
            try {
                sendWaiting();
                respondFromLoop(request, response);
            } finally {
                turn.unlock();
            }
        } else {
            addWaiting(() -> respondFromLoop(request, response));
            // The worker looks for waiting messages once its turn has ended; it may have ended meanwhile.
            sendWaitingInTurn();
        }
    }

    private void addWaiting(Runnable message) {
        Queue<Runnable> present = waiting;
        if (present == null) {
            present = new ConcurrentLinkedQueue<>();
            waiting = present;
        }
        present.add(message);
    }

    private boolean isAnyWaiting() {
        Queue<Runnable> present = waiting;
        return present != null && !present.isEmpty();
    }

    private void respondFromLoop(Request request, CommandResponse response) {
        if (mayNotSend()) {
            log.debug("the response to {} is not sent: the association has ended", request.command());
            return;
        }
        ByteBuffer command = connection.loop().writeBuffer().position(DataHeader.LENGTH);
        CommandEncoder.response(command, request.command(), response.status(), response.elements(), false);
        writeFromLoop(request.presentationContext().id(), command);
        handedOverOrUnsent(request, response.status());
    }

    private boolean mayNotSend() {
        return cutShort || session.end().isPresent() || connection.isClosing();
    }

    /** Sends what was written to the loop's buffer after room for the headers. */
    private void writeFromLoop(int contextId, ByteBuffer command) {
        command.flip().position(DataHeader.LENGTH);
        PduLog.sentCommand(connection, command);
        if (command.remaining() <= maxFragment) {
            writeFromLoop(inOnePdu(contextId, command));
        } else {
            sendInFragments(contextId, command);
        }
    }

    /** A response that nobody was given is no answer: the socket may take it at once, later, or never. */
    private void handedOverOrUnsent(Request request, DimseStatus status) {
        if (connection.hasUnsent()) {
            unsent.add(request, status);
            connection.tellWhenHandedOver();
        } else if (!connection.isClosing()) {
            answered(request, status);
        }
    }

    /** The socket has all that the loop has written. */
    void handedOver() {
        for (Request request = unsent.poll(); request != null; request = unsent.poll()) {
            answered(request, request.answer());
        }
    }

    /** The association is about to end: what the socket takes now is told before that, and the rest is not told. */
    void handOver() {
        if (!unsent.isEmpty()) {
            connection.handOver();
        }
    }

    /** Makes a P-DATA-TF of a command set before which there is room for the headers. */
    private ByteBuffer inOnePdu(int contextId, ByteBuffer command) {
        int length = command.remaining();
        DataHeader.write(command.rewind(), contextId, true, true, length);
        return command.rewind();
    }

    private void sendInFragments(int contextId, ByteBuffer command) {
        ByteBuffer pdus = ByteBuffer.allocate(DataHeader.LENGTH + maxFragment);
        try {
            append(command, pdus, this::writeFromLoop, contextId);
        } catch (IOException e) {
            throw new IllegalStateException("a sink of the loop's threw", e);
        }
        writeFromLoop(pdus.flip());
    }

    private void writeFromLoop(ByteBuffer... pdus) {
        PduLog.sentAll(connection, pdus);
        for (ByteBuffer out : pdus) {
            connection.write(out);
        }
    }

    /** Sends what waits for a worker's message, if that is out, and tells whether nothing waits; the loop's thread. */
    boolean hasSentAll() {
        sendWaitingInTurn();
        return !isAnyWaiting();
    }

    private void sendWaitingInTurn() {
        if (turn.tryLock()) {
            try {
                sendWaiting();
            } finally {
                turn.unlock();
            }
        }
    }

    private void sendWaiting() {
        Queue<Runnable> present = waiting;
        if (present == null) {
            return;
        }
        for (Runnable message = present.poll(); message != null; message = present.poll()) {
            message.run();
        }
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

    /** Sends C-CANCEL for a request of ours, unless its final response has come; the loop's thread. */
    void cancel(Invocations.Pending request) {
        addWaiting(() -> cancelFromLoop(request));
        sendWaitingInTurn();
    }

    private void cancelFromLoop(Invocations.Pending request) {
        if (request.answer().isDone() || mayNotSend()) {
            return;
        }
        ByteBuffer command = connection.loop().writeBuffer().position(DataHeader.LENGTH);
        CommandEncoder.cancel(command, request.messageId());
        writeFromLoop(request.presentationContext().id(), command);
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

    /** What is done by who has the turn. */
    private interface Turn {
        void take() throws IOException;
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
            if (!cutShort) {
                sendWhole(() -> writeAndWait(pdus.flip()), e);
            }
            throw e;
        }
    }

    private void inTurn(Turn messages) throws IOException {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a DataSetWriter must not send another message before it has returned");
        }
        turn.lock();
        try {
            messages.take();
        } finally {
            turn.unlock();
            if (isAnyWaiting()) {
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
            append(command, pdus, worker, message.presentationContext().id());
        } finally {
            if (pooled) {
                context.commandBuffers().give(buffer);
            }
        }
    }

    /** Makes PDUs of a command; sends those for which there is no room. */
    private void append(ByteBuffer command, ByteBuffer pdus, PduSink sink, int contextId) throws IOException {
        FragmentOutputStream out = new FragmentOutputStream(sink, pdus, contextId, true, maxFragment);
        out.write(command);
        out.finish();
    }

    private void sendWaitingAndReadOn() {
        sendWaitingInTurn();
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
            cutShort = true;
            connection.endWorkersOutput();
            provider.abort(AbortReason.SERVICE_USER, "a data set could not be written to its end: " + e.getMessage());
            throw e;
        }
    }

    /** Sends what is whole before what cannot be. */
    private static void sendWhole(Turn whole, Throwable fault) {
        try {
            whole.take();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
    }

    /** The socket has a final response: tells who wants to know. */
    public void answered(Request request, DimseStatus status) {
        session.responseSent();
        request.recordEnd(session.id(), status);
        context.events().answered(session, request.command(), status, System.nanoTime() - request.arrivedAt());
    }
}
