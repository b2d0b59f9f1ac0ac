package org.pacsscp.audit;

import java.util.Optional;
import java.util.function.Consumer;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.ForwardingActionHandler;
import org.pacsscp.api.Response;
import org.pacsscp.api.Uid;

/** A handler of which each C-FIND is recorded. */
final class AuditedHandler extends ForwardingActionHandler {
    private final Consumer<AuditEvent> told;

    AuditedHandler(ActionHandler handler, Consumer<AuditEvent> told) {
        super(handler);
        this.told = told;
    }

    @Override
    public Response handle(Action action) throws Exception {
        Optional<Uid> sopClass = action.command().sopClassUid();
        if (action.command().commandFieldCode() != CommandField.C_FIND_RQ.code() || sopClass.isEmpty()) {
            return super.handle(action);
        }
        ReadAction read = new ReadAction(action);
        Outcome outcome = Outcome.MINOR_FAILURE;
        try {
            Response response = super.handle(read);
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
}
