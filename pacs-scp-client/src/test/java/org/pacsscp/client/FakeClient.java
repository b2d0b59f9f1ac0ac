package org.pacsscp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.pacsscp.api.AssociationException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.ClientConfig;
import org.pacsscp.api.RequestedAssociation;

/** A client without a network: associations are what a test makes of proposals. */
final class FakeClient implements Client {
    /** What becomes of a proposal. */
    interface Peer {
        FakeAssociation answer(AssociationProposal proposal) throws AssociationException;
    }

    private final Peer peer;
    private final List<FakeAssociation> opened = new ArrayList<>();
    private final List<AssociationProposal> proposals = new ArrayList<>();

    FakeClient(Peer peer) {
        this.peer = peer;
    }

    /** All that were ever opened, in their order. */
    synchronized List<FakeAssociation> opened() {
        return List.copyOf(opened);
    }

    synchronized List<AssociationProposal> proposals() {
        return List.copyOf(proposals);
    }

    @Override
    public ClientConfig config() {
        return Client.builder().aeTitle("TESTER").toConfig();
    }

    @Override
    public synchronized RequestedAssociation open(AssociationProposal proposal) throws AssociationException {
        proposals.add(proposal);
        FakeAssociation association = peer.answer(proposal);
        opened.add(association);
        return association;
    }

    @Override
    public CompletionStage<RequestedAssociation> openAsync(AssociationProposal proposal) {
        try {
            return CompletableFuture.completedFuture(open(proposal));
        } catch (AssociationException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<RequestedAssociation> associations() {
        return opened().stream()
                .filter(association -> association.end().isEmpty())
                .map(RequestedAssociation.class::cast)
                .toList();
    }

    @Override
    public void reloadTls() {}

    @Override
    public Statistics statistics() {
        return new Statistics(0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
