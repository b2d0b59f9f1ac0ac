package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pacsscp.api.Action;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.archive.catalog.InstanceLookup;

/** Sends instances on the association on which they are asked for: C-GET (PS3.4 section C.4.3). */
final class GetHandler extends RetrieveHandler {
    private final InstanceSender sender;
    private final List<Uid> storageSopClasses;

    GetHandler(InstanceLookup lookup, InstanceSender sender, List<Uid> storageSopClasses, RetrieveCounts counts) {
        super(
                List.of(
                        SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET,
                        SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_GET),
                CommandField.C_GET_RQ,
                lookup,
                counts);
        this.sender = sender;
        this.storageSopClasses = List.copyOf(storageSopClasses);
    }

    /** In any transfer syntax: what the peer proposes first is what it likes best, and we can convert. */
    @Override
    public List<ServiceCapability> capabilities() {
        List<ServiceCapability> capabilities = new ArrayList<>(super.capabilities());
        storageSopClasses.forEach(
                sopClass -> capabilities.add(ServiceCapability.invoker(sopClass).anyTransferSyntax()));
        return capabilities;
    }

    @Override
    void checkDestination(Action action) {
        // It is who asks.
    }

    @Override
    Response retrieve(Retrieval retrieval) throws IOException, InterruptedException {
        Action action = retrieval.action();
        // Who does not answer a sub-operation may still take the final response.
        return retrieval.over(action.association(), lookup(), sender, elements(action), () -> {});
    }
}
