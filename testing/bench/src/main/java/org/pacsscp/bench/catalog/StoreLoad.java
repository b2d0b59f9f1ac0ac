package org.pacsscp.bench.catalog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.CommandField;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;
import org.pacsscp.api.SopClass;
import org.pacsscp.api.TransferSyntax;
import org.pacsscp.dataset.DataSet;
import org.pacsscp.dataset.Tag;

/** Stores images with an archive over several associations, of which each takes the next study. */
final class StoreLoad {
    private static final int ASSOCIATIONS = 4;

    private final Client client;
    private final int port;
    private final String aeTitle;

    StoreLoad(Client client, int port, String aeTitle) {
        this.client = client;
        this.port = port;
        this.aeTitle = aeTitle;
    }

    /**
     * Stores studies, as many as there is time for.
     *
     * @param from the first number
     * @param to behind the last one
     * @param imagesOf what a number stands for
     * @param end what {@link System#nanoTime} is when no further study shall be begun
     * @return how many images were stored; of one image each, they are those of the first numbers
     * @throws IOException if one was not
     */
    long store(long from, long to, LongFunction<List<DataSet>> imagesOf, long end)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(ASSOCIATIONS);
        try {
            List<Future<Long>> stored = new ArrayList<>();
            AtomicLong next = new AtomicLong(from);
            for (int i = 0; i < ASSOCIATIONS; i++) {
                stored.add(threads.submit(() -> storeWhatIsLeft(next, to, imagesOf, end)));
            }
            long sum = 0;
            for (Future<Long> one : stored) {
                sum += one.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException("not stored: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long storeWhatIsLeft(AtomicLong next, long to, LongFunction<List<DataSet>> imagesOf, long end)
            throws IOException, InvocationException, InterruptedException {
        AssociationProposal proposal = AssociationProposal.to("127.0.0.1", port)
                .calledAeTitle(aeTitle)
                .context(SopClass.CT_IMAGE_STORAGE, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .build();
        long stored = 0;
        try (RequestedAssociation association = client.open(proposal)) {
            while (System.nanoTime() - end < 0) {
                long number = next.getAndIncrement();
                if (number >= to) {
                    break;
                }
                for (DataSet image : imagesOf.apply(number)) {
                    store(association, image);
                    stored++;
                }
            }
        }
        return stored;
    }

    private static void store(RequestedAssociation association, DataSet image)
            throws IOException, InvocationException, InterruptedException {
        Invocation request = Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(image.uid(Tag.SOP_INSTANCE_UID).orElseThrow())
                        .priority(0))
                .dataSet(image.in(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        try (OngoingInvocation ongoing = association.begin(request)) {
            DimseStatus status = ongoing.next().status();
            if (!status.equals(DimseStatus.SUCCESS)) {
                throw new IOException("C-STORE ended with " + status);
            }
        }
    }
}
