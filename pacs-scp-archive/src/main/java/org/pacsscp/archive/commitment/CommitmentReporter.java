package org.pacsscp.archive.commitment;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.pacsscp.api.Association;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.PresentationContext;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.Role;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.archive.commitment.CommitmentHandler.Asked;
import org.pacsscp.archive.retrieve.PeerDirectory;
import org.pacsscp.client.RemoteEntity;

/** Tells a peer what became of its request: N-EVENT-REPORT (PS3.4 section J.3.3). For any thread. */
final class CommitmentReporter {
    /** The peer has not taken the report. */
    static final class UnreportedException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreportedException(String message) {
            super(message);
        }
    }

    private final Optional<Client> client;
    private final PeerDirectory peers;

    CommitmentReporter(Optional<Client> client, PeerDirectory peers) {
        this.client = client;
        this.peers = peers;
    }

    /** Tells it on the association of the request, if that is open, else on a new one. */
    void report(CommitmentVerdict verdict, Optional<Asked> asked) throws UnreportedException, InterruptedException {
        if (asked.isPresent() && asked.get().association().end().isEmpty()) {
            try {
                report(verdict, asked.get().association());
                return;
            } catch (InvocationException e) {
                // It has ended meanwhile, or the peer does not answer there.
            }
        }
        reportOnNewAssociation(verdict);
    }

    private void reportOnNewAssociation(CommitmentVerdict verdict) throws UnreportedException, InterruptedException {
        CommitmentRequest request = verdict.request();
        Optional<RemoteEntity> peer = peers.find(request.requestor());
        if (client.isEmpty() || peer.isEmpty()) {
            throw new UnreportedException(
                    "its association has ended, and the directory does not know where it listens");
        }
        try (RequestedAssociation association = client.get().open(proposal(peer.get(), request))) {
            report(verdict, association);
        } catch (IOException | InvocationException e) {
            throw new UnreportedException(String.valueOf(e.getMessage()));
        }
    }

    /** PS3.4 section J.2.1: who opens the association for the report has the role of SCP. */
    private static AssociationProposal proposal(RemoteEntity peer, CommitmentRequest request) {
        return peer.propose()
                .callingAeTitle(request.calledAeTitle().value())
                .context(
                        SopClass.STORAGE_COMMITMENT_PUSH_MODEL,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .roles(SopClass.STORAGE_COMMITMENT_PUSH_MODEL, Role.PERFORMER)
                .build();
    }

    private static void report(CommitmentVerdict verdict, Association association)
            throws UnreportedException, InvocationException, InterruptedException {
        PresentationContext context = association.presentationContexts().stream()
                .filter(accepted -> accepted.abstractSyntax().equals(SopClass.STORAGE_COMMITMENT_PUSH_MODEL))
                .filter(accepted -> accepted.roles().contains(Role.PERFORMER))
                .findFirst()
                .orElseThrow(() -> new UnreportedException("it does not let us have the SCP role"));
        try {
            DimseStatus status = association
                    .invoke(verdict.report(context.transferSyntax()))
                    .toCompletableFuture()
                    .get()
                    .status();
            if (status.category() != DimseStatus.Category.SUCCESS
                    && status.category() != DimseStatus.Category.WARNING) {
                throw new UnreportedException("it answered " + status);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvocationException unanswered) {
                throw unanswered;
            }
            throw new UnreportedException(String.valueOf(e.getCause()));
        }
    }
}
