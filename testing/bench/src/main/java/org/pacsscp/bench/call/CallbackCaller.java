package org.pacsscp.bench.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.pacsscp.api.AssociationProposal;
import org.pacsscp.api.Client;
import org.pacsscp.api.DimseStatus;
import org.pacsscp.api.Invocation;
import org.pacsscp.api.ReceivedResponse;
import org.pacsscp.api.RequestedAssociation;

/**
 * An application without a thread of its own: whatever comes next is begun by the callback that is told of what came before, on
 * the client's I/O threads. {@code renewed} says that each association is for one request.
 */
final class CallbackCaller {
    private final Client client;
    private final AssociationProposal proposal;
    private final Invocation invocation;
    private final boolean renewed;
    private final long end;
    private final LongAdder answered = new LongAdder();

    /** Goes on until that time of the clock. */
    CallbackCaller(Client client, AssociationProposal proposal, Invocation invocation, boolean renewed, long end) {
        this.client = client;
        this.proposal = proposal;
        this.invocation = invocation;
        this.renewed = renewed;
        this.end = end;
    }

    /** Keeps so many associations busy, waits until the last is over, and returns how many requests were answered. */
    long call(int associations) throws InterruptedException, ExecutionException {
        List<CompletableFuture<Void>> under = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            under.add(over);
            open(over);
        }
        for (CompletableFuture<Void> over : under) {
            over.get();
        }
        return answered.sum();
    }

    private void open(CompletableFuture<Void> over) {
        client.openAsync(proposal).whenComplete((association, failure) -> {
            if (failure == null) {
                ask(association, over);
            } else {
                over.completeExceptionally(failure);
            }
        });
    }

    private void ask(RequestedAssociation association, CompletableFuture<Void> over) {
        association.invoke(invocation).whenComplete((response, failure) -> {
            if (failure == null) {
                answered(association, response, over);
            } else {
                over.completeExceptionally(failure);
            }
        });
    }

    private void answered(RequestedAssociation association, ReceivedResponse response, CompletableFuture<Void> over) {
        if (!response.status().equals(DimseStatus.SUCCESS)) {
            over.completeExceptionally(new IOException("the server answered " + response.status()));
            return;
        }
        answered.increment();
        boolean goesOn = System.nanoTime() - end < 0;
        if (goesOn && !renewed) {
            ask(association, over);
            return;
        }
        association.release();
        association.whenEnded().thenAccept(how -> {
            if (goesOn) {
                open(over);
            } else {
                over.complete(null);
            }
        });
    }
}
