package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.api.Uid;
import org.pacsscp.bench.measure.Histogram;

/** Asks an archive, one query after the other on one association. From the request to the final response, all answers read. */
final class QueryLoad {
    private static final Uid FIND = SopClass.STUDY_ROOT_QUERY_RETRIEVE_INFORMATION_MODEL_FIND;

    private final Client client;
    private final Archive archive;
    private final SplittableRandom random = new SplittableRandom(20);

    QueryLoad(Client client, Archive archive) {
        this.client = client;
        this.archive = archive;
    }

    /**
     * Asks so often, or for so long if that is shorter.
     *
     * @throws IOException if a query fails, or has not as many answers as it should
     */
    void ask(Question question, int queries, long nanos, Histogram latencies) throws IOException, InterruptedException {
        AssociationProposal proposal = AssociationProposal.to("127.0.0.1", archive.port())
                .calledAeTitle(archive.aeTitle())
                .context(FIND, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)
                .build();
        long end = System.nanoTime() + nanos;
        try (RequestedAssociation association = client.open(proposal)) {
            for (int i = 0; i < queries && System.nanoTime() - end < 0; i++) {
                byte[] identifier = question.identifier(archive.studies(), random);
                long begun = System.nanoTime();
                int answers = answers(association, identifier);
                latencies.record(System.nanoTime() - begun);
                if (answers != InventedStudies.TOGETHER) {
                    throw new IOException(
                            "%s answered a query by %s with %d studies, not with %d; empty the directory, if it was cut off while it was filled"
                                    .formatted(archive.name(), question.title(), answers, InventedStudies.TOGETHER));
                }
            }
        } catch (InvocationException e) {
            throw new IOException(archive.name() + " did not answer: " + e.getMessage(), e);
        }
    }

    private static int answers(RequestedAssociation association, byte[] identifier)
            throws IOException, InvocationException, InterruptedException {
        Invocation query = Invocation.of(FIND, CommandField.C_FIND_RQ)
                .elements(CommandElements.none().priority(0))
                .dataSet(out -> out.write(identifier));
        try (OngoingInvocation find = association.begin(query)) {
            int answers = 0;
            ReceivedResponse response = find.next();
            while (response.isPending()) {
                response.dataSet().transferTo(OutputStream.nullOutputStream());
                answers++;
                response = find.next();
            }
            if (!response.status().equals(DimseStatus.SUCCESS)) {
                throw new IOException("a query ended with " + response.status());
            }
            return answers;
        }
    }
}
