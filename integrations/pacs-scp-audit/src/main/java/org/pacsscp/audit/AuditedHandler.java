package org.pacsscp.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.CommonExtendedNegotiation;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.Uid;

/** A handler of which each C-FIND is recorded. */
final class AuditedHandler implements ActionHandler {
    private final ActionHandler handler;
    private final Consumer<AuditEvent> told;

    AuditedHandler(ActionHandler handler, Consumer<AuditEvent> told) {
        this.handler = handler;
        this.told = told;
    }

    @Override
    public Response handle(Action action) throws Exception {
        Optional<Uid> sopClass = action.command().sopClassUid();
        if (action.command().commandFieldCode() != CommandField.C_FIND_RQ.code() || sopClass.isEmpty()) {
            return handler.handle(action);
        }
        ReadAction read = new ReadAction(action);
        Outcome outcome = Outcome.MINOR_FAILURE;
        try {
            Response response = handler.handle(read);
            if (response != null && response.status().category() != DimseStatus.Category.FAILURE) {
                outcome = Outcome.SUCCESS;
            }
            return response;
        } finally {
            Ends ends = Ends.ofQuery(action.association());
            told.accept(new AuditEvent.Query(
                    ends.source(),
                    ends.destination(),
                    sopClass.get(),
                    action.dataSet().transferSyntax(),
                    read.bytes(),
                    outcome));
        }
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return handler.capabilities();
    }

    @Override
    public String name() {
        return handler.name();
    }

    @Override
    public boolean interruptOnCancel() {
        return handler.interruptOnCancel();
    }

    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        return handler.negotiate(sopClassUid, applicationInformation);
    }

    @Override
    public void negotiate(CommonExtendedNegotiation information) {
        handler.negotiate(information);
    }

    @Override
    public List<ServiceStatement> conformance() {
        return handler.conformance();
    }
}
