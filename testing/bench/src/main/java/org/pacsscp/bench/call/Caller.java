package org.pacsscp.bench.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.InvocationException;
import org.pacsscp.api.OngoingInvocation;
import org.pacsscp.api.RequestedAssociation;

/**
 * One thread's work, on so many associations: each has been asked before the first answer is waited for, and is asked again as
 * soon as it has answered. With one association it waits in {@link Client#open}, with several it opens them all at once.
 */
record Caller(Client client, AssociationProposal proposal, Invocation invocation, int associations) {
    /** Opens associations, asks once on each and releases them, until that time of the clock; returns how many were answered. */
    long associate(long end) throws IOException, InvocationException, InterruptedException, ExecutionException {
        long answered = 0;
        while (System.nanoTime() - end < 0) {
            List<RequestedAssociation> open = open();
            await(begin(open));
            close(open);
            answered += open.size();
        }
        return answered;
    }

    /** Asks on the same associations until that time of the clock; returns how often it was answered. */
    long ask(long end) throws IOException, InvocationException, InterruptedException, ExecutionException {
        long answered = 0;
        List<RequestedAssociation> open = open();
        List<OngoingInvocation> asked = begin(open);
        while (System.nanoTime() - end < 0) {
            for (int i = 0; i < open.size(); i++) {
                await(asked.get(i));
                asked.set(i, open.get(i).begin(invocation));
            }
            answered += open.size();
        }
        await(asked);
        close(open);
        return answered;
    }

    private List<RequestedAssociation> open() throws IOException, InterruptedException, ExecutionException {
        if (associations == 1) {
            return List.of(client.open(proposal));
        }
        List<Future<RequestedAssociation>> opening = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            opening.add(client.openAsync(proposal).toCompletableFuture());
        }
        List<RequestedAssociation> open = new ArrayList<>();
        for (Future<RequestedAssociation> association : opening) {
            open.add(association.get());
        }
        return open;
    }

    private List<OngoingInvocation> begin(List<RequestedAssociation> open)
            throws IOException, InvocationException, InterruptedException {
        List<OngoingInvocation> asked = new ArrayList<>(open.size());
        for (RequestedAssociation association : open) {
            asked.add(association.begin(invocation));
        }
        return asked;
    }

    private static void await(List<OngoingInvocation> asked)
            throws IOException, InvocationException, InterruptedException {
        for (OngoingInvocation ongoing : asked) {
            await(ongoing);
        }
    }

    private static void await(OngoingInvocation asked) throws IOException, InvocationException, InterruptedException {
        DimseStatus status = asked.next().status();
        asked.close();
        if (!status.equals(DimseStatus.SUCCESS)) {
            throw new IOException("the server answered " + status);
        }
    }

    /** All have asked for their release before the first is waited for. */
    private void close(List<RequestedAssociation> open) {
        if (open.size() > 1) {
            open.forEach(RequestedAssociation::release);
        }
        open.forEach(RequestedAssociation::close);
    }
}
