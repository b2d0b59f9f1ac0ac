package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.Action;
import org.pacsscp.api.ActionHandler;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Response;
import org.pacsscp.api.ServiceCapability;
import org.pacsscp.api.ServiceStatement;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.DataSetFormatException;

/** What C-MOVE and C-GET have in common: the request, up to where its instances go. */
abstract class RetrieveHandler implements ActionHandler {
    private final List<Uid> sopClasses;
    private final CommandField operation;
    private final InstanceLookup lookup;
    private final RetrieveCounts counts;

    RetrieveHandler(List<Uid> sopClasses, CommandField operation, InstanceLookup lookup, RetrieveCounts counts) {
        this.sopClasses = sopClasses;
        this.operation = operation;
        this.lookup = lookup;
        this.counts = counts;
    }

    /** Implicit VR first: there a list of failed instances may be of any length (PS3.5 section 7.1.2). */
    @Override
    public List<ServiceCapability> capabilities() {
        List<ServiceCapability> capabilities = new ArrayList<>();
        for (Uid sopClass : sopClasses) {
            capabilities.add(ServiceCapability.performer(sopClass, operation)
                    .transferSyntaxes(
                            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        return capabilities;
    }

    @Override
    public List<ServiceStatement> conformance() {
        return List.of(RetrieveConformance.of(operation));
    }

    /** Relational retrieval, byte 1, is agreed to, and nothing else (PS3.4 Table C.5-3). */
    @Override
    public Optional<byte[]> negotiate(Uid sopClassUid, byte[] applicationInformation) {
        if (!sopClasses.contains(sopClassUid) || applicationInformation.length == 0) {
            return Optional.empty();
        }
        byte[] answer = new byte[applicationInformation.length];
        answer[0] = (byte) (applicationInformation[0] == 1 ? 1 : 0);
        return Optional.of(answer);
    }

    @Override
    public Response handle(Action action) throws IOException, InterruptedException {
        try {
            Response response = serve(action);
            counts.ended(response.status());
            return response;
        } catch (DimseException e) {
            counts.ended(e.status());
            throw e;
        } catch (IOException | InterruptedException e) {
            counts.abandon();
            throw e;
        } catch (RuntimeException e) {
            counts.ended(DimseStatus.PROCESSING_FAILURE);
            throw e;
        }
    }

    private Response serve(Action action) throws IOException, InterruptedException {
        Uid sopClass = action.presentationContext().abstractSyntax();
        boolean relational = action.association()
                .extendedNegotiation(sopClass)
                .filter(agreed -> agreed.length > 0 && agreed[0] == 1)
                .isPresent();
        InstanceSelection selection = RetrieveIdentifier.read(identifier(action), sopClass, relational);
        action.dataSet().close();
        checkDestination(action);
        long total = lookup.count(selection);
        if (total > Tally.MOST) {
            return RetrieveStatus.UNABLE_TO_CALCULATE_NUMBER_OF_MATCHES.withErrorComment(
                    "more instances than can be counted: 65535 at once");
        }
        Retrieval retrieval = new Retrieval(action, selection, (int) total, counts);
        return total == 0 ? retrieval.nothingFound() : retrieve(retrieval);
    }

    private static DataSet identifier(Action action) throws IOException {
        try {
            return DataSet.read(action.dataSet());
        } catch (DataSetFormatException e) {
            throw new DimseException(RetrieveStatus.unableToProcess(0).withErrorComment("unreadable identifier"), e);
        }
    }

    InstanceLookup lookup() {
        return lookup;
    }

    /** All sub-operations have the priority of the retrieval (PS3.4 sections C.4.2.3.1 and C.4.3.3.1). */
    static CommandElements elements(Action action) {
        return CommandElements.none().priority(action.command().priority().orElse(0));
    }

    /** Fails where there is nowhere to send anything, before anything is looked up. */
    abstract void checkDestination(Action action);

    abstract Response retrieve(Retrieval retrieval) throws IOException, InterruptedException;
}
