package org.pacsscp.archive.retrieve;

import java.io.IOException;
import java.util.Iterator;
import org.pacsscp.api.Action;
import org.pacsscp.api.Association;
import org.pacsscp.api.CommandElements;
import org.pacsscp.api.Response;
import org.pacsscp.archive.catalog.CatalogedInstance;
import org.pacsscp.archive.catalog.InstanceLookup;
import org.pacsscp.archive.catalog.InstanceSelection;
import org.pacsscp.archive.retrieve.Tally.Outcome;

/**
 * One retrieval: sends instances one after the other, and tells of it meanwhile.
 *
 * @param action the request
 * @param selection which instances
 * @param total how many there were when they were counted
 * @param counts of all retrievals
 */
record Retrieval(Action action, InstanceSelection selection, int total, RetrieveCounts counts) {
    /**
     * Sends what the lookup finds over an association.
     *
     * @param elements what each command set has besides its instance
     * @param onSilence is run when the peer has not answered
     */
    Response over(
            Association association,
            InstanceLookup lookup,
            InstanceSender sender,
            CommandElements elements,
            Runnable onSilence)
            throws IOException, InterruptedException {
        Tally tally = tally();
        Iterator<CatalogedInstance> instances =
                lookup.instances(selection).limit(Tally.MOST).iterator();
        try (Transfers transfers = new Transfers(association, elements, sender, instances)) {
            while (transfers.hasNext()) {
                if (action.cancelled()) {
                    return tally.end(true);
                }
                Transfers.Ended ended = transfers.perform();
                add(tally, ended.instance(), ended.outcome());
                if (ended.outcome() == Outcome.UNANSWERED) {
                    onSilence.run();
                }
                // The last one is told by the final response.
                if (transfers.hasNext()) {
                    action.sendPending(tally.pending());
                }
            }
        }
        return tally.end(false);
    }

    /** Every sub-operation has failed, since none could be begun. */
    Response failed(InstanceLookup lookup) {
        Tally tally = tally();
        lookup.instances(selection).limit(Tally.MOST).forEach(instance -> add(tally, instance, Outcome.FAILED));
        return tally.end(false);
    }

    private void add(Tally tally, CatalogedInstance instance, Outcome outcome) {
        tally.add(instance.sopInstanceUid(), outcome);
        counts.subOperation(outcome);
    }

    Response nothingFound() {
        return tally().end(false);
    }

    private Tally tally() {
        return new Tally(total, action.presentationContext().transferSyntax());
    }
}
