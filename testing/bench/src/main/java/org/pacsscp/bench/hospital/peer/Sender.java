package org.pacsscp.bench.hospital.peer;

import java.io.IOException;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.bench.hospital.day.ImageKind;
import org.pacsscp.bench.hospital.day.PlannedStudy;
import org.pacsscp.bench.hospital.figure.Tally;
import org.pacsscp.client.RemoteEntity;

/** Modalities and routers: an association for each study, one image after the other. Usable by any thread. */
public final class Sender {
    private final Client client;
    private final RemoteEntity archive;
    private final Images images;
    private final Tally tally;

    public Sender(Client client, RemoteEntity archive, Images images, Tally tally) {
        this.client = client;
        this.archive = archive;
        this.images = images;
        this.tally = tally;
    }

    /**
     * Sends a study.
     *
     * @return whether all of it was stored
     */
    public boolean send(PlannedStudy study) throws InterruptedException {
        int stored = 0;
        try (RequestedAssociation association = client.open(proposal(study))) {
            for (; stored < study.images(); stored++) {
                store(association, study.kind(), images.image(study, stored));
            }
            return true;
        } catch (IOException | InvocationException e) {
            tally.failed("after " + stored + " images of a study: " + e.getMessage());
            return false;
        }
    }

    /** A router does not know what comes next, and proposes all that there is. */
    private AssociationProposal proposal(PlannedStudy study) {
        AssociationProposal.Builder proposal = archive.propose();
        if (study.routed()) {
            for (ImageKind kind : ImageKind.values()) {
                proposal.context(kind.sopClass(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            }
            return proposal.callingAeTitle("ROUTER").build();
        }
        return proposal.context(study.kind().sopClass(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .callingAeTitle(study.kind().name())
                .build();
    }

    private void store(RequestedAssociation association, ImageKind kind, Images.Image image)
            throws IOException, InvocationException, InterruptedException {
        Invocation store = Invocation.of(kind.sopClass(), CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(image.instance())
                        .priority(0))
                .dataSet(image.dataSet());
        long begun = System.nanoTime();
        try (OngoingInvocation ongoing = association.begin(store)) {
            DimseStatus status = ongoing.next().status();
            if (!status.equals(DimseStatus.SUCCESS)) {
                throw new IOException("C-STORE was answered with " + status);
            }
        }
        tally.stored(System.nanoTime() - begun, image.length());
    }
}
