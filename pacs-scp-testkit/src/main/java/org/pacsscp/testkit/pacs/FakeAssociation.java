package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RejectReason;
import org.pacsscp.testkit.pacs.RecordedAssociation.End;
import org.pacsscp.testkit.wire.AssociateFields;
import org.pacsscp.testkit.wire.Connection;
import org.pacsscp.testkit.wire.DataValue;
import org.pacsscp.testkit.wire.Ending;
import org.pacsscp.testkit.wire.Heard;
import org.pacsscp.testkit.wire.Message;
import org.pacsscp.testkit.wire.MessageJoiner;
import org.pacsscp.testkit.wire.Pdu;
import org.pacsscp.testkit.wire.Pdus;

/** An association with a requestor, from its A-ASSOCIATE-RQ to its end. Used by one thread. */
final class FakeAssociation {
    /** A requestor may take as long as its test does. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Settings settings;
    private final Connection connection;
    private final Outgoing outgoing;
    private final int index;
    private final MessageJoiner joiner = new MessageJoiner();
    private final Queue<Message> received = new ArrayDeque<>();
    private List<PresentationContext> contexts = List.of();
    private AssociateFields request = new AssociateFields(0, "", "", List.of());
    private int operations;
    private Optional<Effect> effectOnRequest = Optional.empty();

    FakeAssociation(Settings settings, Connection connection, Outgoing outgoing, int index) {
        this.settings = settings;
        this.connection = connection;
        this.outgoing = outgoing;
        this.index = index;
    }

    /** Serves the requestor; returns how the association ended. */
    End serve() throws IOException {
        try {
            open();
            Responder responder = new Responder(this, settings, outgoing);
            while (true) {
                responder.serve(nextMessage());
            }
        } catch (EndedException e) {
            return e.end();
        }
    }

    private void open() throws IOException, EndedException {
        Heard heard = connection.hear(PATIENCE);
        if (heard instanceof Pdu pdu
                && pdu.type() == Pdus.ASSOCIATE_RQ
                && pdu.associateFields().isPresent()) {
            request = pdu.associateFields().get();
            contexts = settings.offer().accepted(request);
            settings.journal().requested(index, request, contexts);
            answer(pdu);
        } else if (heard instanceof Pdu pdu) {
            settings.journal().unexpected("expected A-ASSOCIATE-RQ, heard " + pdu.describe());
            throw outgoing.abort(AbortReason.SERVICE_USER);
        } else {
            throw new EndedException(End.LOST);
        }
    }

    private void answer(Pdu pdu) throws IOException, EndedException {
        Optional<Effect> effect = outgoing.fault(Place.ASSOCIATION, Optional.empty());
        if (effect.isEmpty() && !settings.isCalled(request.calledAeTitle())) {
            effect = Optional.of(new Effect.Reject(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED));
        }
        outgoing.send(effect, List.of(settings.offer().acceptance(pdu, request)));
    }

    AssociateFields request() {
        return request;
    }

    int index() {
        return index;
    }

    /** Returns the accepted context with a number. */
    Optional<PresentationContext> context(int id) {
        return contexts.stream().filter(context -> context.id() == id).findFirst();
    }

    List<PresentationContext> contexts() {
        return contexts;
    }

    /** Returns how long a P-DATA-TF may be. */
    long maximumLength() {
        return request.maximumLength().orElse(0);
    }

    /** Tells whether something has come that was not looked at yet. */
    boolean hasInput() throws IOException {
        return !received.isEmpty() || connection.hasInput();
    }

    /** Waits for the next message; grants a release on the way. */
    Message nextMessage() throws IOException, EndedException {
        while (received.isEmpty()) {
            take(connection.hear(PATIENCE));
        }
        return received.remove();
    }

    private void take(Heard heard) throws IOException, EndedException {
        if (heard instanceof Ending) {
            recordTruncated(Optional.empty(), "the connection ended");
            throw new EndedException(End.LOST);
        }
        Pdu pdu = (Pdu) heard;
        switch (pdu.type()) {
            case Pdus.P_DATA_TF -> takeData(pdu);
            case Pdus.RELEASE_RQ -> {
                outgoing.send(Place.RELEASE, Optional.empty(), List.of(Pdus.releaseRp()));
                throw new EndedException(End.RELEASED);
            }
            case Pdus.ABORT -> {
                recordTruncated(Optional.empty(), "the requestor aborted the association");
                throw new EndedException(End.ABORTED_BY_REQUESTOR);
            }
            default -> {
                settings.journal().unexpected("unexpected on an open association: " + pdu.describe());
                throw outgoing.abort(AbortReason.UNEXPECTED_PDU);
            }
        }
    }

    private void takeData(Pdu pdu) throws IOException, EndedException {
        try {
            for (DataValue value : pdu.values()) {
                Optional<Message> message = joiner.take(value);
                passRequest(value, message);
                message.ifPresent(received::add);
            }
        } catch (IllegalStateException e) {
            settings.journal().unexpected(e.getMessage() + ":\n" + pdu.describe());
            throw outgoing.abort(AbortReason.UNEXPECTED_PDU_PARAMETER);
        }
    }

    /** Comes to {@link Place#REQUEST} with the last fragment of a command set. */
    private void passRequest(DataValue value, Optional<Message> message) throws IOException, EndedException {
        if (value.isCommand() && value.isLast()) {
            Optional<CommandField> field = message.map(Message::command)
                    .or(joiner::commandUnderWay)
                    .flatMap(command -> command.commandField());
            if (field.map(CommandField::isRequest).orElse(true)) {
                effectOnRequest = outgoing.fault(Place.REQUEST, field);
            }
        }
        boolean waitsForMore = message.isEmpty()
                && effectOnRequest
                        .filter(effect -> effect instanceof Effect.CutAfter cut && cut.bytes() > joiner.dataSetLength())
                        .isPresent();
        if (effectOnRequest.isPresent() && !waitsForMore) {
            Effect effect = effectOnRequest.get();
            effectOnRequest = Optional.empty();
            if (!(effect instanceof Effect.Delay)) {
                recordTruncated(message, "the fake PACS was told to fail");
            }
            outgoing.send(Optional.of(effect), List.of());
        }
    }

    private void recordTruncated(Optional<Message> whole, String why) {
        whole.or(joiner::breakOff)
                .flatMap(message -> operation(message, Optional.of(why)))
                .ifPresent(settings.journal()::operation);
    }

    /** Makes the record of a request; empty if its context was not accepted. */
    Optional<RecordedOperation> operation(Message message, Optional<String> truncated) {
        return context(message.contextId())
                .map(context -> new RecordedOperation(
                        index, operations++, request.callingAeTitle(), context, message, truncated));
    }

    /** Says that a request was not expected. */
    DimseStatus unexpected(String what) {
        settings.journal().unexpected(what);
        return DimseStatus.PROCESSING_FAILURE.withErrorComment("not expected by this test");
    }
}
