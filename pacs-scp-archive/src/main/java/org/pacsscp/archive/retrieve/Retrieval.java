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
 */
record Retrieval(Action action, InstanceSelection selection, int total) {
    /** Sends what the lookup finds over an association; once that has ended, all else has failed (PS3.4 section C.4.2.3.1). */
    Response over(Association association, InstanceLookup lookup, InstanceSender sender, CommandElements elements)
            throws IOException, InterruptedException {
        Tally tally = tally();
        Iterator<CatalogedInstance> instances =
                lookup.instances(selection).limit(Tally.MOST).iterator();
        while (instances.hasNext()) {
            if (action.cancelled()) {
                return tally.end(true);
            }
            CatalogedInstance instance = instances.next();
            tally.add(
                    instance.sopInstanceUid(),
                    association.end().isPresent() ? Outcome.FAILED : sender.send(association, instance, elements));
            // The last one is told by the final response.
            if (instances.hasNext()) {
                action.sendPending(tally.pending());
            }
        }
        return tally.end(false);
    }

    /** Every sub-operation has failed, since none could be begun. */
    Response failed(InstanceLookup lookup) {
        Tally tally = tally();
        lookup.instances(selection)
                .limit(Tally.MOST)
                .forEach(instance -> tally.add(instance.sopInstanceUid(), Outcome.FAILED));
        return tally.end(false);
    }

    Response nothingFound() {
        return tally().end(false);
    }

    private Tally tally() {
        return new Tally(total, action.presentationContext().transferSyntax());
    }
}
