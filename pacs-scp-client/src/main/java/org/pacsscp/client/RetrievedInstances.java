package org.pacsscp.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionFunction;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;

/** Takes the C-STORE sub-operations of C-GETs, each to where its call wants them. Usable by any thread. */
final class RetrievedInstances implements ActionHandler {
    private final Map<Long, ActionFunction> sinks = new ConcurrentHashMap<>();

    /** What comes on an association goes there from now on. */
    void expect(Association association, ActionFunction sink) {
        sinks.put(association.id(), sink);
    }

    void forget(Association association) {
        sinks.remove(association.id());
    }

    @Override
    public List<ServiceCapability> capabilities() {
        return List.of(
                ServiceCapability.anyAbstractSyntax(CommandField.C_STORE_RQ).anyTransferSyntax());
    }

    @Override
    public Response handle(Action action) throws Exception {
        ActionFunction sink = sinks.get(action.association().id());
        return sink == null
                ? DimseStatus.UNRECOGNIZED_OPERATION.withErrorComment("no C-GET is under way")
                : sink.handle(action);
    }
}
