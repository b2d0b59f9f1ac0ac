package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pacsscp.api.AeTitle;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.testkit.requestor.Proposal;
import org.pacsscp.testkit.requestor.Requestor;
import org.pacsscp.testkit.wire.Commands;

/** The C-STORE sub-operations of a C-MOVE, each on an association of its own (PS3.4 C.4.2). */
final class Move extends Retrieval {
    /** PS3.4 Table C.4-2: move destination unknown. */
    private static final DimseStatus DESTINATION_UNKNOWN = DimseStatus.of(0xA801);

    private final RecordedOperation operation;
    private final Optional<Destination> destination;
    private final Outgoing outgoing;

    Move(RecordedOperation operation, Map<String, Destination> destinations, Outgoing outgoing) {
        this.operation = operation;
        this.outgoing = outgoing;
        destination = operation.command().moveDestination().map(AeTitle::value).map(destinations::get);
    }

    @Override
    DimseStatus store(Instance instance) throws IOException, EndedException {
        if (destination.isEmpty()) {
            return DESTINATION_UNKNOWN;
        }
        String called = operation.command().moveDestination().orElseThrow().value();
        Proposal proposal = Proposal.to(called).context(instance.sopClass(), instance.transferSyntax());
        try (Requestor requestor =
                proposal.open(destination.get().host(), destination.get().port())) {
            DimseStatus status = store(requestor, instance);
            requestor.release();
            return status;
        } catch (IOException | EndedException | AssertionError e) {
            // The destination is lost for this instance; whoever asked for the C-MOVE is told in the counts.
            return DimseStatus.PROCESSING_FAILURE;
        }
    }

    private DimseStatus store(Requestor requestor, Instance instance) throws IOException, EndedException {
        int messageId = requestor.nextMessageId();
        Optional<Effect> effect = outgoing.fault(Place.SUB_OPERATION, Optional.of(CommandField.C_MOVE_RQ));
        outgoing.on(Line.of(requestor)).send(effect, pdus(requestor, messageId, instance));
        return effect.filter(Effect.Silence.class::isInstance).isPresent()
                ? DimseStatus.PROCESSING_FAILURE
                : requestor.response(messageId).status();
    }

    /** Says whose C-MOVE it is (PS3.7 9.1.1.1.6 and 9.1.1.1.7). */
    private List<byte[]> pdus(Requestor requestor, int messageId, Instance instance) {
        CommandElements originator = CommandElements.none()
                .moveOriginator(
                        AeTitle.of(operation.callingAeTitle()),
                        operation.command().messageId());
        byte[] command = Commands.storeRq(
                messageId, instance.sopClass().value(), instance.sopInstance().value(), originator);
        return pdus(
                requestor.context(instance.sopClass()),
                command,
                instance.encode(instance.transferSyntax()),
                requestor.acceptance().maximumLength().orElse(0));
    }

    @Override
    DimseStatus status() {
        return destination.isEmpty() ? DESTINATION_UNKNOWN : super.status();
    }
}
