package org.pacsscp.testkit.pacs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.Role;
import org.pacsscp.testkit.wire.Commands;
import org.pacsscp.testkit.wire.Message;

/** The C-STORE sub-operations of a C-GET, on the same association (PS3.4 C.4.3). */
final class Get extends Retrieval {
    private final FakeAssociation association;
    private final Outgoing outgoing;
    private int messageId;

    Get(FakeAssociation association, Outgoing outgoing) {
        this.association = association;
        this.outgoing = outgoing;
    }

    @Override
    DimseStatus store(Instance instance) throws IOException, EndedException {
        Optional<PresentationContext> context = association.contexts().stream()
                .filter(candidate -> candidate.abstractSyntax().equals(instance.sopClass()))
                .filter(candidate -> candidate.roles().contains(Role.INVOKER))
                .filter(candidate -> instance.isIn(candidate.transferSyntax()))
                .findFirst();
        if (context.isEmpty()) {
            return DimseStatus.SOP_CLASS_NOT_SUPPORTED;
        }
        messageId++;
        outgoing.send(Place.SUB_OPERATION, Optional.of(CommandField.C_GET_RQ), pdus(instance, context.get()));
        Message response = association.nextMessage();
        return DimseStatus.of(response.command().status().orElse(DimseStatus.PROCESSING_FAILURE.code()));
    }

    private List<byte[]> pdus(Instance instance, PresentationContext context) {
        byte[] command = Commands.storeRq(
                messageId, instance.sopClass().value(), instance.sopInstance().value());
        return pdus(context.id(), command, instance.encode(context.transferSyntax()), association.maximumLength());
    }
}
