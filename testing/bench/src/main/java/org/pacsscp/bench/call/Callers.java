package org.pacsscp.bench.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.pacsscp.api.Uid;
import org.pacsscp.bench.load.StoreMessage;

/** Threads that ask a server for the same thing, each on an association of its own. */
final class Callers {
    private final Client client;
    private final AssociationProposal proposal;
    private final Work work;
    private final Invocation invocation;

    /** {@code size} is that of the pixel data which is stored. */
    Callers(Client client, AssociationProposal proposal, Work work, int size) {
        this.client = client;
        this.proposal = proposal;
        this.work = work;
        invocation = work == Work.STORE ? store(size) : Invocation.of(SopClass.VERIFICATION, CommandField.C_ECHO_RQ);
    }

    private static Invocation store(int size) {
        byte[] dataSet = StoreMessage.dataSet(size);
        return Invocation.of(SopClass.CT_IMAGE_STORAGE, CommandField.C_STORE_RQ)
                .elements(CommandElements.none()
                        .affectedSopInstanceUid(Uid.of(StoreMessage.SOP_INSTANCE_UID))
                        .priority(0))
                .dataSet(out -> out.write(dataSet));
    }

    /** Asks for so long, and returns how often a second it was answered. */
    double call(int associations, long nanos) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(associations);
        try {
            long begun = System.nanoTime();
            List<Future<Long>> callers = new ArrayList<>();
            for (int i = 0; i < associations; i++) {
                callers.add(threads.submit(counting(begun + nanos)));
            }
            long answered = 0;
            for (Future<Long> caller : callers) {
                answered += caller.get();
            }
            return answered * 1e9 / (System.nanoTime() - begun);
        } finally {
            threads.shutdown();
        }
    }

    private Callable<Long> counting(long end) {
        return work == Work.ASSOC ? () -> associate(end) : () -> ask(end);
    }

    private long associate(long end) throws IOException, InvocationException, InterruptedException {
        long answered = 0;
        while (System.nanoTime() - end < 0) {
            try (RequestedAssociation association = client.open(proposal)) {
                ask(association);
            }
            answered++;
        }
        return answered;
    }

    private long ask(long end) throws IOException, InvocationException, InterruptedException {
        long answered = 0;
        try (RequestedAssociation association = client.open(proposal)) {
            while (System.nanoTime() - end < 0) {
                ask(association);
                answered++;
            }
        }
        return answered;
    }

    private void ask(RequestedAssociation association) throws IOException, InvocationException, InterruptedException {
        try (OngoingInvocation ongoing = association.begin(invocation)) {
            DimseStatus status = ongoing.next().status();
            if (!status.equals(DimseStatus.SUCCESS)) {
                throw new IOException("the server answered " + status);
            }
        }
    }
}
