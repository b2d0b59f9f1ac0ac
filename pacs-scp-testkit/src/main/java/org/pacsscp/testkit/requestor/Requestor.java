package org.pacsscp.testkit.requestor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandSet;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;
import org.pacsscp.testkit.data.DataSets;
import org.pacsscp.testkit.wire.AssociateFields;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.Pdus;

/**
 * An open association with a server under test. What does not come as it should be is an {@link AssertionError} that shows
 * what came, taken apart. Used by one thread.
 *
 * <pre>{@code
 * try (Requestor requestor = Proposal.to("MY_PACS").context(SopClass.VERIFICATION).open("localhost", port)) {
 *     assertThat(requestor.echo().status()).isEqualTo(DimseStatus.SUCCESS);
 *     requestor.release();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Requestor implements AutoCloseable {
    private final Connection connection;
    private final AcceptedContexts contexts;
    private final Exchange exchange;
    private int messageId;

    Requestor(Connection connection, Proposal proposal, AssociateFields acceptance) {
        this.connection = connection;
        contexts = new AcceptedContexts(proposal, acceptance);
        exchange = new Exchange(
                connection, proposal.patience(), acceptance.maximumLength().orElse(0));
    }

    /**
     * Returns what the acceptor has answered.
     *
     * @return the fields of the A-ASSOCIATE-AC
     */
    public AssociateFields acceptance() {
        return contexts.acceptance();
    }

    /**
     * Finds the accepted presentation context of a SOP class.
     *
     * @param abstractSyntax the SOP class
     * @return the first one
     * @throws AssertionError if none was accepted
     */
    public int context(Uid abstractSyntax) {
        return contexts.of(abstractSyntax);
    }

    /**
     * Returns the transfer syntax of an accepted presentation context.
     *
     * @param contextId its number
     * @return the transfer syntax
     * @throws AssertionError if there is no such context
     */
    public Uid transferSyntax(int contextId) {
        return contexts.transferSyntax(contextId);
    }

    /**
     * Returns a message id that was not used yet.
     *
     * @return 1 and up
     */
    public int nextMessageId() {
        messageId++;
        return messageId;
    }

    /**
     * Sends a C-ECHO-RQ and waits for the response (PS3.7 9.3.5).
     *
     * @return the response
     * @throws IOException if the connection takes no more
     */
    public HeardResponse echo() throws IOException {
        int id = nextMessageId();
        send(context(SopClass.VERIFICATION), Commands.echoRq(id), Optional.empty());
        return response(id);
    }

    /**
     * Sends a C-STORE-RQ and waits for the response (PS3.7 9.3.1).
     *
     * @param sopClass for which a context was accepted
     * @param sopInstance the instance
     * @param dataSet its bytes, encoded as the context has it
     * @return the response
     * @throws IOException if the connection takes no more
     */
    public HeardResponse store(Uid sopClass, Uid sopInstance, byte[] dataSet) throws IOException {
        return store(sopClass, sopInstance, CommandElements.none(), dataSet);
    }

    /**
     * Sends a C-STORE-RQ with further elements and waits for the response.
     *
     * @param sopClass for which a context was accepted
     * @param sopInstance the instance
     * @param more such as who asked for the C-MOVE that it is a sub-operation of
     * @param dataSet its bytes, encoded as the context has it
     * @return the response
     * @throws IOException if the connection takes no more
     */
    public HeardResponse store(Uid sopClass, Uid sopInstance, CommandElements more, byte[] dataSet) throws IOException {
        int id = nextMessageId();
        byte[] command = Commands.storeRq(id, sopClass.value(), sopInstance.value(), more);
        send(context(sopClass), command, Optional.of(dataSet));
        return response(id);
    }

    /**
     * Sends a C-STORE-RQ and waits for the response (PS3.7 9.3.1).
     *
     * @param instance with SOP Class UID (0008,0016), for which a context was accepted, and SOP Instance UID (0008,0018);
     *     encoded as the context has it
     * @return the response
     * @throws IOException if the connection takes no more
     */
    public HeardResponse store(DataSet instance) throws IOException {
        Uid sopClass = instance.uid(Tag.SOP_CLASS_UID)
                .orElseThrow(() -> new IllegalArgumentException("an instance needs a SOP Class UID (0008,0016)"));
        Uid sopInstance = instance.uid(Tag.SOP_INSTANCE_UID)
                .orElseThrow(() -> new IllegalArgumentException("an instance needs a SOP Instance UID (0008,0018)"));
        return store(sopClass, sopInstance, DataSets.encode(instance, transferSyntax(context(sopClass))));
    }

    /**
     * Sends a C-FIND-RQ and waits for all responses (PS3.7 9.3.2).
     *
     * @param sopClass for which a context was accepted
     * @param identifier encoded as the context has it
     * @return the pending ones and the final one
     * @throws IOException if the connection takes no more
     */
    public List<HeardResponse> find(Uid sopClass, DataSet identifier) throws IOException {
        return find(sopClass, DataSets.encode(identifier, transferSyntax(context(sopClass))));
    }

    /**
     * Sends a C-FIND-RQ and waits for all responses (PS3.7 9.3.2).
     *
     * @param sopClass for which a context was accepted
     * @param identifier its bytes, encoded as the context has it
     * @return the pending ones and the final one
     * @throws IOException if the connection takes no more
     */
    public List<HeardResponse> find(Uid sopClass, byte[] identifier) throws IOException {
        int id = nextMessageId();
        send(context(sopClass), Commands.findRq(id, sopClass.value()), Optional.of(identifier));
        return responses(id);
    }

    /**
     * Sends a C-CANCEL-RQ, which has no response (PS3.7 9.3.2.3).
     *
     * @param contextId the context of the request
     * @param request the message id of the request
     * @throws IOException if the connection takes no more
     */
    public void cancel(int contextId, int request) throws IOException {
        send(contextId, Commands.cancelRq(request), Optional.empty());
    }

    /**
     * Sends any message, right or wrong, cut to what the acceptor takes.
     *
     * @param contextId the presentation context
     * @param commandSet its bytes, see {@link Commands}
     * @param dataSet its bytes; empty for none
     * @throws IOException if the connection takes no more
     */
    public void send(int contextId, byte[] commandSet, Optional<byte[]> dataSet) throws IOException {
        exchange.send(contextId, commandSet, dataSet);
    }

    /**
     * Sends any bytes.
     *
     * @param bytes what is sent
     * @throws IOException if the connection takes no more
     */
    public void send(byte[] bytes) throws IOException {
        connection.send(bytes);
    }

    /**
     * Sends a part of some bytes.
     *
     * @param bytes of these
     * @param offset where to begin
     * @param length how many
     * @throws IOException if the connection takes no more
     */
    public void send(byte[] bytes, int offset, int length) throws IOException {
        connection.send(bytes, offset, length);
    }

    /**
     * Waits for the next response, and checks that it is one to this request.
     *
     * @param request the message id of the request
     * @return the response, pending or final
     * @throws AssertionError if something else comes
     */
    public HeardResponse response(int request) {
        Message message = hearMessage();
        CommandSet command = message.command();
        boolean isResponse = (command.commandFieldCode() & Commands.RESPONSE) != 0;
        if (!isResponse || command.messageId() != request) {
            throw new AssertionError("expected a response to message " + request + ", heard:\n" + message);
        }
        return new HeardResponse(message, transferSyntax(message.contextId()));
    }

    /**
     * Waits for all responses to a request.
     *
     * @param request the message id of the request
     * @return the pending ones and the final one
     * @throws AssertionError if something else comes
     */
    public List<HeardResponse> responses(int request) {
        List<HeardResponse> responses = new ArrayList<>();
        do {
            responses.add(response(request));
        } while (responses.get(responses.size() - 1).status().category() == DimseStatus.Category.PENDING);
        return List.copyOf(responses);
    }

    /**
     * Waits for the next message, a request of the acceptor's or a response.
     *
     * @return the message
     * @throws AssertionError if something else comes
     */
    public Message hearMessage() {
        return exchange.hearMessage();
    }

    /**
     * Answers a request of the acceptor's, such as the C-STORE of a C-GET.
     *
     * @param request the request
     * @param status the status
     * @throws IOException if the connection takes no more
     */
    public void answer(Message request, DimseStatus status) throws IOException {
        CommandSet command = request.command();
        String sopClass = command.sopClassUid().map(Uid::value).orElse("");
        byte[] response = Commands.response(sopClass, command.commandFieldCode(), command.messageId(), status.code());
        send(request.contextId(), response, Optional.empty());
    }

    /**
     * Waits for the next PDU.
     *
     * @return it, or how the connection ends
     */
    public Heard hear() {
        return exchange.hear();
    }

    /**
     * Releases the association (PS3.8 7.2), and closes.
     *
     * @throws IOException if the connection takes no more
     * @throws AssertionError if the release is not granted
     */
    public void release() throws IOException {
        connection.send(Pdus.releaseRq());
        Heard heard = hear();
        if (!heard.word().equals("RP")) {
            throw new AssertionError("expected A-RELEASE-RP, heard " + heard.word() + ":\n" + heard.describe());
        }
        close();
    }

    /**
     * Aborts the association (PS3.8 7.3), and closes.
     *
     * @param reason what the acceptor is told
     * @throws IOException if the connection takes no more
     */
    public void abort(AbortReason reason) throws IOException {
        connection.send(Pdus.abort(reason.source(), reason.reason()));
        close();
    }

    /**
     * Ends the connection with a reset.
     *
     * @throws IOException if it is closed already
     */
    public void reset() throws IOException {
        connection.reset();
    }

    /** Closes the connection without a word. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
