package org.pacsscp.testkit.action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.DataSetStream;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Response;
import org.pacsscp.api.Role;
import org.pacsscp.testkit.requestor.HeardResponse;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.MessageCutter;
import org.pacsscp.testkit.wire.MessageJoiner;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.ReceivedCommand;

/** A request under way that comes from nowhere. Used by the thread that calls the handler. */
final class TestAction implements Action {
    private static final int CONTEXT = 1;
    private static final int MESSAGE_ID = 1;

    private final TestRequest request;
    private final PresentationContext context;
    private final TestSession session;
    private final ReceivedCommand command;
    private final TestDataSet dataSet;
    private final boolean interrupts;
    private final List<HeardResponse> responses = new ArrayList<>();
    private final List<Runnable> callbacks = new ArrayList<>();
    private final List<Runnable> afterAnswer = new ArrayList<>();
    private boolean dataSetRead;
    private boolean cancelled;

    /**
     * Begins.
     *
     * @param interrupts whether the handler's thread is interrupted when the action is cancelled
     */
    TestAction(TestRequest request, boolean interrupts) {
        this.request = request;
        this.interrupts = interrupts;
        context =
                new PresentationContext(CONTEXT, request.sopClass(), request.transferSyntax(), Set.of(Role.PERFORMER));
        session = new TestSession(request.callingAeTitle(), context);
        Optional<byte[]> bytes = request.bytes();
        command = ReceivedCommand.read(command(request, bytes.isPresent()));
        dataSet = new TestDataSet(
                request.transferSyntax(), bytes.orElseGet(() -> new byte[0]), request.breaking(), this::dataSetRead);
        if (bytes.isEmpty()) {
            dataSetRead();
        }
    }

    /** PS3.7 sections 9.3 and 10.3: most requests of the N services name what they are about as requested. */
    private static byte[] command(TestRequest request, boolean withDataSet) {
        int sopClass = switch (request.field()) {
            case N_GET_RQ, N_SET_RQ, N_ACTION_RQ, N_DELETE_RQ -> Commands.REQUESTED_SOP_CLASS_UID;
            default -> Commands.AFFECTED_SOP_CLASS_UID;
        };
        SortedMap<Integer, byte[]> elements = new TreeMap<>();
        elements.put(sopClass, Commands.uid(sopClass, request.sopClass().value()));
        elements.put(
                Commands.COMMAND_FIELD,
                Commands.number(Commands.COMMAND_FIELD, request.field().code()));
        elements.put(Commands.MESSAGE_ID, Commands.number(Commands.MESSAGE_ID, MESSAGE_ID));
        elements.put(
                Commands.DATA_SET_TYPE,
                Commands.number(Commands.DATA_SET_TYPE, withDataSet ? Commands.WITH_DATA_SET : Commands.NO_DATA_SET));
        request.elements().values().forEach((number, value) -> elements.put(number, Commands.element(number, value)));
        return Commands.command(elements.values().toArray(byte[][]::new));
    }

    @Override
    public Association association() {
        return session;
    }

    @Override
    public PresentationContext presentationContext() {
        return context;
    }

    @Override
    public ReceivedCommand command() {
        return command;
    }

    @Override
    public DataSetStream dataSet() {
        return dataSet;
    }

    @Override
    public void sendPending(Response response) throws IOException {
        if (response.status().category() != DimseStatus.Category.PENDING) {
            throw new IllegalArgumentException(
                    response.status() + " is no pending status; return it from handle, or send FF00H or FF01H");
        }
        add(response);
        cancelIfDue();
    }

    /** Writes a response as it goes over the wire, and reads it. */
    void add(Response response) throws IOException {
        Optional<byte[]> bytes = Optional.empty();
        if (response.dataSet().isPresent()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            response.dataSet().get().writeTo(out);
            bytes = Optional.of(out.toByteArray());
        }
        byte[] commandSet =
                Commands.response(command, MESSAGE_ID, response.status(), response.elements(), bytes.isPresent());
        MessageJoiner joiner = new MessageJoiner();
        Message message = Stream.concat(
                        MessageCutter.command(CONTEXT, commandSet, 0).stream(),
                        bytes.stream().flatMap(content -> MessageCutter.dataSet(CONTEXT, content, 0).stream()))
                .flatMap(pdu -> Pdu.read(pdu).stream())
                .flatMap(pdu -> joiner.take(pdu).stream())
                .findFirst()
                .orElseThrow();
        responses.add(new HeardResponse(message, request.transferSyntax()));
    }

    private void dataSetRead() {
        dataSetRead = true;
        cancelIfDue();
    }

    /** What a peer sends stands behind its data set. */
    private void cancelIfDue() {
        if (dataSetRead && !cancelled && request.isCancelledAfter(responses.size())) {
            cancelled = true;
            if (interrupts) {
                Thread.currentThread().interrupt();
            }
            List.copyOf(callbacks).forEach(Runnable::run);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable callback) {
        callbacks.add(callback);
        if (cancelled) {
            callback.run();
        }
    }

    @Override
    public void onAnswered(Runnable callback) {
        afterAnswer.add(callback);
    }

    /** The final response was given, or will not be. */
    void endAnswer() {
        afterAnswer.forEach(Runnable::run);
    }

    List<HeardResponse> responses() {
        return responses;
    }

    TestSession session() {
        return session;
    }
}
