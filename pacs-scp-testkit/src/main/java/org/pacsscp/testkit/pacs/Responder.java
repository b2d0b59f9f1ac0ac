package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.SubOperations;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.MessageCutter;

/** Answers the requests of one association. Used by the association's thread. */
final class Responder {
    private final FakeAssociation association;
    private final Settings settings;
    private final Outgoing outgoing;

    Responder(FakeAssociation association, Settings settings, Outgoing outgoing) {
        this.association = association;
        this.settings = settings;
        this.outgoing = outgoing;
    }

    void serve(Message message) throws IOException, EndedException {
        Optional<RecordedOperation> recorded = association.operation(message, Optional.empty());
        if (recorded.isEmpty()) {
            settings.journal().unexpected("a message on a presentation context that was not accepted: " + message);
            throw outgoing.abort(AbortReason.INVALID_PDU_PARAMETER_VALUE);
        }
        RecordedOperation operation = recorded.get();
        settings.journal().operation(operation);
        if (!isCancel(operation)) {
            answer(operation, reply(operation));
        }
    }

    private static boolean isCancel(RecordedOperation operation) {
        return operation.commandField().filter(CommandField.C_CANCEL_RQ::equals).isPresent();
    }

    /** What fails in a test's function, declared or not, is a failure of the test and not of its peer. */
    private Reply reply(RecordedOperation operation) {
        Optional<Expectation> expectation = settings.expectations().find(operation);
        if (expectation.isPresent()) {
            try {
                return expectation.get().answer(operation);
            } catch (Throwable e) {
                return Reply.status(association.unexpected("the answer to " + operation + " failed: " + e));
            }
        }
        boolean usual = operation
                .commandField()
                .filter(field -> field == CommandField.C_ECHO_RQ || field == CommandField.C_STORE_RQ)
                .isPresent();
        return usual && !settings.strict()
                ? Reply.success()
                : Reply.status(association.unexpected(settings.expectations().unexpected(operation)));
    }

    private void answer(RecordedOperation operation, Reply reply) throws IOException, EndedException {
        boolean cancelled = false;
        for (Reply.Step step : reply.pending()) {
            cancelled = cancelled || isCancelled(operation);
            if (!cancelled) {
                respond(operation, Place.PENDING_RESPONSE, step);
            }
        }
        Reply.Step last = reply.last();
        if (reply.statusByCounts()) {
            last = retrieve(operation, reply.instances());
        }
        if (cancelled || reply.waitsForCancel()) {
            if (!cancelled) {
                awaitCancel(operation);
            }
            last = new Reply.Step(DimseStatus.CANCEL, CommandElements.none(), Optional.empty());
        }
        respond(operation, Place.RESPONSE, last);
    }

    private boolean isCancelled(RecordedOperation operation) throws IOException, EndedException {
        if (!association.hasInput()) {
            return false;
        }
        awaitCancel(operation);
        return true;
    }

    private void awaitCancel(RecordedOperation operation) throws IOException, EndedException {
        Message message = association.nextMessage();
        association.operation(message, Optional.empty()).ifPresent(settings.journal()::operation);
        boolean isCancel = message.command()
                .commandField()
                .filter(CommandField.C_CANCEL_RQ::equals)
                .isPresent();
        if (!isCancel || message.command().messageId() != operation.command().messageId()) {
            settings.journal()
                    .unexpected("expected C-CANCEL-RQ of message "
                            + operation.command().messageId() + ", heard: " + message);
        }
    }

    private Reply.Step retrieve(RecordedOperation operation, List<Instance> instances)
            throws IOException, EndedException {
        try (Retrieval retrieval = retrieval(operation)) {
            int remaining = instances.size();
            for (Instance instance : instances) {
                retrieval.send(instance);
                remaining--;
                if (remaining > 0) {
                    CommandElements counts = CommandElements.none().subOperations(retrieval.counts(remaining));
                    respond(
                            operation,
                            Place.PENDING_RESPONSE,
                            new Reply.Step(DimseStatus.PENDING, counts, Optional.empty()));
                }
            }
            SubOperations counts = retrieval.counts(0);
            return new Reply.Step(retrieval.status(), CommandElements.none().subOperations(counts), Optional.empty());
        }
    }

    private Retrieval retrieval(RecordedOperation operation) throws IOException {
        return operation.commandField().filter(CommandField.C_MOVE_RQ::equals).isPresent()
                ? new Move(operation, settings.destinations(), outgoing)
                : new Get(association, outgoing);
    }

    private void respond(RecordedOperation operation, Place place, Reply.Step step) throws IOException, EndedException {
        Optional<Effect> effect = outgoing.fault(place, operation.commandField());
        Reply.Step said = effect.filter(Effect.Status.class::isInstance)
                .map(Effect.Status.class::cast)
                .map(wrong -> new Reply.Step(wrong.status(), CommandElements.none(), Optional.empty()))
                .orElse(step);
        outgoing.send(
                effect,
                pdus(
                        operation,
                        said,
                        effect.filter(Effect.WrongMessageId.class::isInstance).isPresent()));
        noteStored(operation, place, said.status());
    }

    private List<byte[]> pdus(RecordedOperation operation, Reply.Step step, boolean wrongMessageId) {
        int contextId = operation.context().id();
        int messageId = operation.command().messageId() + (wrongMessageId ? 1 : 0);
        Optional<byte[]> dataSet = step.dataSet().map(encoder -> encoder.encode(operation.transferSyntax()));
        byte[] command =
                Commands.response(operation.command(), messageId, step.status(), step.elements(), dataSet.isPresent());
        long maximum = association.maximumLength();
        List<byte[]> pdus = new ArrayList<>(MessageCutter.command(contextId, command, maximum));
        dataSet.ifPresent(bytes -> pdus.addAll(MessageCutter.dataSet(contextId, bytes, maximum)));
        return pdus;
    }

    private void noteStored(RecordedOperation operation, Place place, DimseStatus status) {
        DimseStatus.Category category = status.category();
        if (place == Place.RESPONSE
                && operation
                        .commandField()
                        .filter(CommandField.C_STORE_RQ::equals)
                        .isPresent()
                && (category == DimseStatus.Category.SUCCESS || category == DimseStatus.Category.WARNING)) {
            settings.journal().stored(new StoredInstance(operation));
        }
    }
}
