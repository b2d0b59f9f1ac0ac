package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pacsscp.api.AbortReason;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.AssociationProposal.ProposedContext;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseException;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Response;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.Uid;
import org.pacsscp.api.status.RetrieveStatus;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.client.RemoteEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends instances to a third party: C-MOVE (PS3.4 section C.4.2). */
final class MoveHandler extends RetrieveHandler {
    private static final Logger log = LoggerFactory.getLogger(MoveHandler.class);

    private final InstanceSender sender;
    private final PeerDirectory peers;
    private final Client client;

    MoveHandler(
            InstanceLookup lookup, InstanceSender sender, PeerDirectory peers, Client client, RetrieveCounts counts) {
        super(
                List.of(
                        SopClass.PATIENT_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE,
                        SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_MOVE),
                CommandField.C_MOVE_RQ,
                lookup,
                counts);
        this.sender = sender;
        this.peers = peers;
        this.client = client;
    }

    @Override
    void checkDestination(Action action) {
        destination(action);
    }

    private RemoteEntity destination(Action action) {
        Optional<RemoteEntity> destination = action.command().moveDestination().flatMap(peers::find);
        return destination.orElseThrow(() -> new DimseException(RetrieveStatus.MOVE_DESTINATION_UNKNOWN));
    }

    @Override
    Response retrieve(Retrieval retrieval) throws IOException, InterruptedException {
        Action action = retrieval.action();
        RemoteEntity destination = destination(action);
        try (RequestedAssociation association = client.open(proposal(retrieval, destination))) {
            CommandElements elements = elements(action, action.association());
            // A release would have to wait for the answer that does not come.
            return retrieval.over(
                    association, lookup(), sender, elements, () -> association.abort(AbortReason.SERVICE_USER));
        } catch (AssociationException e) {
            log.warn("nothing is moved to {}: {}", destination, e.getMessage());
            return retrieval.failed(lookup());
        }
    }

    /** We call by the title by which we were called, unless the destination wants another. */
    private AssociationProposal proposal(Retrieval retrieval, RemoteEntity destination) {
        AssociationProposal.Builder proposal = destination.propose();
        if (destination.callingAeTitle().isEmpty()) {
            proposal.callingAeTitle(
                    retrieval.action().association().calledAeTitle().value());
        }
        MoveContexts contexts = new MoveContexts(sender);
        lookup().instances(retrieval.selection()).limit(Tally.MOST).forEach(contexts::add);
        for (ProposedContext context : contexts.proposed()) {
            proposal.context(
                    context.abstractSyntax(), context.transferSyntaxes().toArray(Uid[]::new));
        }
        return proposal.build();
    }

    /** PS3.7 9.1.1.1.6: who has sent the C-MOVE, and its Message ID. */
    private static CommandElements elements(Action action, Association association) {
        return elements(action)
                .moveOriginator(association.callingAeTitle(), action.command().messageId());
    }
}
